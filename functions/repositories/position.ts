import { Query } from 'node-appwrite'
import type { Position } from '../../contract/position.ts'

export type Order = 'ascending' | 'descending'

/**
 * A list ordered by a column and then by `$sequence`, from behind a position on. Rows without a value come first where the
 * order ascends, and last where it descends, as Appwrite sorts them.
 */
export function orderedFrom(column: string, order: Order, after: Position | null): string[] {
  const by = order === 'ascending' ? Query.orderAsc : Query.orderDesc
  if (column === '$sequence')
    return [...(after ? [behind('$sequence', String(after.sequence), order)] : []), by('$sequence')]
  return [...(after ? [beyond(column, order, after)] : []), by(column), by('$sequence')]
}

function beyond(column: string, order: Order, { value, sequence }: Position): string {
  const later = behind('$sequence', String(sequence), order)
  if (value === null) {
    const sameless = Query.and([Query.isNull(column), later])
    return order === 'ascending' ? Query.or([sameless, Query.isNotNull(column)]) : sameless
  }
  return Query.or([
    behind(column, value, order),
    Query.and([Query.equal(column, value), later]),
    ...(order === 'descending' ? [Query.isNull(column)] : []),
  ])
}

function behind(column: string, value: string, order: Order): string {
  return order === 'ascending' ? Query.greaterThan(column, value) : Query.lessThan(column, value)
}
