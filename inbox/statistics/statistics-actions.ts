import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { FeatureContext } from '../feature-context.ts'
import type { StatisticsCalls } from './statistics-calls.ts'
import type { StatisticsStore } from './statistics-store.ts'

export interface StatisticsActions {
  /** Reads the counters: an execution. False when that failed. */
  readonly read: () => Promise<boolean>
  /** Counts on from what was read. `before` is null for a session that has just begun, `after` for one that was deleted. */
  readonly count: (before: SessionRow | null, after: SessionRow | null) => void
}

/** The counters of the whole site: read rarely, and moved on between by the changes that the page hears of. */
export function createStatisticsActions(
  { $statistics }: StatisticsStore,
  calls: StatisticsCalls,
  context: FeatureContext,
): StatisticsActions {
  context.onSignedOut(() => $statistics.set(null))

  return {
    read: async () => {
      if (context.agent() === null) return false
      const statistics = await context.read('statistics', () => calls.readStatistics())
      if (statistics === null) return false
      if (context.agent() !== null) $statistics.set(statistics)
      return true
    },
    count: (before, after) => {
      const statistics = $statistics.get()
      if (!statistics) return
      const isOpen = (row: SessionRow | null) => (row && stateOf(row) !== 'closed' ? 1 : 0)
      const { sessions, messages, mostRecentActivity } = statistics
      const seen = [mostRecentActivity, after?.lastSeen ?? null].filter((moment) => moment !== null)
      $statistics.set({
        ...statistics,
        sessions: { active: sessions.active + isOpen(after) - isOpen(before) },
        messages: { total: messages.total + (after?.messageCount ?? 0) - (before?.messageCount ?? 0) },
        mostRecentActivity: seen.sort().at(-1) ?? null,
      })
    },
  }
}
