import { Refusal } from '../../contract/refusal.ts'
import { limitId, type Limits } from '../repositories/limits.ts'

/** How many windows a warm function remembers. */
const CAPACITY = 5000

/** What is limited: so many of a kind in each window, of one address, visitor, session or site. */
export interface RateLimit {
  readonly kind:
    | 'address'
    | 'visitor'
    | 'site'
    | 'secret'
    | 'link'
    | 'mail'
    | 'mailbox'
    | 'answer'
    | 'file'
    | 'files'
  /** Whose; null is not counted. */
  readonly subject: string | null
  /** 0 for no limit. */
  readonly max: number
  readonly windowMs: number
}

/**
 * Counts against limits that all containers share. Windows begin by the clock; their rows are named by a hash of kind,
 * subject and window, so that an address is kept nowhere and can't be followed from one window to the next.
 */
export function createRateLimiter() {
  /** Windows that this function has counted in, with the count that it saw last: they only fill. */
  const seen = new Map<string, number>()

  function remember(id: string, count: number): void {
    seen.delete(id)
    seen.set(id, count)
    const [oldest] = seen.keys()
    if (seen.size > CAPACITY && oldest !== undefined) seen.delete(oldest)
  }

  return {
    /** @throws Refusal `rate_limited` if a window is known to be full, without a call of Appwrite */
    refuseIfFull(limits: readonly RateLimit[], now: number): void {
      for (const limit of limits) {
        const window = windowOf(limit, now)
        if (window !== null && (seen.get(window.id) ?? 0) > limit.max) throw rateLimited(window.endsAt - now)
      }
    },

    /**
     * Counts one more in every window, in parallel.
     *
     * @throws Refusal `rate_limited` when one of them is more than full
     */
    async take(rows: Limits, limits: readonly RateLimit[], now: number): Promise<void> {
      const ends = await Promise.all(
        limits.map(async (limit) => {
          const window = windowOf(limit, now)
          if (window === null) return 0
          const count = await rows.count(
            window.id,
            new Date(window.endsAt).toISOString(),
            seen.has(window.id),
          )
          remember(window.id, count)
          return count > limit.max ? window.endsAt : 0
        }),
      )
      const fullUntil = Math.max(...ends, 0)
      if (fullUntil > 0) throw rateLimited(fullUntil - now)
    },
  }
}

export type RateLimiter = ReturnType<typeof createRateLimiter>

function windowOf({ kind, subject, max, windowMs }: RateLimit, now: number) {
  if (subject === null || max === 0) return null
  const startedAt = now - (now % windowMs)
  return { id: limitId(kind, subject, startedAt), endsAt: startedAt + windowMs }
}

/** The refusal of whoever has to wait for so many milliseconds. */
export function rateLimited(waitMs: number): Refusal {
  return new Refusal('rate_limited', { details: { retryAfterSeconds: Math.ceil(waitMs / 1000) } })
}
