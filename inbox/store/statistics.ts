import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { InboxClient } from '../inbox-client.ts'
import type { Account } from './account.ts'
import type { InboxState } from './inbox-state.ts'

export interface Statistics {
  /** Reads the counters anew, at most once a minute unless the agent asks for it. */
  readonly read: (isAsked: boolean) => Promise<void>
  /** Counts on from what was read. `before` is null for a session that has just begun, `after` for one that was deleted. */
  readonly count: (before: SessionRow | null, after: SessionRow | null) => void
}

/** Each reading is an execution that counts all rows of the site. */
const READ_EVERY_MS = 60_000

/** The counters of the whole site: read rarely, and moved on between by the changes that the page hears of. */
export function createStatistics(state: InboxState, client: InboxClient, account: Account): Statistics {
  let readAt = Number.NEGATIVE_INFINITY

  state.$door.listen(() => {
    readAt = Number.NEGATIVE_INFINITY
  })

  return {
    read: async (isAsked) => {
      if (account.agent() === null || (!isAsked && Date.now() - readAt < READ_EVERY_MS)) return
      readAt = Date.now()
      const stats = await account.read(() => client.readStatistics())
      if (stats && account.agent() !== null) state.$stats.set(stats)
    },
    count: (before, after) => {
      const stats = state.$stats.get()
      if (!stats) return
      const isOpen = (row: SessionRow | null) => (row && stateOf(row) !== 'closed' ? 1 : 0)
      const { sessions, messages, mostRecentActivity } = stats
      const seen = [mostRecentActivity, after?.lastSeen ?? null].filter((moment) => moment !== null)
      state.$stats.set({
        ...stats,
        sessions: { ...sessions, active: sessions.active + isOpen(after) - isOpen(before) },
        messages: {
          ...messages,
          total: messages.total + (after?.messageCount ?? 0) - (before?.messageCount ?? 0),
        },
        mostRecentActivity: seen.sort().at(-1) ?? null,
      })
    },
  }
}
