import { isVisitorId } from '../../contract/ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Actor, AuditEntry } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { recordHappening } from './record-happening.ts'
import type { Stepped } from './step-while.ts'

/** Of many who write one session at once, each try lets at least one through. */
const ATTEMPTS = 8

/**
 * Deletes a session with its messages, and its visitor's user once no other session is theirs, if we made that user. The
 * row goes first, together with the row of `audit`: whoever asked for this sees it gone at once, and nothing more is
 * written to it. Messages that are left when this is interrupted are removed by upkeep, which goes by the row of `audit`.
 * Gives the number of messages that went.
 *
 * @throws Refusal `session_changed` when others kept changing it
 */
export async function removeSession(
  repositories: Repositories,
  session: SessionRow,
  actor: Actor,
): Promise<number> {
  const always = () => true
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const outcome = await removeRow(repositories, session, actor, session.messageCount, always)
    // Of two who delete it at once one has written it down.
    if (outcome === 'written' || outcome === 'gone') return removeRest(repositories, session)
  }
  throw new Refusal('session_changed')
}

/**
 * The same for a session out of a list that was read a while ago: looks at it again, and leaves it alone if it is no
 * longer to go, or changes at that moment. Null then.
 *
 * @param partOf the deed that this is a part of, once so many more messages are gone
 */
export async function removeSessionIf(
  isDue: (session: SessionRow) => boolean,
  repositories: Repositories,
  sessionId: string,
  actor: Actor,
  partOf?: (messages: number) => AuditEntry,
): Promise<number | null> {
  const session = await repositories.sessions.get(sessionId)
  if (session === null || !isDue(session)) return null
  const stored = await repositories.messages.countRows(sessionId)
  if (!(await removeRowIfSame(repositories, session, actor, session.messageCount, partOf?.(stored))))
    return null
  await removeRest(repositories, session)
  return stored
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
  partOf?: AuditEntry,
): Promise<boolean> {
  const isSame = ({ $updatedAt }: SessionRow) => $updatedAt === session.$updatedAt
  return (await removeRow(repositories, session, actor, messages, isSame, partOf)) === 'written'
}

async function removeRow(
  repositories: Repositories,
  { $id: sessionId }: SessionRow,
  actor: Actor,
  messages: number,
  onlyWhile: (present: SessionRow) => boolean,
  partOf?: AuditEntry,
): Promise<Stepped['kind'] | 'gone'> {
  try {
    const removal = { kind: 'removed', sessionId, messages, actor, partOf, onlyWhile } as const
    return (await recordHappening(repositories, removal)).kind
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'session_not_found') return 'gone'
    throw thrown
  }
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
