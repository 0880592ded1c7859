/** Whole numbers from 0 up to a limit. */
export type Random = (below: number) => number

/** Marsaglia's xorshift: any even spread does, and this one is the same everywhere and each time. */
export function createRandom(): Random {
  let state = 0x2545f491
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
