import { isVisitorId } from '../../contract/ids.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Actor } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recount } from './recount.ts'

/**
 * Deletes a session with its messages, and its visitor's user once no other session is theirs, if we made that user. The row goes first:
 * whoever asked for this sees it gone at once, and nothing more is written to it. Messages that are left when this is
 * interrupted are removed by upkeep. Gives the number of messages that went.
 */
export async function removeSession(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<number> {
  await repositories.sessions.remove(session.$id)
  const removed = await repositories.messages.removeAllOf(session.$id)
  await leaveNoTrace(repositories, session, actor, removed)
  return removed
}

/**
 * The same for work that has to stop in between and goes on another time: the row goes last, so that the session is
 * found again. False when it isn't done yet.
 */
export async function removeSessionUntil(
  isSpent: () => boolean,
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<boolean> {
  const { sessions, messages } = repositories
  let removed = 0
  for (;;) {
    const count = await messages.removeSome({ sessionId: session.$id })
    if (count === 0) break
    removed += count
    if (isSpent()) return false
  }
  await sessions.remove(session.$id)
  // What went in earlier runs is known by the counter alone.
  await leaveNoTrace(repositories, session, actor, Math.max(removed, session.messageCount))
  return true
}

async function leaveNoTrace(
  { sessions, visitors, audit }: Repositories,
  session: SessionRow,
  actor: Actor,
  messages: number,
): Promise<void> {
  await audit.record('delete', actor, session.$id, { messages })
  // A customer or an agent who was signed in with an account of the site keeps it.
  if (session.visitorId === null || !isVisitorId(session.visitorId)) return
  const others = await sessions.list({ filter: { visitorId: session.visitorId }, limit: 1 })
  if (others.length === 0) await visitors.remove(session.visitorId)
}

/** What a session's row holds of its messages besides counter and preview: the chat is named after one, too. */
const NO_WORDS = { chatName: null, escalationReason: null, escalationSummary: null } as const

/**
 * Deletes a session's messages, with all that its row keeps of what was said, and keeps the session. Gives their number.
 */
export async function clearMessages(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<{ readonly session: SessionRow; readonly messages: number }> {
  const { sessions, messages, audit } = repositories
  const removed = await messages.removeAllOf(session.$id)
  // Afterwards: a message that came before it was removed can't have named the chat anew.
  await sessions.touch(session.$id, NO_WORDS, 0)
  const cleared = await recount(repositories, session.$id)
  await audit.record('clear', actor, session.$id, { messages: removed })
  return { session: cleared ?? session, messages: removed }
}
