import { expect } from 'vitest'

/** In characters: half of what a message holds, and twice of it. */
const SIZE = 2000
/** Four times as long may take four times as long, and two and a half times that for what a machine does beside. */
const GROWTH = 4 * 2.5
/** In ms: below it nothing is measured. */
const FLOOR = 5

/**
 * Expects that reading a text takes no longer than the text is long: by the CPU time that two lengths take in one run.
 *
 * @param make a text of about so many characters
 * @param size in characters, of the shorter text: more for what reads longer texts than messages
 */
export function expectLinear(
  read: (text: string) => unknown,
  make: (size: number) => string,
  size = SIZE,
): void {
  const [small, large] = [make(size), make(size * 4)]
  // Once more each while it looks slow: the machine does other things too.
  for (let attempt = 0; ; attempt++) {
    const [short, long] = [quickest(read, small), quickest(read, large)]
    if (long <= short * GROWTH + FLOOR) return
    if (attempt === 3)
      expect(long, `${short} ms, and for a text of four times its length`).toBeLessThan(
        short * GROWTH + FLOOR,
      )
  }
}

/** CPU time of the quickest of some runs, in ms. */
function quickest(read: (text: string) => unknown, text: string): number {
  let best = Infinity
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage()
    read(text)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1000)
    if (best > 1000) break
  }
  return best
}
