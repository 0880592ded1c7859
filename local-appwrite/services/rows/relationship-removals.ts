import type { Links } from '../../store/tables/relationship-links.ts'
import { sidesOf } from '../../store/tables/relationship.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Caller } from '../caller.ts'
import { isCascading, isKeptThere, isRestricting } from '../schema/relationship-rules.ts'
import type { LinkedRows } from './linked-rows.ts'

/**
 * Deletes a row that the caller may delete, with the rows that belong to it by its relationships; `requireDeletable`
 * is asked about each of those. Must run inside a database transaction.
 *
 * @throws AppwriteError row_delete_restricted
 */
export type RemoveLinked = (caller: Caller, table: TableDefinition, row: Row) => void

export function createLinkedRowRemover(
  rows: Rows,
  links: Links,
  linked: LinkedRows,
  requireDeletable: (caller: Caller, table: TableDefinition, row: Row) => void,
): RemoveLinked {
  interface Place {
    table: TableDefinition
    row: Row
  }

  /** Deletes one row and answers those that have to follow. */
  function removeOne({ table, row }: Place): Place[] {
    const ends = sidesOf(table).flatMap((side) => {
      const far = linked.table(table, side)
      return linked.of(side, far, row).map((other) => ({ side, far, other }))
    })
    if (ends.some(({ side }) => isRestricting(side)))
      throw new AppwriteError(
        'row_delete_restricted',
        'Document cannot be deleted because it is referenced by another document.',
      )
    links.removeAll(table, row.sequence)
    rows.delete(table, row)
    const following: Place[] = []
    for (const { side, far, other } of ends) {
      if (isCascading(side)) following.push({ table: far, row: other })
      else if (isKeptThere(side)) linked.touch(far, other)
    }
    return following
  }

  return (caller, table, row) => {
    const waiting = removeOne({ table, row })
    // A list instead of a recursion: rows may follow each other in chains of any length.
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const current = rows.get(next.table, next.row.id)
      if (current === null) continue
      requireDeletable(caller, next.table, current)
      waiting.push(...removeOne({ table: next.table, row: current }))
    }
  }
}
