import type { Random } from '../simulation/seeded-random.ts'

/** What happens to something that passes through the proxy, and how likely: between 0 and 1, for each that passes. */
export interface NetworkFaultRates {
  /** A request's connection is reset before it reaches the server. */
  readonly requestDropped: number
  /** The server has done it; the connection is reset before the answer. */
  readonly answerDropped: number
  readonly answeredLate: number
  /** Something in front of the server answers 429 or 503. */
  readonly refused: number
  /** A socket is reset instead of carrying a frame, or instead of being opened. */
  readonly socketCut: number
  /** A socket goes on standing and carries nothing any more, in neither direction. */
  readonly socketMute: number
  readonly eventDropped: number
  readonly eventDoubled: number
  /** An event comes later than others that followed it. */
  readonly eventLate: number
}

type Kind = keyof NetworkFaultRates

/** Decides on every occasion whether a fault happens, and counts those that did. */
export interface NetworkFaults {
  readonly happens: (kind: Kind) => boolean
  readonly stop: () => void
  readonly random: Random
  readonly counts: ReadonlyMap<string, number>
  /** For what happens elsewhere than in the proxy. */
  readonly count: (kind: string) => void
}

export function createNetworkFaults(rates: NetworkFaultRates, random: Random): NetworkFaults {
  const counts = new Map<string, number>()
  let isOver = false
  const count = (kind: string) => void counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return {
    happens: (kind) => {
      if (isOver || !random.chance(rates[kind])) return false
      count(kind)
      return true
    },
    stop: () => {
      isOver = true
    },
    random,
    counts,
    count,
  }
}
