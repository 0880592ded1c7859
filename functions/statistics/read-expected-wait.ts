import { dayOf, hourOf } from '../../contract/statistics.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { expectedWaitSeconds } from './expected-wait.ts'
import { countedBy } from './numbers.ts'

const HOUR_MS = 3_600_000

/** The expected wait for a person, from the last 48 hours or 30 days: two calls side by side, however many sessions there are. */
export async function readExpectedWait({ statistics }: Repositories, now: Date): Promise<number | null> {
  const before = (hours: number) => new Date(now.getTime() - hours * HOUR_MS).toISOString()
  const [hours, days] = await Promise.all([
    statistics.countersFrom('hour', hourOf(before(47))),
    statistics.countersFrom('day', dayOf(before(29 * 24))),
  ])
  return expectedWaitSeconds(countedBy(hours), countedBy(days))
}
