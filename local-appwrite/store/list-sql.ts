import { encodeKey, encodeScalar } from './row-codec.ts'
import { filtersSql, joined, orderOperand, type Sql } from './query-sql.ts'
import type { Query } from './query.ts'
import type { Row } from './rows.ts'
import { columnOf, isText, type Column, type TableDefinition, type Value } from './table-definition.ts'

/**
 * Whose rows a list may show: every row, or those that one of the roles may read. `few` says that the roles can
 * read so few rows that the list had better start from them.
 */
export type Readers = { kind: 'all' } | { kind: 'roles'; roles: readonly string[]; few?: boolean }

/** One step of the order: what is compared, which way, and the cursor row's value. */
type Step = { operand: string; descending: boolean; value: Sql['values'][number] }

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
  const backwards = query.cursor?.direction === 'before'
  const steps = orderSteps(table, query, cursor, backwards)
  const where = joined(
    [
      filtersSql(table, query.filters),
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
  const random = query.orders.some((order) => 'random' in order)
  const order = random
    ? 'random()'
    : steps.map(({ operand, descending }) => `${operand} ${descending ? 'DESC' : 'ASC'}`).join(', ')
  const condition = where === null ? '' : ` WHERE ${where.text}`
  // What is only counted needs no order, so that the walk may take any index.
  const page = columns === null ? '' : ` ORDER BY ${order} LIMIT ? OFFSET ?`
  return { text: `SELECT ${selected} FROM ${rows}${condition}${page}`, values: where?.values ?? [] }
}

function orderSteps(table: TableDefinition, query: Query, cursor: Row | null, backwards: boolean): Step[] {
  const steps: Step[] = []
  let unique = false
  let tieDescending = false
  for (const order of query.orders) {
    if ('random' in order) continue
    const descending = order.direction === 'DESC'
    unique ||= order.attribute === '$id' || order.attribute === '$sequence'
    tieDescending = descending && (order.attribute === '$createdAt' || order.attribute === '$updatedAt')
    steps.push({
      operand: orderOperand(table, order),
      descending: descending !== backwards,
      value: cursor === null ? null : orderValue(table, order.attribute, cursor),
    })
  }
  // Rows that are equal in every order stay in sequence, so that pages neither overlap nor leave gaps.
  if (!unique)
    steps.push({
      operand: 'sequence',
      descending: tieDescending !== backwards,
      value: cursor?.sequence ?? null,
    })
  return steps
}

function orderValue(table: TableDefinition, attribute: string, cursor: Row): Step['value'] {
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

function columnValue(column: Column, value: Value): Step['value'] {
  if (Array.isArray(value)) return JSON.stringify(value)
  return isText(column) ? encodeKey(column, value) : encodeScalar(column, value)
}

/**
 * Rows behind the cursor: later in the first step, or equal there and later in the next, and so on. The bound on
 * the first step alone is implied, but lets SQLite begin in the middle of an index.
 */
function cursorSql(steps: readonly Step[]): Sql {
  const branches: Sql[] = steps.map((step, index) => {
    const equal = steps.slice(0, index)
    return {
      text: [
        ...equal.map(({ operand }) => `${operand} = ?`),
        `${step.operand} ${step.descending ? '<' : '>'} ?`,
      ].join(' AND '),
      values: [...equal.map(({ value }) => value), step.value],
    }
  })
  const later = joined(branches, ' OR ')
  const [first] = steps
  if (later === null || first === undefined) return { text: '1', values: [] }
  if (steps.length === 1) return later
  return {
    text: `${first.operand} ${first.descending ? '<=' : '>='} ? AND (${later.text})`,
    values: [first.value, ...later.values],
  }
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
