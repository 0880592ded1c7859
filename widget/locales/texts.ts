import type { ChatErrorCode } from '../../client/chat-error.ts'
import type { Feedback, SessionEvent } from '../../contract/tables/messages.ts'
import type { Question } from '../store/chat-state.ts'

/** The texts of the panel until somebody writes. Those of its later parts are loaded with them. */
export interface PanelTexts {
  /** BCP 47: what numbers and lengths of time are formatted for. */
  readonly locale: string
  readonly title: string
  readonly greeting: string
  /** By who answers. */
  readonly status: Readonly<Record<'bot' | 'waiting' | 'agent' | 'closed', string>>
  readonly placeholder: string
  readonly composer: string
  readonly send: string
  readonly open: (unread: number) => string
  readonly closePanel: string
  readonly close: string
  readonly back: string
  readonly menu: string
  readonly newChat: string
  readonly yourChats: string
  readonly askForPerson: string
  readonly log: string
  readonly tryAgain: string
  /** Failures as sentences with what to do; `problem` for those that have none of their own. */
  readonly problems: Readonly<Partial<Record<ChatErrorCode, string>>>
  readonly problem: string
}

/** The texts around messages. */
export interface ConversationTexts {
  readonly authors: Readonly<Record<'bot' | 'agent', string>>
  readonly you: string
  readonly sources: string
  /** Names the articles to choose from, for who doesn't see them. */
  readonly choices: string
  /** Under what a language model wrote. */
  readonly generated: string
  /** Whether an answer helped. */
  readonly feedback: Readonly<Record<Feedback, string>>
  /** What the visitor reads once they have said so. */
  readonly feedbackThanks: string
  /** Ends an answer that is being written. */
  readonly stop: string
  readonly stopped: string
  readonly sending: string
  readonly sent: string
  readonly notSent: string
  readonly retry: string
  readonly charactersLeft: (count: number) => string
  readonly tooLong: string
  readonly dismiss: string
  readonly closed: string
  readonly closedForGood: string
  readonly incomplete: string
  readonly older: string
  readonly latest: string
  readonly newMessages: (count: number) => string
  readonly typing: string
  readonly slow: string
  readonly offerPerson: string
  readonly gaveUp: string
  readonly waiting: string
  readonly goesIn: (ms: number) => string
  readonly sentLater: string
  readonly offline: string
  readonly justNow: string
  readonly today: string
  readonly yesterday: string
  /** What happened in a session, told to its visitor. `name` is the agent's. */
  readonly event: (event: SessionEvent, name: string | null) => string
  /** What else can go wrong in a conversation. */
  readonly conversationProblems: PanelTexts['problems']
}

/** The texts of menu, questions and the list of chats. */
export interface MoreTexts {
  readonly rename: string
  readonly clear: string
  readonly delete: string
  readonly endChat: string
  readonly cancel: string
  readonly name: string
  readonly isClosed: string
  readonly unseen: (count: number) => string
  readonly noSessions: string
  readonly noSessionsHint: string
  /** The confirmation of each action. */
  readonly questions: Readonly<
    Record<Question, { readonly title: string; readonly body: string; readonly confirm: string }>
  >
}

/** The texts around an e-mail address. */
export interface MailTexts {
  readonly leaveAddress: string
  readonly address: string
  readonly keepAddress: string
  readonly answersTo: (address: string) => string
  readonly otherAddress: string
}

/** All texts that a visitor reads, in one language. */
export interface Texts extends PanelTexts, ConversationTexts, MoreTexts, MailTexts {}

/** A failure as a sentence with what to do. */
export function problemText(
  { problems, conversationProblems, problem }: PanelTexts & Partial<ConversationTexts>,
  code: ChatErrorCode,
): string {
  return problems[code] ?? conversationProblems?.[code] ?? problem
}
