import { setTimeout as delay } from 'node:timers/promises'

const WITHIN_MS = 60_000
const LOOK_AGAIN_MS = 25

/** Waits for a condition: gives the first value that isn't null, undefined or false. Throws after a minute. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + WITHIN_MS
  for (;;) {
    const value = await look()
    if (value !== null && value !== undefined && value !== false) return value
    if (Date.now() > deadline) throw new Error(`${what}: not within ${WITHIN_MS} ms`)
    await delay(LOOK_AGAIN_MS)
  }
}
