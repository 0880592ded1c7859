/** First pause after a failure, doubled with each further one. */
const FIRST_MS = 1000
const CAP_MS = 30_000
/** Share by which a pause varies either way, so that a server that comes back is not met by all at once. */
const JITTER = 0.2

/**
 * The pause before a new attempt, in milliseconds.
 *
 * @param failures how many attempts failed in a row, from 1
 * @param random between 0 and 1
 */
export function backoffMs(failures: number, random: number = Math.random()): number {
  return Math.min(FIRST_MS * 2 ** (failures - 1), CAP_MS) * (1 + JITTER * (2 * random - 1))
}
