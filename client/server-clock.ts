/** A sample this old no longer counts: clocks drift, and people set them. */
const SAMPLE_KEEPS_MS = 600_000

/** What the server's clock says, as far as its answers tell. */
export interface ServerClock {
  /** In milliseconds since 1970. */
  readonly now: () => number
  /**
   * @param sentAt when the call left, and `answeredAt` when its answer came, by this machine's clock
   * @param serverTime what the server's clock said in between; NaN when it didn't say
   */
  readonly learn: (sentAt: number, serverTime: number, answeredAt: number) => void
}

/**
 * Takes the server's time for that of the middle of the call, as NTP does, and believes the quickest call: it can be
 * wrong by half its duration at most.
 */
export function createServerClock(): ServerClock {
  let aheadMs = 0
  let best = { takenMs: Number.POSITIVE_INFINITY, at: 0 }
  return {
    now: () => Date.now() - aheadMs,
    learn: (sentAt, serverTime, answeredAt) => {
      const takenMs = answeredAt - sentAt
      const isOld = Math.abs(answeredAt - best.at) > SAMPLE_KEEPS_MS
      if (Number.isNaN(serverTime) || (takenMs > best.takenMs && !isOld)) return
      best = { takenMs, at: answeredAt }
      aheadMs = (sentAt + answeredAt) / 2 - serverTime
    },
  }
}
