import { atom } from 'nanostores'
import type { Fields } from '../../client/read-answers.ts'
import type { StatsAnswer } from '../../contract/admin-api.ts'

/** The counts of the whole site, as far as the page shows them. */
export interface Statistics extends Pick<StatsAnswer, 'mostRecentActivity' | 'atLeast'> {
  readonly sessions: Pick<StatsAnswer['sessions'], 'active'>
  readonly messages: Pick<StatsAnswer['messages'], 'total'>
  /** The whole answer, for what reads more of it: see `read-report.ts`. */
  readonly answer: Fields
}

export type StatisticsStore = ReturnType<typeof createStatisticsStore>

export function createStatisticsStore() {
  return {
    /** Null until the first answer. */
    $statistics: atom<Statistics | null>(null),
  }
}
