import { randomBytes } from 'node:crypto'

/**
 * An id as Appwrite makes them: 20 hex digits, the time in microseconds first. Unique, but no secret: only 28 of
 * its bits are random.
 */
export function uniqueId(): string {
  const millis = Date.now()
  const seconds = Math.floor(millis / 1000).toString(16)
  const micros = ((millis % 1000) * 1000).toString(16).padStart(5, '0')
  return `${seconds}${micros}${randomBytes(4).toString('hex').slice(0, 7)}`
}
