/** What one step of upkeep did in a run. */
export interface StepResult {
  /** Sessions that it changed. */
  readonly changed: number
  /** Since when the oldest work that it left has been due, ISO 8601; null when it left none. */
  readonly leftSince: string | null
}

/** Runs work on several items at once: Appwrite answers some calls in parallel. Returns the results in order. */
export async function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let at = 0; at < items.length; at += WIDTH) {
    results.push(...(await Promise.all(items.slice(at, at + WIDTH).map((item) => work(item)))))
  }
  return results
}

/** Items that a step works on at once: few, because visitors' calls have priority. */
export const WIDTH = 4
