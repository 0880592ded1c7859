import type { MessageRow } from '../../contract/tables/messages.ts'

/** The rows held and new ones as one list: each id once in its newest version, by `$sequence`. The same list when nothing is new. */
export function mergeMessages(
  held: readonly MessageRow[],
  incoming: readonly MessageRow[],
): readonly MessageRow[] {
  const byId = new Map(held.map((row) => [row.$id, row]))
  let changed = false
  for (const row of incoming) {
    const known = byId.get(row.$id)
    // Answers and events overtake each other.
    if (known && known.$updatedAt >= row.$updatedAt) continue
    byId.set(row.$id, row)
    changed = true
  }
  return changed ? [...byId.values()].sort((a, b) => a.$sequence - b.$sequence) : held
}
