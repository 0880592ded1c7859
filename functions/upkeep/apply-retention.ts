import * as limits from '../../contract/limits.ts'
import { removeSession } from '../sessions/remove-session.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { SessionFilter } from '../repositories/sessions.ts'
import { UPKEEP } from './upkeep-actor.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const PAGE = 100

/**
 * Deletes sessions, messages and visitors that are older than the settings' retention, and sessions that never got a
 * message after a day. Gives the number of sessions that went.
 */
export async function applyRetention(repositories: Repositories, now: Date): Promise<number> {
  const { retentionDays } = await repositories.settings.get()
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
  const old = await removeAll(repositories, { until: before(retentionDays * DAY_MS) })
  const empty = await removeAll(repositories, {
    hasMessages: false,
    until: before(limits.emptySessionMinutes * 60_000),
  })
  return old + empty
}

async function removeAll(repositories: Repositories, filter: SessionFilter): Promise<number> {
  let removed = 0
  for (;;) {
    const batch = await repositories.sessions.list({ filter, sort: 'lastSeen', limit: PAGE })
    for (const session of batch) await removeSession(repositories, session, UPKEEP)
    removed += batch.length
    if (batch.length < PAGE) return removed
  }
}
