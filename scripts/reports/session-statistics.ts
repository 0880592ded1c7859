import { stateOf, type SessionState } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** What a pass over sessions adds up, in constant memory. */
export interface SessionStatistics {
  sessions: number
  readonly byState: Record<SessionState, number>
  messages: number
  /** Created within the 24 hours before the pass. */
  createdLast24h: number
  mostRecentActivity: string | null
}

const DAY_MS = 86_400_000

export function emptyStatistics(): SessionStatistics {
  return {
    sessions: 0,
    byState: { bot: 0, waiting: 0, agent: 0, closed: 0 },
    messages: 0,
    createdLast24h: 0,
    mostRecentActivity: null,
  }
}

/** Counts one session in. */
export function addToStatistics(statistics: SessionStatistics, session: SessionRow, now: Date): void {
  statistics.sessions++
  statistics.byState[stateOf(session)]++
  statistics.messages += session.messageCount
  if (now.getTime() - Date.parse(session.$createdAt) <= DAY_MS) statistics.createdLast24h++
  const { mostRecentActivity } = statistics
  if (session.lastSeen !== null && (mostRecentActivity === null || session.lastSeen > mostRecentActivity)) {
    statistics.mostRecentActivity = session.lastSeen
  }
}
