import type { ChangedAnswer } from '../../contract/chat-api.ts'
import { isMessageId } from '../../contract/ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { askBot } from '../sessions/ask-bot.ts'
import { previewOf } from '../sessions/preview.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession } from './own-session.ts'

/** So many of the newest messages hold an answer and its question. */
const WINDOW = 30
/** Others may write the session at the same moment. */
const ATTEMPTS = 4
/** Each costs the site what a model's answer costs. */
const LIMIT = { max: 10, windowMs: 600_000 } as const

/**
 * Has the model write its newest answer anew: removes it, and opens a turn for the question it answered. An answer that
 * quotes articles would be the same again. When this is interrupted between the two, upkeep opens the turn.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`; `message_not_found` when it is no model's answer that is over;
 * `session_changed` when something was said since; `session_closed` or `session_taken` when the bot has the session no
 * more; `rate_limited` after ten of them in ten minutes
 */
export async function regenerateAnswer(
  call: ChatCall,
  rates: RateLimiter,
  sessionId: string,
  messageId: string,
): Promise<ChangedAnswer> {
  const { repositories } = call
  await ownSession(call, sessionId)
  const now = new Date()
  const limit = { kind: 'answer', subject: sessionId, ...LIMIT } as const
  rates.refuseIfFull([limit], now.getTime())
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const question = await questionOf(call, sessionId, messageId)
    if (attempt === 0) await rates.take(repositories.limits, [limit], now.getTime())
    const retracted = await recordHappening(repositories, {
      kind: 'retracted',
      sessionId,
      messageId,
      values: previewOf('user', question),
      onlyWhile: (present) => stateOf(present) === 'bot',
    })
    if (retracted.kind === 'conflict') continue
    const { session } = retracted
    if (retracted.kind === 'not_allowed') throw refusalIn(session)
    const { corpora, locale } = session
    await askBot(repositories, { sessionId, messageId: question.$id, corpora, locale }, now)
    return { session: await ownSession(call, sessionId) }
  }
  throw new Refusal('session_changed')
}

/** What the answer answers: the visitor's message before it. */
async function questionOf(call: ChatCall, sessionId: string, messageId: string): Promise<MessageRow> {
  const recent = await call.repositories.messages.newest(sessionId, WINDOW)
  const place = recent.findIndex(({ $id }) => $id === messageId)
  const answer = recent[place]
  if (answer?.answerKind !== 'generated' || answer.state === 'streaming')
    throw new Refusal('message_not_found')
  if (place < recent.length - 1) throw new Refusal('session_changed')
  const question = recent.findLast(({ sender }) => sender === 'user')
  if (question === undefined || !isMessageId(question.$id)) throw new Refusal('message_not_found')
  return question
}

function refusalIn(session: PacedSessionRow): Refusal {
  return new Refusal(stateOf(session) === 'closed' ? 'session_closed' : 'session_taken')
}
