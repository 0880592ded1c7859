/** Counts events per key in fixed windows of time, which begin at whole multiples of their length since 1970. */
export interface RateWindow {
  /** Counts one more; false once the key is over its limit in this window. */
  take(key: string): boolean
  /** How many more the key may take in this window, and when the next one begins (ms since 1970). */
  look(key: string): { remaining: number; endsAt: number }
}

/** Keys that one window holds; the one that came first goes when another comes, so that no flood fills the memory. */
const KEYS_MAX = 100_000

/** A fixed-window limit of `limit` per `windowMs`. `now` is in ms since 1970. */
export function createRateWindow(limit: number, windowMs: number, now: () => number = Date.now): RateWindow {
  let start = Number.NaN
  const counts = new Map<string, number>()
  const turnOver = (): void => {
    const current = Math.floor(now() / windowMs) * windowMs
    if (current === start) return
    start = current
    counts.clear()
  }
  return {
    take(key) {
      turnOver()
      const count = counts.get(key) ?? 0
      if (count >= limit) return false
      if (count === 0 && counts.size >= KEYS_MAX) {
        const first = counts.keys().next()
        if (first.done !== true) counts.delete(first.value)
      }
      counts.set(key, count + 1)
      return true
    },
    look(key) {
      turnOver()
      return { remaining: limit - (counts.get(key) ?? 0), endsAt: start + windowMs }
    },
  }
}
