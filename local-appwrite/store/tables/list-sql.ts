import { cursorSql, orderSql, orderSteps } from './order-sql.ts'
import { filtersSql, joined, type Sql } from './query-sql.ts'
import type { Query, Readers } from './query.ts'
import { readersSql } from './readers-sql.ts'
import { encodeKey, encodeValue } from './row-codec.ts'
import { selectionSql, type Selection } from './row-plan.ts'
import type { Row } from './row.ts'
import { tableAttributes } from './table-attributes.ts'
import { columnOf, isText, type Column, type TableDefinition, type Value } from './table-definition.ts'

/**
 * The SELECT of a list; limit and offset are its last two values. `selection` null selects nothing but a constant,
 * for counting.
 */
export function listSql(
  table: TableDefinition,
  query: Query,
  readers: Readers,
  cursor: Row | null,
  selection: Selection | null,
): Sql {
  const rows = `rows_${table.number}`
  const attributes = tableAttributes(table)
  const steps = orderSteps(query, attributes, (attribute) =>
    cursor === null ? null : orderValue(table, attribute, cursor),
  )
  const where = joined(
    [
      filtersSql(attributes, query.filters),
      readersSql(table, readers),
      cursor === null ? null : cursorSql(steps),
    ].filter((part) => part !== null),
    ' AND ',
  )
  const selected = selection === null ? '1' : selectionSql(table.number, selection)
  const condition = where === null ? '' : ` WHERE ${where.text}`
  // What is only counted needs no order, so that the walk may take any index.
  const page = selection === null ? '' : ` ORDER BY ${orderSql(query, steps)} LIMIT ? OFFSET ?`
  return { text: `SELECT ${selected} FROM ${rows}${condition}${page}`, values: where?.values ?? [] }
}

function orderValue(table: TableDefinition, attribute: string, cursor: Row): Sql['values'][number] {
  switch (attribute) {
    case '$id':
      return cursor.id
    case '$sequence':
      return cursor.sequence
    case '$createdAt':
      return cursor.createdAt
    case '$updatedAt':
      return cursor.updatedAt
    default: {
      const column = columnOf(table, attribute)
      const value = cursor.values.get(attribute) ?? null
      if (column !== null) return columnValue(column, value)
      return typeof value === 'string' ? value : null
    }
  }
}

function columnValue(column: Column, value: Value): Sql['values'][number] {
  if (Array.isArray(value)) return JSON.stringify(value)
  return isText(column) ? encodeKey(column, value) : encodeValue(column, value)
}
