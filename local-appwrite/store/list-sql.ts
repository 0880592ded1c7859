import { encodeKey, encodeValue } from './row-codec.ts'
import { filtersSql, joined, type Sql } from './query-sql.ts'
import { cursorSql, orderSql, orderSteps } from './order-sql.ts'
import type { Query } from './query.ts'
import type { Row } from './rows.ts'
import { tableAttributes } from './table-attributes.ts'
import { columnOf, isText, type Column, type TableDefinition, type Value } from './table-definition.ts'

/**
 * Whose rows a list may show: every row, or those that one of the roles may read. `few` says that the roles can
 * read so few rows that the list had better start from them.
 */
export type Readers = { kind: 'all' } | { kind: 'roles'; roles: readonly string[]; few?: boolean }

/**
 * The SELECT of a list; limit and offset are its last two values. `columns` null selects nothing but a constant,
 * for counting.
 */
export function listSql(
  table: TableDefinition,
  query: Query,
  readers: Readers,
  cursor: Row | null,
  columns: readonly Column[] | null,
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
  const selected =
    columns === null
      ? '1'
      : [
          'sequence',
          'id',
          'created',
          'updated',
          'permissions',
          ...columns.map(({ number }) => `c${number}`),
        ].join(', ')
  const condition = where === null ? '' : ` WHERE ${where.text}`
  // What is only counted needs no order, so that the walk may take any index.
  const page = columns === null ? '' : ` ORDER BY ${orderSql(query, steps)} LIMIT ? OFFSET ?`
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
      return column === null ? null : columnValue(column, cursor.values.get(attribute) ?? null)
    }
  }
}

function columnValue(column: Column, value: Value): Sql['values'][number] {
  if (Array.isArray(value)) return JSON.stringify(value)
  return isText(column) ? encodeKey(column, value) : encodeValue(column, value)
}

function readersSql(table: TableDefinition, readers: Readers): Sql | null {
  if (readers.kind === 'all') return null
  if (readers.roles.length === 0) return { text: '0', values: [] }
  const marks = readers.roles.map(() => '?').join(', ')
  const readersTable = `readers_${table.number}`
  const values = [...readers.roles]
  return readers.few === true
    ? { text: `sequence IN (SELECT sequence FROM ${readersTable} WHERE role IN (${marks}))`, values }
    : {
        text: `EXISTS (SELECT 1 FROM ${readersTable} r WHERE r.role IN (${marks}) AND r.sequence = rows_${table.number}.sequence)`,
        values,
      }
}
