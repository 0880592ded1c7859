import { Query } from 'node-appwrite'
import { Refusal } from '../../contract/refusal.ts'
import { readRow } from '../../contract/read-row.ts'
import type { Columns, Row, Table } from '../../contract/table.ts'
import { refusalFor, type Connection } from './connection.ts'

/** A row of ours as Appwrite answered it; one that doesn't fit its table means that the schema is another. */
export function expectRow<C extends Columns>(table: Table<C>, value: unknown): Row<C> {
  const row = readRow(table.columns, value)
  if (row === null) throw new Refusal('misconfigured', { details: `a row of ${table.id} has another shape` })
  return row
}

/** The rows that queries find, without a count of them. */
export async function listRows<C extends Columns>(
  connection: Connection,
  table: Table<C>,
  queries: readonly string[],
): Promise<Row<C>[]> {
  try {
    const { rows } = await connection.tables.listRows({
      databaseId: connection.databaseId,
      tableId: table.id,
      queries: [...queries],
      total: false,
    })
    return rows.map((row) => expectRow(table, row))
  } catch (thrown) {
    throw refusalFor(thrown)
  }
}

/** Some columns of the rows that queries find, without a count of them. */
export async function listColumns<C extends Columns>(
  connection: Connection,
  table: Table,
  columns: C,
  queries: readonly string[],
): Promise<Row<C>[]> {
  const select = Query.select(['$id', '$createdAt', '$updatedAt', '$sequence', ...Object.keys(columns)])
  return listRows(connection, { ...table, columns, indexes: [] }, [...queries, select])
}

/** Appwrite counts no further than this. */
const COUNT_CAP = 5000

/** A count that stops where Appwrite's own does. */
export interface BoundedCount {
  readonly count: number
  /** Whether there are more, nobody knows how many. */
  readonly isAtLeast: boolean
}

/** How many rows queries find, in one call: up to 5,000. */
export async function countUpToCap(
  connection: Connection,
  table: Table,
  filters: readonly string[],
): Promise<BoundedCount> {
  try {
    const { total } = await connection.tables.listRows({
      databaseId: connection.databaseId,
      tableId: table.id,
      queries: [...filters, Query.limit(1)],
      total: true,
    })
    return { count: total, isAtLeast: total >= COUNT_CAP }
  } catch (thrown) {
    throw refusalFor(thrown)
  }
}

/**
 * How many rows queries find, exactly: where Appwrite's own count stops at 5,000, it continues from there, one further
 * pair of calls for each 5,000 rows. The queries are filters only.
 */
export async function countRows(
  connection: Connection,
  table: Table,
  filters: readonly string[],
): Promise<number> {
  const place = { databaseId: connection.databaseId, tableId: table.id }
  let counted = 0
  let after: readonly string[] = []
  try {
    for (;;) {
      const { total } = await connection.tables.listRows({
        ...place,
        queries: [...filters, ...after, Query.limit(1)],
        total: true,
      })
      if (total < COUNT_CAP) return counted + total
      const { rows } = await connection.tables.listRows({
        ...place,
        queries: [
          ...filters,
          ...after,
          Query.orderAsc('$sequence'),
          Query.offset(COUNT_CAP - 1),
          Query.limit(1),
        ],
        total: false,
      })
      const last = rows[0]
      if (last === undefined) return counted + total
      counted += COUNT_CAP
      after = [Query.greaterThan('$sequence', last.$sequence)]
    }
  } catch (thrown) {
    throw refusalFor(thrown)
  }
}
