/** Counts events per key in fixed windows of time. */
export type RateWindow = {
  /** Counts one more; false once the key is over its limit in this window. */
  take(key: string): boolean
}

/** A fixed-window limit of `limit` per `windowMs`. Holds at most the keys seen in one window. */
export function createRateWindow(limit: number, windowMs: number, now: () => number = Date.now): RateWindow {
  let windowStart = now()
  const counts = new Map<string, number>()
  return {
    take(key) {
      const time = now()
      if (time - windowStart >= windowMs || time < windowStart) {
        windowStart = time
        counts.clear()
      }
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return count <= limit
    },
  }
}
