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
 * Deletes a session with its messages and files, and its visitor's user once no other session is theirs, if we made that user. The
 * row is deleted first, together with the row of `audit`: the caller sees it gone at once, and nothing more is
 * written to it. Messages that are left when this is interrupted are removed by upkeep, which reads the row of `audit`, and so are files.
 * Returns the number of deleted messages.
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
    // Of two concurrent deletions one has recorded it.
    if (outcome === 'written' || outcome === 'gone') return removeRest(repositories, session)
  }
  throw new Refusal('session_changed')
}

/**
 * The same for a session out of a list that was read a while ago: reads it again, and leaves it alone if it is no
 * longer to be deleted, or changes at that moment. Null then.
 *
 * @param partOf the action that this is a part of, once so many more messages are gone
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
 * As `removeSessionIf`, for work that may be interrupted and continued later: the row is deleted last, so that the
 * session is found again. False when it isn't done yet, or the session is no longer to be deleted.
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
  // What earlier runs deleted is known by the counter alone.
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
  { $id: sessionId, $createdAt: startedAt }: SessionRow,
  actor: Actor,
  messages: number,
  onlyWhile: (present: SessionRow) => boolean,
  partOf?: AuditEntry,
): Promise<Stepped['kind'] | 'gone'> {
  try {
    const removal = { kind: 'removed', sessionId, messages, startedAt, actor, partOf, onlyWhile } as const
    return (await recordHappening(repositories, removal)).kind
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.code === 'session_not_found') return 'gone'
    throw thrown
  }
}

async function removeRest(
  { sessions, messages, attachments, visitors }: Repositories,
  session: SessionRow,
): Promise<number> {
  const [removed] = await Promise.all([
    messages.removeAllOf(session.$id),
    attachments.removeAllOf(session.$id),
  ])
  // A customer or an agent who was signed in with an account of the site keeps it.
  if (session.visitorId === null || !isVisitorId(session.visitorId)) return removed
  const others = await sessions.list({ filter: { visitorId: session.visitorId }, limit: 1 })
  if (others.length === 0) await visitors.remove(session.visitorId)
  return removed
}
