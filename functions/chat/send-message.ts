import type { SendAnswer } from '../../contract/chat-api.ts'
import type { SendRequest } from '../../contract/chat-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { askBot, joinTurn } from '../sessions/ask-bot.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { moveSession } from '../sessions/move-session.ts'
import { chatNameOf, previewOf } from '../sessions/preview.ts'
import { rateLimited } from '../sessions/rate-limit.ts'
import { storedPreview } from '../sessions/stored-preview.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession, visitorOf } from './own-session.ts'
import type { HotSession, HotSessions } from './hot-sessions.ts'
import { refuseIfPaused } from './may-start.ts'
import { paceOf, refuseIfWaiting, secondsToWait } from './sending-pace.ts'
import { mayReopen } from './site-settings.ts'

/** A message that took longer than this to be stored may have come too late for a turn that was opened beside it. */
const SLOW_WRITE_MS = 500

/**
 * Stores a visitor's message, counts it, and opens the bot's turn if the bot holds the session.
 *
 * The three are written side by side, without a read before them. A resend (same id) answers the message that is
 * stored, and its count is taken back. A closed session is opened again while the settings allow it; after that the
 * message is taken back and refused, so that the visitor can send it in a new one.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`, `session_closed`, `message_id_taken`, `rate_limited`,
 * `not_accepting`
 */
export async function sendMessage(
  call: ChatCall,
  hot: HotSessions,
  sessionId: string,
  request: SendRequest,
): Promise<SendAnswer> {
  const { messages, sessions, turns } = call.repositories
  const visitorId = visitorOf(call)
  const present = hot.get(sessionId) === null ? await ownSession(call, sessionId) : null
  if (present !== null && stateOf(present) === 'closed') {
    // What an earlier try has stored is stored, whatever became of the session since.
    const stored = await call.repositories.messages.get(request.id)
    if (stored !== null)
      return { message: own(stored, sessionId, visitorId), session: present, duplicate: true }
  }
  const settings = await call.settings()
  refuseIfPaused(settings)
  const known = present === null ? hot.get(sessionId) : await firstSight(call, hot, present)
  if (known?.visitorId !== visitorId) throw new Refusal('session_not_found')

  const now = new Date()
  refuseIfWaiting(known, now)
  const turn = { sessionId, messageId: request.id, corpora: known.corpora }
  const startedAt = performance.now()
  const [created, touched, opened] = await Promise.all([
    messages.create({
      id: request.id,
      sessionId,
      sender: 'user',
      authorId: visitorId,
      text: request.text,
      visitorId,
    }),
    sessions.countSent(sessionId, {
      lastSeen: now.toISOString(),
      expiresAt: expiryFrom(settings, now),
      ...previewOf('user', request.text),
      ...(request.first === true && { chatName: chatNameOf(request.text) }),
      ...paceOf(known, now),
    }),
    known.wasWithBot ? withoutFail(call, turns.open(turn)) : null,
  ])
  const tookMs = performance.now() - startedAt
  if (touched === null) {
    hot.forget(sessionId)
    if (created) await messages.remove(created.$id)
    throw new Refusal('session_not_found')
  }
  if (created === null) return resent(call, sessionId, request.id, visitorId)
  const wait = await secondsToWait(call.repositories, touched, created, settings.messagesPerMinute)
  if (wait > 0) {
    hot.keep(touched).refusedUntil = Date.now() + wait * 1000
    await takeBack(call, created)
    throw rateLimited(wait * 1000)
  }
  const session = await settle(call, touched, created)
  hot.keep(session)
  if (stateOf(session) === 'bot') {
    if (opened === false) await withoutFail(call, joinTurn(call.repositories, turn, now))
    else if (opened === null || tookMs > SLOW_WRITE_MS) {
      await withoutFail(call, askBot(call.repositories, turn, now))
    }
  }
  return { message: created, session, duplicate: false }
}

/** A session that a warm function sees for the first time is remembered, and opened again when it is closed. */
async function firstSight(call: ChatCall, hot: HotSessions, read: PacedSessionRow): Promise<HotSession> {
  return hot.keep(stateOf(read) === 'closed' ? await reopen(call, read) : read)
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

/** After the writes: names a new chat whose first message did not say that it is one, opens a closed one again, or takes the message back. */
async function settle(
  call: ChatCall,
  session: PacedSessionRow,
  message: MessageRow,
): Promise<PacedSessionRow> {
  const { sessions } = call.repositories
  const named =
    session.chatName === null
      ? ((await sessions.touch(session.$id, { chatName: chatNameOf(message.text ?? '') }, 0)) ?? session)
      : session
  if (stateOf(named) !== 'closed') return named
  try {
    return await reopen(call, named)
  } catch (thrown) {
    await takeBack(call, message)
    throw thrown
  }
}

async function reopen(call: ChatCall, session: PacedSessionRow): Promise<PacedSessionRow> {
  const now = new Date()
  const settings = await call.settings()
  if (!mayReopen(settings, session.closedAt, now)) throw new Refusal('session_closed')
  const actor = { kind: 'visitor', id: session.visitorId, name: null } as const
  const extra = { lastSeen: now.toISOString(), expiresAt: expiryFrom(settings, now) }
  const moved = await moveSession(call.repositories, session, { kind: 'reopen' }, actor, extra)
  return moved.session
}

/** A message of this id is there: the same one sent again, or somebody else's. */
async function resent(
  call: ChatCall,
  sessionId: string,
  messageId: string,
  visitorId: string,
): Promise<SendAnswer> {
  const [message, session] = await Promise.all([
    call.repositories.messages.get(messageId),
    takeBackCount(call, sessionId),
  ])
  if (message === null) throw new Refusal('message_id_taken')
  return { message: own(message, sessionId, visitorId), session, duplicate: true }
}

/** The message, if it is the visitor's in this session. Throws `message_id_taken` when somebody else's has its id. */
function own(message: MessageRow, sessionId: string, visitorId: string): MessageRow {
  if (message.sessionId === sessionId && message.sender === 'user' && message.authorId === visitorId)
    return message
  throw new Refusal('message_id_taken')
}

/** One after the other: the preview shows the newest message that is left. */
async function takeBack(call: ChatCall, message: MessageRow): Promise<void> {
  await call.repositories.messages.remove(message.$id)
  await takeBackCount(call, message.sessionId)
}

/** Takes one message off the count, and shows the newest one that is stored. */
async function takeBackCount(call: ChatCall, sessionId: string): Promise<PacedSessionRow> {
  const { messages, sessions } = call.repositories
  const session = await sessions.touch(sessionId, await storedPreview(messages, sessionId), -1)
  if (session === null) throw new Refusal('session_not_found')
  return session
}
