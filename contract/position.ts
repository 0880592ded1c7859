import { isRecord } from './is-record.ts'
import { readMoment } from './moment.ts'

/** Appwrite counts rows from 1, so that 0 is before the first; no table has as many as this. */
const SEQUENCE_MAX = 999_999_999_999_999

/**
 * A place in a list that is ordered by one column and then by `$sequence`. It is made of values, not of a row: so it stays
 * where it is when its row moves or is deleted.
 */
export interface Position {
  /** Of the column that the list is ordered by; null where the row has none. */
  readonly value: string | null
  readonly sequence: number
}

/** As an API hands it out and takes it back: nobody else has to know what is in it. */
export function writePosition({ value, sequence }: Position): string {
  return btoa(JSON.stringify([sequence, value]))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

/** Null when a text is none that `writePosition` made. */
export function readPosition(text: string): Position | null {
  try {
    const read: unknown = JSON.parse(atob(text.replace(/-/g, '+').replace(/_/g, '/')))
    if (!Array.isArray(read) || isRecord(read)) return null
    const list: readonly unknown[] = read
    const [sequence, value] = list
    if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence)) return null
    if (sequence < 0 || sequence > SEQUENCE_MAX) return null
    if (value !== null && (typeof value !== 'string' || readMoment(value) === null)) return null
    return { sequence, value }
  } catch {
    return null
  }
}
