import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'

/** Removes what was counted in windows of time that are over. What is left does no harm: the next run takes it. */
export async function removeLimits({ limits }: Repositories, now: Date, budget: Budget): Promise<void> {
  while (!budget.isSpent()) if (await limits.removeEnded(now.toISOString())) return
}
