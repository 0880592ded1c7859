import { atom } from 'nanostores'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** The sessions that were found, most recently active first. */
export interface Found {
  readonly words: string
  readonly sessions: readonly SessionRow[]
  /** Where the next page begins; null at the end. */
  readonly cursor: string | null
}

export type SearchStore = ReturnType<typeof createSearchStore>

export function createSearchStore() {
  return {
    /** As they are typed. */
    $words: atom(''),
    /** Null until the first words were looked for. */
    $found: atom<Found | null>(null),
  }
}
