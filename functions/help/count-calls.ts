import * as limits from '../../contract/limits.ts'
import { rateLimited } from '../sessions/rate-limit.ts'

const MINUTE_MS = 60_000
/** Addresses that are remembered; when there are more, all begin anew. */
const CAPACITY = 5000

/**
 * Counts the calls of each address in a minute, in this container alone: the key of `help` may not write, and a guest who
 * asks too much should cost no row.
 */
export function createCallCounter() {
  let counts = new Map<string, number>()
  let endsAt = 0

  /** @throws Refusal `rate_limited` */
  return (address: string | null, now: number): void => {
    if (now >= endsAt || counts.size >= CAPACITY) {
      counts = new Map()
      endsAt = now + MINUTE_MS
    }
    const key = address ?? ''
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > limits.helpCallsPerMinute) throw rateLimited(endsAt - now)
  }
}
