import { isVisitorId } from '../../contract/ids.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Actor } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recount } from './recount.ts'

/**
 * Deletes a session with its messages, and its visitor's user once no other session is theirs, if we made that user. The
 * row goes first: whoever asked for this sees it gone at once, and nothing more is written to it. Messages that are left
 * when this is interrupted are removed by upkeep, which goes by the row of `audit`. Gives the number of messages that went.
 */
export async function removeSession(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<number> {
  await recordDeletion(repositories, session, actor, session.messageCount)
  await repositories.sessions.remove(session.$id)
  return removeRest(repositories, session)
}

/**
 * The same for a session out of a list that was read a while ago: looks at it again, and leaves it alone if it is no
 * longer to go, or changes at that moment. Null then.
 */
export async function removeSessionIf(
  isDue: (session: SessionRow) => boolean,
  repositories: Repositories,
  sessionId: string,
  actor: Actor,
): Promise<number | null> {
  const session = await repositories.sessions.get(sessionId)
  if (session === null || !isDue(session)) return null
  if (!(await removeRowIfSame(repositories, session, actor, session.messageCount))) return null
  return removeRest(repositories, session)
}

/**
 * As `removeSessionIf`, for work that has to stop in between and goes on another time: the row goes last, so that the
 * session is found again. False when it isn't done yet, or the session is no longer to go.
 */
export async function removeSessionUntil(
  isSpent: () => boolean,
  isDue: (session: SessionRow) => boolean,
  repositories: Repositories,
  sessionId: string,
  actor: Actor,
): Promise<boolean> {
  const { sessions, messages } = repositories
  const session = await sessions.get(sessionId)
  if (session === null || !isDue(session)) return false
  let removed = 0
  for (;;) {
    const count = await messages.removeSome({ sessionId })
    if (count === 0) break
    removed += count
    if (isSpent()) return false
  }
  // What went in earlier runs is known by the counter alone.
  const all = Math.max(removed, session.messageCount)
  if (!(await removeRowIfSame(repositories, session, actor, all))) return false
  await removeRest(repositories, session)
  return true
}

/** False when somebody was faster; then nothing is written down either. */
async function removeRowIfSame(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
  messages: number,
): Promise<boolean> {
  const recorded = await recordDeletion(repositories, session, actor, messages)
  if (await repositories.sessions.removeIfSame(session)) return true
  await repositories.audit.takeBack(recorded)
  return false
}

/** Before the row goes: upkeep removes only messages of sessions that are written down as deleted. */
function recordDeletion(
  { audit }: Repositories,
  session: SessionRow,
  actor: Actor,
  messages: number,
): Promise<string> {
  return audit.record('delete', actor, session.$id, { messages })
}

async function removeRest(
  { sessions, messages, visitors }: Repositories,
  session: SessionRow,
): Promise<number> {
  const removed = await messages.removeAllOf(session.$id)
  // A customer or an agent who was signed in with an account of the site keeps it.
  if (session.visitorId === null || !isVisitorId(session.visitorId)) return removed
  const others = await sessions.list({ filter: { visitorId: session.visitorId }, limit: 1 })
  if (others.length === 0) await visitors.remove(session.visitorId)
  return removed
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
