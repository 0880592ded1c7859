import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'
import { sideBySide, type StepResult } from './step.ts'

/** What is younger may still be under way. */
const SETTLED_MS = 30_000
/** Looks in a run: messages of no session are rare, and the next run continues. */
const LOOKS = 20
const STEP = 'orphans'

/**
 * Removes messages of sessions that were deleted: a function that was killed while it did so leaves them. Those of a
 * session that isn't there but whose deletion nobody wrote down stay: they may have been imported before it. Goes
 * through all sessions that have messages, some in each run, and then starts over.
 */
export async function removeOrphans(
  repositories: Repositories,
  now: Date,
  budget: Budget,
  fromTheBeginning: boolean,
): Promise<StepResult> {
  const { messages, sessions, upkeep, audit } = repositories
  const createdBefore = new Date(now.getTime() - SETTLED_MS).toISOString()
  const start = fromTheBeginning ? null : await upkeep.position(STEP)
  let after = start?.value ?? null
  let changed = 0
  let leftSince: string | null = null
  const looks = fromTheBeginning ? Number.POSITIVE_INFINITY : LOOKS
  for (let look = 0; look < looks && leftSince === null; look++) {
    if (budget.isSpent()) break
    const ids = await messages.sessionIdsAfter(after)
    const there = new Set((await sessions.ofIds(ids)).map(({ $id }) => $id))
    const deleted = await audit.deletedAmong(ids.filter((id) => !there.has(id)))
    const removed = await sideBySide([...deleted], (sessionId) =>
      removeOf(repositories, { sessionId, createdBefore }, budget),
    )
    changed += removed.filter((outcome) => outcome === 'removed').length
    if (removed.includes('interrupted')) leftSince = createdBefore
    else after = ids.at(-1) ?? null
    if (ids.length === 0) break
  }
  const position = after === null ? null : { value: after, sequence: 0 }
  if (position?.value !== start?.value || fromTheBeginning) await upkeep.keepPosition(STEP, position)
  return { changed, leftSince }
}

async function removeOf(
  { messages, sessions }: Repositories,
  filter: { readonly sessionId: string; readonly createdBefore: string },
  budget: Budget,
): Promise<'removed' | 'interrupted' | 'nothing'> {
  // Once more by itself: nothing is deleted because of one list alone.
  if ((await sessions.get(filter.sessionId)) !== null) return 'nothing'
  let isAny = false
  while ((await messages.removeSome(filter)) > 0) {
    isAny = true
    if (budget.isSpent()) return 'interrupted'
  }
  return isAny ? 'removed' : 'nothing'
}
