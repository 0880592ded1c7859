import { answerIdFor } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { moveSession } from '../sessions/move-session.ts'
import { postWhile } from '../sessions/post-while.ts'
import type { ArticleCache } from './article-cache.ts'
import type { ArticleIndex, Passage } from './article-index.ts'
import { botTexts } from './bot-texts.ts'
import type { ChatCall } from './chat-call.ts'
import { summarise } from './escalation-summary.ts'
import { readIntent } from './question-intent.ts'

/** How a turn ended; `silent` means that the bot had nothing to say any more. */
export interface TurnAnswer {
  readonly outcome: 'answered' | 'escalated' | 'silent'
}

const BOT = { kind: 'bot', id: null, name: botTexts.name } as const

/**
 * The bot's turn for one message: it answers from the session's articles with the source, says that it doesn't know
 * and offers a person, or hands over to one. It is silent unless it holds the session at the moment of writing.
 * Run twice for one message, it answers once.
 */
export async function answerMessage(
  call: ChatCall,
  articles: ArticleCache,
  sessionId: string,
  messageId: string,
): Promise<TurnAnswer> {
  const { sessions, messages } = call.repositories
  const settings = await call.settings()
  const [session, question, recent, answered] = await Promise.all([
    sessions.get(sessionId),
    messages.get(messageId),
    messages.newest(sessionId, Math.max(settings.memoryWindow, 2)),
    messages.get(answerIdFor(messageId)),
  ])
  if (session === null || question?.sessionId !== sessionId || question.sender !== 'user') {
    throw new Refusal('session_not_found')
  }
  if (answered !== null || stateOf(session) !== 'bot') return { outcome: 'silent' }
  const before = recent.filter((message) => message.$sequence < question.$sequence)
  const text = question.text ?? ''
  switch (readIntent(text, before.findLast((message) => message.sender === 'bot')?.text ?? null)) {
    case 'person':
      return escalate(call, session)
    case 'greeting':
      return say(call, session, question, botTexts.greeting, null)
    case 'thanks':
      return say(call, session, question, botTexts.thanks, null)
    case 'question': {
      const index = await articles(call.repositories, session.corpora, Date.now(), call.reportError)
      const passage = findPassage(index, text, before)
      return say(call, session, question, passage?.text ?? botTexts.unknown, passage)
    }
  }
}

/** A question that finds nothing by itself may go on from the one before ("and to Norway?"). */
function findPassage(index: ArticleIndex, text: string, before: readonly MessageRow[]): Passage | null {
  const previous = before.findLast((message) => message.sender === 'user')?.text
  const isFollowUp = /^\W*(?:and|what about|how about|also|but|or)\b/i.test(text)
  return index.find(text) ?? (previous && isFollowUp ? index.find(`${previous} ${text}`) : null)
}

async function escalate(call: ChatCall, session: SessionRow): Promise<TurnAnswer> {
  const summary = await summarise(call.repositories, session.$id)
  const move = { kind: 'escalate', reason: 'The visitor asked for a person', summary } as const
  try {
    const moved = await moveSession(call.repositories, session, move, BOT)
    return { outcome: moved.changed ? 'escalated' : 'silent' }
  } catch (thrown) {
    // An agent took it, or the visitor closed it, while the bot was thinking.
    if (thrown instanceof Refusal && (thrown.code === 'session_taken' || thrown.code === 'session_closed')) {
      return { outcome: 'silent' }
    }
    throw thrown
  }
}

async function say(
  call: ChatCall,
  session: SessionRow,
  question: MessageRow,
  text: string,
  passage: Passage | null,
): Promise<TurnAnswer> {
  const sources = passage === null ? null : JSON.stringify([passage.source])
  const posted = await postWhile(
    call.repositories,
    session.$id,
    {
      id: answerIdFor(question.$id),
      sender: 'bot',
      authorName: botTexts.name,
      text: Array.from(text).slice(0, limits.messageTextMax).join(''),
      sources: sources !== null && sources.length <= limits.sourcesMax ? sources : null,
    },
    (present) => stateOf(present) === 'bot',
  )
  return { outcome: posted.kind === 'posted' ? 'answered' : 'silent' }
}
