import * as limits from '../../contract/limits.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { idleFilters, isIdle } from '../sessions/is-idle.ts'
import { removeSessionUntil } from '../sessions/remove-session.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { SessionFilter } from '../repositories/sessions.ts'
import { positionOf } from '../repositories/session-order.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const SORT = 'lastSeen'

/**
 * Deletes sessions, messages and visitors that are older than the settings' retention, and sessions without a single
 * message after a day. That there is none is read from the messages themselves, never from the counter; that somebody
 * asked for a person is one.
 */
export async function applyRetention(
  repositories: Repositories,
  now: Date,
  budget: Budget,
): Promise<StepResult> {
  const { retentionDays } = await repositories.settings.get()
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
  const old = before(retentionDays * DAY_MS)
  const empty = before(limits.emptySessionMinutes * 60_000)
  const results: StepResult[] = []
  for (const filter of idleFilters(old)) results.push(await removeOld(repositories, budget, filter, old))
  for (const [place, filter] of idleFilters(empty).entries()) {
    const only = { ...filter, hasMessages: false }
    results.push(await removeEmpty(repositories, budget, `empty${place}`, only, empty))
  }
  const left = results.map(({ leftSince }) => leftSince).filter((since) => since !== null)
  const changed = results.reduce((sum, result) => sum + result.changed, 0)
  return { changed, leftSince: left.sort()[0] ?? null }
}

async function removeOld(
  repositories: Repositories,
  budget: Budget,
  filter: SessionFilter,
  until: string,
): Promise<StepResult> {
  let changed = 0
  for (;;) {
    const due = await repositories.sessions.list({ filter, sort: SORT, limit: WIDTH })
    if (due.length === 0) return { changed, leftSince: null }
    if (budget.isSpent()) return { changed, leftSince: until }
    const removed = await sideBySide(due, (session) => remove(repositories, session, until, budget))
    changed += removed.filter((isRemoved) => isRemoved).length
  }
}

/**
 * Continues where the last run stopped: what only counts as empty stays, and blocks no other session. Starts
 * over once it has seen all.
 */
async function removeEmpty(
  repositories: Repositories,
  budget: Budget,
  step: string,
  filter: SessionFilter,
  until: string,
): Promise<StepResult> {
  const { sessions, upkeep } = repositories
  const start = await upkeep.position(step)
  let changed = 0
  for (let after = start; ;) {
    const due = await sessions.list({
      filter,
      sort: SORT,
      limit: WIDTH,
      after,
    })
    const last = due.at(-1)
    if (last === undefined) break
    if (budget.isSpent()) {
      if (after !== start) await upkeep.keepPosition(step, after)
      return { changed, leftSince: until }
    }
    const removed = await sideBySide(
      due,
      async (session) =>
        (await isEmpty(repositories, session)) && remove(repositories, session, until, budget),
    )
    changed += removed.filter((isRemoved) => isRemoved).length
    after = positionOf(last, SORT)
  }
  if (start !== null) await upkeep.keepPosition(step, null)
  return { changed, leftSince: null }
}

function remove(
  repositories: Repositories,
  { $id }: SessionRow,
  until: string,
  budget: Budget,
): Promise<boolean> {
  const isDue = (session: SessionRow) => isIdle(session, until)
  return removeSessionUntil(budget.isSpent, isDue, repositories, $id, UPKEEP)
}

/** Sets the counter of a session right that only looks empty, so that it isn't found again. */
async function isEmpty({ messages, sessions }: Repositories, session: SessionRow): Promise<boolean> {
  if (!(await messages.hasAny(session.$id))) return true
  const messageCount = await messages.countOf(session.$id)
  if (messageCount > 0) await sessions.touch(session.$id, {}, messageCount)
  return false
}
