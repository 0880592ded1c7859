import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'

/** Removes what was counted in windows of time that are over, and links that have ended. What is left does no harm: the next run takes it. */
export async function removeLimits(
  { limits, links }: Repositories,
  now: Date,
  budget: Budget,
): Promise<void> {
  for (const rows of [limits, links]) {
    while (!budget.isSpent()) if (await rows.removeEnded(now.toISOString())) break
  }
}
