import type { SendAnswer } from '../../contract/chat-api.ts'
import type { SendRequest } from '../../contract/chat-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { moveSession } from '../sessions/move-session.ts'
import { chatNameOf, previewOf } from '../sessions/preview.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession, visitorOf } from './own-session.ts'
import type { SessionOwners } from './session-owners.ts'
import { mayReopen } from './site-settings.ts'

/**
 * Stores a visitor's message and counts it, then starts the bot's turn if the bot holds the session.
 *
 * The message and the session are written side by side, without a read before them. A resend (same id) answers the
 * message that is stored, and its count is taken back. A closed session is opened again while the settings allow it;
 * after that the message is taken back and refused, so that the visitor can send it in a new one.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`, `session_closed`, `message_id_taken`
 */
export async function sendMessage(
  call: ChatCall,
  owners: SessionOwners,
  sessionId: string,
  request: SendRequest,
): Promise<SendAnswer> {
  const { messages, sessions, botTurns } = call.repositories
  const visitorId = visitorOf(call)
  if (owners.get(sessionId) === null) {
    const read = await ownSession(call, sessionId)
    owners.set(sessionId, visitorId)
    if (stateOf(read) === 'closed') await reopen(call, read)
  }
  if (owners.get(sessionId) !== visitorId) throw new Refusal('session_not_found')

  const now = new Date()
  const settings = await call.settings()
  const [created, touched] = await Promise.all([
    messages.create({
      id: request.id,
      sessionId,
      sender: 'user',
      authorId: visitorId,
      text: request.text,
      visitorId,
    }),
    sessions.touch(
      sessionId,
      {
        lastSeen: now.toISOString(),
        expiresAt: expiryFrom(settings, now),
        ...previewOf('user', request.text),
      },
      1,
    ),
  ])
  if (touched === null) {
    owners.forget(sessionId)
    if (created) await messages.remove(created.$id)
    throw new Refusal('session_not_found')
  }
  if (created === null) return resent(call, sessionId, request.id, visitorId)
  const session = await settle(call, touched, created)
  if (stateOf(session) === 'bot') {
    // The message is stored: a turn that can't be started now is taken up by the next upkeep.
    await botTurns
      .start(sessionId, created.$id)
      .catch((cause: unknown) => call.reportError('the bot turn did not start', cause))
  }
  return { message: created, session, duplicate: false }
}

/** After the writes: names a new chat, opens a closed one again, or takes the message back. */
async function settle(call: ChatCall, session: SessionRow, message: MessageRow): Promise<SessionRow> {
  const { sessions, messages } = call.repositories
  const named =
    session.chatName === null
      ? ((await sessions.touch(session.$id, { chatName: chatNameOf(message.text ?? '') }, 0)) ?? session)
      : session
  if (stateOf(named) !== 'closed') return named
  try {
    return await reopen(call, named)
  } catch (thrown) {
    // One after the other: the preview shows the newest message that is left.
    await messages.remove(message.$id)
    await takeBackCount(call, session.$id)
    throw thrown
  }
}

async function reopen(call: ChatCall, session: SessionRow): Promise<SessionRow> {
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
  const isSame =
    message?.sessionId === sessionId && message.sender === 'user' && message.authorId === visitorId
  if (!isSame) throw new Refusal('message_id_taken')
  return { message, session, duplicate: true }
}

/** Takes one message off the count, and shows the newest one that is stored. */
async function takeBackCount(call: ChatCall, sessionId: string): Promise<SessionRow> {
  const { messages, sessions } = call.repositories
  const newest = (await messages.newest(sessionId, 5)).findLast((message) => message.sender !== 'system')
  const preview = previewOf(newest?.sender ?? null, newest?.text ?? '')
  const session = await sessions.touch(sessionId, preview, -1)
  if (session === null) throw new Refusal('session_not_found')
  return session
}
