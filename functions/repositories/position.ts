import { Query } from 'node-appwrite'

/** A place in a list by a column and then by `$sequence`: it stays where it is when its row moves or is deleted. */
export interface Position {
  readonly value: string
  readonly sequence: number
}

/** Rows behind a position in a list that ascends, or descends, by a column. */
export function beyond(column: string, position: Position, order: 'ascending' | 'descending'): string {
  const after = order === 'ascending' ? Query.greaterThan : Query.lessThan
  return Query.or([
    after(column, position.value),
    Query.and([Query.equal(column, position.value), after('$sequence', String(position.sequence))]),
  ])
}
