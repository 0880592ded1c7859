import { isVisitorId } from '../../contract/ids.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Actor } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recount } from './recount.ts'

/**
 * Deletes a session with its messages, and its visitor's user once no other session is theirs, if we made that user. The row goes first, so
 * that nothing more is written to it. Gives the number of messages that went.
 */
export async function removeSession(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<number> {
  const { sessions, messages, visitors, audit } = repositories
  await sessions.remove(session.$id)
  const removed = await messages.removeAllOf(session.$id)
  await audit.record('delete', actor, session.$id, { messages: removed })
  // A customer or an agent who was signed in with an account of the site keeps it.
  if (session.visitorId !== null && isVisitorId(session.visitorId)) {
    const others = await sessions.list({ filter: { visitorId: session.visitorId }, limit: 1 })
    if (others.length === 0) await visitors.remove(session.visitorId)
  }
  return removed
}

/** Deletes a session's messages and keeps the session. Gives their number. */
export async function clearMessages(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<{ readonly session: SessionRow; readonly messages: number }> {
  const { messages, audit } = repositories
  const removed = await messages.removeAllOf(session.$id)
  const cleared = await recount(repositories, session.$id)
  await audit.record('clear', actor, session.$id, { messages: removed })
  return { session: cleared ?? session, messages: removed }
}
