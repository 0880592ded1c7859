import type { MessageRow } from '../contract/tables/messages.ts'

/** Rows this close together may have become visible in another order than their sequence says. */
const OVERLAP_MS = 5000

/**
 * The message after which to read so that nothing is missed: the newest that is finished and has settled.
 *
 * A streaming row and all after it are read again, because its last update may be what was missed; so is
 * everything of the last few seconds. Reading a row twice is harmless. Null: read the newest page.
 *
 * @param held what the reader holds, oldest first
 */
export function catchUpCursor(held: readonly MessageRow[]): string | null {
  const newest = held.at(-1)
  if (!newest) return null
  const settledBefore = Date.parse(newest.$createdAt) - OVERLAP_MS
  let cursor: string | null = null
  for (const row of held) {
    if (row.state === 'streaming' || Date.parse(row.$createdAt) > settledBefore) break
    cursor = row.$id
  }
  // All of it is recent: the very first row is as good a start as any, unless it is still being written.
  return cursor ?? (held[0] && held[0].state !== 'streaming' ? held[0].$id : null)
}
