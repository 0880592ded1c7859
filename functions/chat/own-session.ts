import { isSessionId } from '../../contract/appwrite-ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { ChatCall } from './chat-call.ts'

/** The caller's account; throws `visitor_unknown` for a guest. */
export function visitorOf(call: ChatCall): string {
  if (call.userId === null) throw new Refusal('visitor_unknown')
  return call.userId
}

/**
 * The session, if it is the caller's own. Another visitor's is answered like one that doesn't exist.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`
 */
export async function ownSession(call: ChatCall, sessionId: string): Promise<PacedSessionRow> {
  const visitorId = visitorOf(call)
  const session = isSessionId(sessionId) ? await call.repositories.sessions.get(sessionId) : null
  if (session === null || session.visitorId !== visitorId) throw new Refusal('session_not_found')
  return session
}
