/**
 * How long a run may work. A self-hosted Appwrite runs all scheduled and event executions one after another: while
 * upkeep works, no bot answers.
 */
export interface Budget {
  /** Whether a step has to stop before its next item. */
  readonly isSpent: () => boolean
  /** The part of it that ends after a share of the whole; what an earlier step left is the next one's. */
  readonly until: (share: number) => Budget
}

/** @param clock milliseconds that only run forward */
export function createBudget(milliseconds: number, clock: () => number = () => performance.now()): Budget {
  const startedAt = clock()
  const endingAt = (endsAt: number): Budget => ({
    isSpent: () => clock() >= endsAt,
    until: (share) => endingAt(startedAt + milliseconds * share),
  })
  return endingAt(startedAt + milliseconds)
}
