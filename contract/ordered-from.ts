import type { Position } from './position.ts'

export type Order = 'ascending' | 'descending'

/** What it takes of an SDK's `Query`; that of browsers and that of servers are alike. */
export interface Queries {
  readonly orderAsc: (column: string) => string
  readonly orderDesc: (column: string) => string
  readonly equal: (column: string, value: string) => string
  readonly greaterThan: (column: string, value: string) => string
  readonly lessThan: (column: string, value: string) => string
  readonly isNull: (column: string) => string
  readonly isNotNull: (column: string) => string
  readonly and: (queries: string[]) => string
  readonly or: (queries: string[]) => string
}

/**
 * A list ordered by a column and then by `$sequence`, from behind a position on. Rows without a value come first where the
 * order ascends, and last where it descends, as Appwrite sorts them.
 */
export function orderedFrom(
  query: Queries,
  column: string,
  order: Order,
  after: Position | null,
): readonly string[] {
  const by = order === 'ascending' ? query.orderAsc : query.orderDesc
  if (column === '$sequence')
    return [...(after ? [behind(query, '$sequence', String(after.sequence), order)] : []), by('$sequence')]
  return [...(after ? [beyond(query, column, order, after)] : []), by(column), by('$sequence')]
}

function beyond(query: Queries, column: string, order: Order, { value, sequence }: Position): string {
  const later = behind(query, '$sequence', String(sequence), order)
  if (value === null) {
    const sameless = query.and([query.isNull(column), later])
    return order === 'ascending' ? query.or([sameless, query.isNotNull(column)]) : sameless
  }
  return query.or([
    behind(query, column, value, order),
    query.and([query.equal(column, value), later]),
    ...(order === 'descending' ? [query.isNull(column)] : []),
  ])
}

function behind(query: Queries, column: string, value: string, order: Order): string {
  return order === 'ascending' ? query.greaterThan(column, value) : query.lessThan(column, value)
}
