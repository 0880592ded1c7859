import type { Random } from './seeded-random.ts'

/** How likely each fault is; 0 in calm. All between 0 and 1, for each occasion. */
export interface FaultRates {
  /** A request never arrives. */
  readonly requestLost: number
  /** It arrives and is done; the answer is lost. */
  readonly answerLost: number
  /** Something in front of Appwrite answers 429 or 503. */
  readonly refused: number
  /** A socket is closed instead of carrying a frame. */
  readonly socketCut: number
  /** A socket goes on living and carries nothing any more. */
  readonly socketMute: number
  readonly eventDropped: number
  readonly eventDoubled: number
  /** An event comes seconds late, behind others. */
  readonly eventLate: number
  /** A function's process dies between two of its calls. */
  readonly functionKilled: number
  /** Appwrite forgets to start what an event should start. */
  readonly triggerLost: number
  /** A row becomes visible long after it got its number. */
  readonly rowLate: number
}

export type FaultKind = keyof FaultRates

export const CALM: FaultRates = {
  requestLost: 0,
  answerLost: 0,
  refused: 0,
  socketCut: 0,
  socketMute: 0,
  eventDropped: 0,
  eventDoubled: 0,
  eventLate: 0,
  functionKilled: 0,
  triggerLost: 0,
  rowLate: 0,
}

/** Decides on every occasion whether a fault happens, and counts those that did. */
export function createFaults(random: Random) {
  let rates: FaultRates = CALM
  const counts = new Map<FaultKind, number>()
  return {
    set(now: FaultRates): void {
      rates = now
    },
    happens(kind: FaultKind): boolean {
      if (rates[kind] === 0 || !random.chance(rates[kind])) return false
      counts.set(kind, (counts.get(kind) ?? 0) + 1)
      return true
    },
    counts: (): Readonly<Record<string, number>> => Object.fromEntries(counts),
  }
}

export type Faults = ReturnType<typeof createFaults>
