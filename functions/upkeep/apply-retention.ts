import * as limits from '../../contract/limits.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { removeSessionUntil } from '../sessions/remove-session.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { SessionFilter } from '../repositories/sessions.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Deletes sessions, messages and visitors that are older than the settings' retention, and sessions without a single
 * message after a day. That there is none is read from the messages themselves, never from the counter.
 */
export async function applyRetention(
  repositories: Repositories,
  now: Date,
  budget: Budget,
): Promise<StepResult> {
  const { retentionDays } = await repositories.settings.get()
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
  const old = await removeAll(repositories, budget, { until: before(retentionDays * DAY_MS) }, () => true)
  const empty = await removeAll(
    repositories,
    budget,
    { hasMessages: false, until: before(limits.emptySessionMinutes * 60_000) },
    (session) => isEmpty(repositories, session),
  )
  const left = [old.leftSince, empty.leftSince].filter((since) => since !== null)
  return { changed: old.changed + empty.changed, leftSince: left.sort()[0] ?? null }
}

async function removeAll(
  repositories: Repositories,
  budget: Budget,
  filter: SessionFilter,
  may: (session: SessionRow) => boolean | Promise<boolean>,
): Promise<StepResult> {
  let changed = 0
  for (;;) {
    const due = await repositories.sessions.list({ filter, sort: 'lastSeen', limit: WIDTH })
    const [oldest] = due
    if (oldest === undefined) return { changed, leftSince: null }
    if (budget.isSpent()) return { changed, leftSince: filter.until ?? null }
    const removed = await sideBySide(due, async (session) => {
      if (!(await may(session))) return false
      return removeSessionUntil(budget.isSpent, repositories, session, UPKEEP)
    })
    changed += removed.filter((isRemoved) => isRemoved).length
  }
}

/** Sets the counter of a session right that only looks empty, so that it isn't found again. */
async function isEmpty(repositories: Repositories, session: SessionRow): Promise<boolean> {
  const messageCount = await repositories.messages.countOf(session.$id)
  if (messageCount === 0) return true
  await repositories.sessions.touch(session.$id, {}, messageCount)
  return false
}
