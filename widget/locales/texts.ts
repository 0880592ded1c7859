import type { ChatErrorCode } from '../../client/chat-error.ts'
import type { Feedback, SessionEvent } from '../../contract/tables/messages.ts'
import type { Question } from '../store/chat-state.ts'
import type { LateTexts } from './late-texts.ts'

// In a text `#` is the place of a number, a name, an address or a length of time: see `fill.ts`. Where a number changes
// the words around it, `counted` has all forms.

/** The texts of the panel until somebody writes. Those of its later parts are loaded with them. */
export interface PanelTexts {
  readonly title: string
  readonly greeting: string
  /** While the bot answers. */
  readonly status: string
  readonly placeholder: string
  readonly composer: string
  readonly send: string
  readonly open: string
  readonly openUnread: string
  readonly closePanel: string
  readonly close: string
  readonly menu: string
  readonly log: string
  readonly tryAgain: string
  /** The failure that keeps further texts away. */
  readonly network: string
  /** For failures that have no sentence of their own. */
  readonly problem: string
}

/** The texts around messages. */
export interface ConversationTexts {
  readonly authors: Readonly<Record<'bot' | 'agent', string>>
  /** By who answers, when it isn't the bot. */
  readonly statuses: Readonly<Record<'waiting' | 'agent' | 'closed', string>>
  readonly askForPerson: string
  readonly newChat: string
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
  readonly charactersLeft: string
  readonly charactersOver: string
  readonly tooLong: string
  readonly dismiss: string
  readonly closed: string
  readonly closedForGood: string
  readonly incomplete: string
  readonly older: string
  readonly latest: string
  readonly newMessages: string
  readonly typing: string
  readonly slow: string
  readonly offerPerson: string
  readonly gaveUp: string
  readonly waiting: string
  /** How long it is until a person answers, as `Intl.NumberFormat` says it: “5 minutes”. */
  readonly usually: string
  readonly nobodyThere: string
  /** Follows where an address can be left. */
  readonly leaveMail: string
  /** With a length of time as `Intl.RelativeTimeFormat` says it: “in 5 minutes”. */
  readonly goesIn: string
  readonly sentLater: string
  readonly offline: string
  /** Storage or sockets are: an address follows. */
  readonly blocked: string
  readonly justNow: string
  /** An agent whose name isn't shown. */
  readonly someone: string
  /** What happened in a session, told to its visitor, with the agent's name. */
  readonly events: Readonly<Record<SessionEvent, string>>
  /** Failures as sentences with what to do. */
  readonly problems: Readonly<Record<ProblemCode, string>>
}

type ProblemCode =
  | 'timeout'
  | 'origin_not_allowed'
  | 'not_deployed'
  | 'misconfigured'
  | 'rate_limited'
  | 'not_accepting'
  | 'visitor_unknown'
  | 'session_not_found'
  | 'session_closed'
  | 'link_over'
  | 'session_taken'

/** The texts of menu, questions and the list of chats. */
export interface MoreTexts {
  readonly back: string
  readonly yourChats: string
  readonly rename: string
  readonly clear: string
  readonly delete: string
  readonly endChat: string
  readonly cancel: string
  readonly save: string
  readonly name: string
  readonly isClosed: string
  readonly noSessions: string
  readonly noSessionsHint: string
  /** What is asked before each action. */
  readonly questions: Readonly<Record<Question, string>>
  readonly consequences: Readonly<Record<Exclude<Question, 'rename'>, string>>
}

/** The texts around an e-mail address. */
export interface MailTexts {
  readonly leaveAddress: string
  readonly address: string
  readonly keepAddress: string
  readonly answersTo: string
  readonly otherAddress: string
}

/** The first chunk of a language. */
export interface FirstTexts extends PanelTexts, ConversationTexts, MoreTexts, MailTexts {}

/** All texts that a visitor reads, in one language. */
export interface Texts extends FirstTexts, LateTexts {}

/** A failure as a sentence with what to do, as far as the texts are there. */
export function problemText(texts: PanelTexts & Partial<ConversationTexts>, code: ChatErrorCode): string {
  if (code === 'network') return texts.network
  const problems: Readonly<Partial<Record<string, string>>> = texts.problems ?? {}
  return problems[code] ?? texts.problem
}
