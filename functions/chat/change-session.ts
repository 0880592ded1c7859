import type { ChangedAnswer, DeletedAnswer, EscalatedAnswer } from '../../contract/chat-api.ts'
import type { ChangeRequest, EscalateRequest } from '../../contract/chat-requests.ts'
import * as limits from '../../contract/limits.ts'
import { mailAddressOf } from '../../contract/mail-address.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow, SessionValues } from '../../contract/tables/sessions.ts'
import { clearMessages } from '../sessions/clear-messages.ts'
import { summaryOf } from '../sessions/escalation-summary.ts'
import { giveOutAfter } from '../sessions/give-out.ts'
import { moveSession } from '../sessions/move-session.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import { removeSession } from '../sessions/remove-session.ts'
import type { Actor } from '../repositories/audit.ts'
import type { ChatCall } from './chat-call.ts'
import { themeColumn, userMetaColumn } from './checked-fields.ts'
import { ownSession, visitorOf } from './own-session.ts'
import type { HotSessions } from './hot-sessions.ts'
import { refuseToClearWhileFull } from './sending-pace.ts'

/** Of many who change one session at once, each try lets at least one through. */
const ATTEMPTS = 16

/** Renames a chat, replaces its theme or language, merges into its userMeta. */
export async function changeSession(
  call: ChatCall,
  hot: HotSessions,
  sessionId: string,
  request: ChangeRequest,
): Promise<ChangedAnswer> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const session = await ownSession(call, sessionId)
    const values: Partial<SessionValues> = {}
    if (request.chatName !== undefined) values.chatName = request.chatName
    if (request.locale !== undefined) values.locale = request.locale
    if (request.theme !== undefined) values.theme = themeColumn(request.theme)
    if (request.userMeta !== undefined) {
      values.userMeta = userMetaColumn(session.userMeta, request.userMeta)
      // Who wanted no mails at one address has left another.
      const changed = { ...session, userMeta: values.userMeta }
      if (mailAddressOf(changed) !== mailAddressOf(session)) values.mailStopped = false
    }
    if (Object.keys(values).length === 0) return { session }
    // What is merged must not undo what another call has merged meanwhile; what is replaced may.
    const ifSame = values.userMeta !== undefined
    const written = await recordHappening(call.repositories, { kind: 'changed', session, values, ifSame })
    if (written !== null) {
      hot.keep(written)
      return { session: written }
    }
  }
  throw new Refusal('session_changed')
}

/** The visitor requests a person. Idempotent. */
export async function askForPerson(
  call: ChatCall,
  hot: HotSessions,
  sessionId: string,
  request: EscalateRequest,
): Promise<EscalatedAnswer> {
  const { messages, guardedWrites } = call.repositories
  const read = await readUnlessKnown(call, hot, sessionId)
  const [session, recent, transaction, settings, wait] = await Promise.all([
    read ?? ownSession(call, sessionId),
    messages.newest(sessionId, limits.memoryWindow),
    guardedWrites.begin(),
    call.settings(),
    call.wait(),
  ])
  const reason = request.reason ?? 'The visitor asked for a person'
  const moved = await moveSession(
    call.repositories,
    session,
    { kind: 'escalate', reason, summary: summaryOf(recent) },
    visitor(session),
    { transaction },
  )
  const given = await giveOutAfter(call.repositories, settings, call.reportError)
  const now = given === 0 ? null : await call.repositories.sessions.get(sessionId)
  const left = now ?? moved.session
  hot.keep(left)
  return { session: left, wait: stateOf(left) === 'waiting' ? wait : null }
}

/** The visitor ends the chat; it stays in their list. */
export async function closeSession(
  call: ChatCall,
  hot: HotSessions,
  sessionId: string,
): Promise<ChangedAnswer> {
  const read = await readUnlessKnown(call, hot, sessionId)
  const [session, transaction, settings] = await Promise.all([
    read ?? ownSession(call, sessionId),
    call.repositories.guardedWrites.begin(),
    call.settings(),
  ])
  const moved = await moveSession(call.repositories, session, { kind: 'close' }, visitor(session), {
    transaction,
  })
  hot.keep(moved.session)
  // Its agent has room for another one.
  await giveOutAfter(call.repositories, settings, call.reportError)
  return { session: moved.session }
}

/** The visitor deletes all messages and keeps the chat. */
export async function clearHistory(call: ChatCall, sessionId: string): Promise<ChangedAnswer> {
  const [session, settings] = await Promise.all([ownSession(call, sessionId), call.settings()])
  refuseToClearWhileFull(session, settings.messagesPerMinute, new Date())
  const cleared = await clearMessages(call.repositories, session, visitor(session))
  return { session: cleared.session }
}

/** The visitor deletes the chat with all messages. */
export async function deleteSession(
  call: ChatCall,
  hot: HotSessions,
  sessionId: string,
): Promise<DeletedAnswer> {
  const session = await ownSession(call, sessionId)
  hot.forget(sessionId)
  await removeSession(call.repositories, session, visitor(session))
  return { deleted: true }
}

/**
 * The session before anything is done beside reading it, or null where this function knows it to be the caller's:
 * a call about somebody else's session creates nothing.
 */
async function readUnlessKnown(
  call: ChatCall,
  hot: HotSessions,
  sessionId: string,
): Promise<PacedSessionRow | null> {
  return hot.get(sessionId)?.visitorId === visitorOf(call) ? null : ownSession(call, sessionId)
}

function visitor(session: PacedSessionRow): Actor {
  return { kind: 'visitor', id: session.visitorId, name: null }
}
