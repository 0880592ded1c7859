import { readAttachments } from '../../contract/attachment.ts'
import type { SendAnswer } from '../../contract/chat-api.ts'
import type { SendRequest } from '../../contract/chat-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { askBot, askBotWhatIsLeft, joinTurn } from '../sessions/ask-bot.ts'
import { rateLimited } from '../sessions/rate-limit.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'
import { countingOf, type Counted } from './count-sent.ts'
import { ownSession, visitorOf } from './own-session.ts'
import type { HotSession, HotSessions } from './hot-sessions.ts'
import { refuseIfPaused } from './may-start.ts'
import { nameChat } from './name-chat.ts'
import { reopenSession } from './reopen-session.ts'
import { refuseIfWaiting, secondsToWait } from './sending-pace.ts'
import { takeBackCount } from './take-back.ts'

/** A message that took longer than this to be stored may have come too late for a turn that was opened beside it. */
const SLOW_WRITE_MS = 500

/**
 * Stores a visitor's message, counts it, and opens the bot's turn if the session is with the bot.
 *
 * The three are written in parallel, without a read before them. A resend (same id) returns the message that is
 * stored; where this function knows of it nothing is written, but for a turn that got lost, else what was counted is
 * taken back. A closed session is opened again while the settings allow it; after that the message is taken back and
 * refused, so that the visitor can send it in a new one.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`, `session_closed`, `message_id_taken`, `rate_limited`,
 * `not_accepting`, `attachment_not_found`
 */
export async function sendMessage(
  call: ChatCall,
  hot: HotSessions,
  sessionId: string,
  request: SendRequest,
): Promise<SendAnswer> {
  const { messages } = call.repositories
  const visitorId = visitorOf(call)
  const remembered = hot.get(sessionId)
  const [present, stored] =
    remembered === null || remembered.taken.has(request.id)
      ? await Promise.all([ownSession(call, sessionId), messages.get(request.id)])
      : [null, null]
  // What an earlier try has stored is stored, whatever became of the session since.
  if (present !== null && stored !== null) {
    const message = own(stored, sessionId, visitorId)
    await withoutFail(call, askBotWhatIsLeft(call.repositories, present, new Date()))
    return { message, session: present, duplicate: true }
  }
  const settings = await call.settings()
  refuseIfPaused(settings)
  const known = present === null ? remembered : await firstSight(call, hot, present)
  if (known?.visitorId !== visitorId) throw new Refusal('session_not_found')

  const now = new Date()
  refuseIfWaiting(known, now)
  const turn = { sessionId, messageId: request.id, corpora: known.corpora, locale: known.locale }
  const attachments = await claim(call, sessionId, visitorId, request)
  const startedAt = performance.now()
  const said = await recordHappening(call.repositories, {
    kind: 'said',
    sessionId,
    visitorId,
    messageId: request.id,
    text: request.text,
    attachments,
    ...countingOf(known, { ...request, attachments }, settings, now),
    turn: known.wasWithBot ? turn : null,
  })
  const tookMs = performance.now() - startedAt
  const { message: created } = said
  if (said.counted === null) {
    hot.forget(sessionId)
    if (created) await recordHappening(call.repositories, { kind: 'unsaid', messageId: created.$id })
    throw new Refusal('session_not_found')
  }
  const counted = { ...said.counted, known }
  if (created === null) return resent(call, hot, counted, request.id, visitorId)
  const wait = await secondsToWait(call.repositories, counted.session, created, settings.messagesPerMinute)
  if (wait > 0) {
    hot.refuseUntil(sessionId, Date.now() + wait * 1000)
    await takeBack(call, hot, counted, created)
    throw rateLimited(wait * 1000)
  }
  const session = await settle(call, hot, counted, created)
  hot.keep(session, created.$id)
  const opened = await withoutFail(call, settledAs(said.turn))
  if (stateOf(session) === 'bot') {
    if (opened === false) await withoutFail(call, joinTurn(call.repositories, turn, now))
    else if (opened === null || tookMs > SLOW_WRITE_MS) {
      await withoutFail(call, askBot(call.repositories, turn, now))
    }
  }
  return { message: created, session, duplicate: false }
}

/** Before the message, which so never names a file that its readers may not see. Of one without files nothing is read. */
async function claim(
  { repositories }: ChatCall,
  sessionId: string,
  visitorId: string,
  { id: messageId, attachments = [] }: SendRequest,
): Promise<string | null> {
  if (attachments.length === 0) return null
  const { claimAttachments } = await import('../attachments/claim-attachments.ts')
  const carrier = { sessionId, authorId: visitorId, messageId, visitorId }
  return claimAttachments(repositories, carrier, attachments)
}

async function settledAs<T>(result: PromiseSettledResult<T>): Promise<T> {
  if (result.status === 'rejected') throw result.reason
  return result.value
}

/** A session that a warm function sees for the first time is remembered, and opened again when it is closed. */
async function firstSight(call: ChatCall, hot: HotSessions, read: PacedSessionRow): Promise<HotSession> {
  return hot.keep(stateOf(read) === 'closed' ? await reopenSession(call, read) : read)
}

/** The message is stored whatever becomes of its turn: one that can't be opened now is taken up by the next upkeep. */
async function withoutFail<T>(call: ChatCall, work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (cause) {
    call.reportError('the bot’s turn could not be opened', cause)
    return null
  }
}

/** After the writes: opens a closed session again, or takes the message back; names a chat that has no name yet. */
async function settle(
  call: ChatCall,
  hot: HotSessions,
  counted: Counted,
  message: MessageRow,
): Promise<PacedSessionRow> {
  if (stateOf(counted.session) !== 'closed') return nameChat(call, counted.session, message)
  let open: PacedSessionRow
  try {
    open = await reopenSession(call, counted.session)
  } catch (thrown) {
    await takeBack(call, hot, counted, message)
    throw thrown
  }
  return nameChat(call, open, message)
}

/** A message of this id is there: the same one sent again, or somebody else's. */
async function resent(
  call: ChatCall,
  hot: HotSessions,
  counted: Counted,
  messageId: string,
  visitorId: string,
): Promise<SendAnswer> {
  const [message, session] = await Promise.all([
    call.repositories.messages.get(messageId),
    takeBackCount(call, counted),
  ])
  hot.keep(session, messageId)
  if (message === null) throw new Refusal('message_id_taken')
  return { message: own(message, session.$id, visitorId), session, duplicate: true }
}

/** The message, if it is the visitor's in this session. Throws `message_id_taken` when somebody else's has its id. */
function own(message: MessageRow, sessionId: string, visitorId: string): MessageRow {
  if (message.sessionId === sessionId && message.sender === 'user' && message.authorId === visitorId)
    return message
  throw new Refusal('message_id_taken')
}

/** One after the other: the preview shows the newest message that is left. */
async function takeBack(
  call: ChatCall,
  hot: HotSessions,
  counted: Counted,
  message: MessageRow,
): Promise<void> {
  await recordHappening(call.repositories, { kind: 'unsaid', messageId: message.$id })
  await release(call, message)
  hot.keep(await takeBackCount(call, counted))
}

/** Its files are sent with it once more. */
async function release({ repositories }: ChatCall, { $id, attachments }: MessageRow): Promise<void> {
  const ids = readAttachments(attachments).map(({ id }) => id)
  if (ids.length === 0) return
  const { releaseAttachments } = await import('../attachments/release-attachments.ts')
  await releaseAttachments(repositories, $id, ids)
}
