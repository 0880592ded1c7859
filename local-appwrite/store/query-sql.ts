import type { SQLInputValue } from 'node:sqlite'

import { blind, comparisonKey } from './blind-text.ts'
import type { Filter, Order } from './query.ts'
import { encodeScalar } from './row-codec.ts'
import { columnOf, isText, type Column, type Scalar, type TableDefinition } from './table-definition.ts'
import { searchExpression } from './word-search.ts'

/** A piece of SQL with the values to bind, in order. Names in it are made from numbers of ours only. */
export type Sql = { text: string; values: SQLInputValue[] }

/** Matches nothing, and everything. */
const NEVER: Sql = { text: '0', values: [] }
/** Sorts after every text that begins with what stands before it. */
const LAST_CHARACTER = '\u{10FFFF}'

/** How an attribute is written in SQL: to compare and order by, and as it was stored. */
type Operand = {
  compare: string
  stored: string
  text: boolean
  array: boolean
  /** True when `compare` can use an index, so that ranges over it are worth writing. */
  indexed: boolean
  encode(value: Scalar): SQLInputValue
}

/** The condition of all filters together; null for none. */
export function filtersSql(table: TableDefinition, filters: readonly Filter[]): Sql | null {
  return joined(
    filters.map((filter) => filterSql(table, filter)),
    ' AND ',
  )
}

/** Glues conditions with AND or OR; null when there are none. */
export function joined(parts: readonly Sql[], glue: ' AND ' | ' OR '): Sql | null {
  if (parts.length === 0) return null
  return {
    text: parts.map((part) => `(${part.text})`).join(glue),
    values: parts.flatMap((part) => part.values),
  }
}

/** What one order sorts by. */
export function orderOperand(table: TableDefinition, order: Exclude<Order, { random: true }>): string {
  return operandOf(table, order.attribute).compare
}

function operandOf(table: TableDefinition, attribute: string): Operand {
  const plain = { text: false, array: false, indexed: true }
  switch (attribute) {
    case '$id':
      return { ...plain, compare: 'id', stored: 'id', text: true, encode: (value) => String(value) }
    case '$sequence':
      return { ...plain, compare: 'sequence', stored: 'sequence', encode: (value) => Number(value) }
    case '$createdAt':
      return { ...plain, compare: 'created', stored: 'created', encode: (value) => Date.parse(String(value)) }
    case '$updatedAt':
      return { ...plain, compare: 'updated', stored: 'updated', encode: (value) => Date.parse(String(value)) }
    case '$permissions':
      return { ...plain, compare: 'permissions', stored: 'permissions', array: true, encode: String }
    default: {
      const column = columnOf(table, attribute)
      if (column === null) throw new Error(`query on a column that the parser should have refused`)
      return columnOperand(column)
    }
  }
}

function columnOperand(column: Column): Operand {
  const stored = `c${column.number}`
  if (!isText(column) || column.array)
    return {
      compare: stored,
      stored,
      text: false,
      array: column.array,
      indexed: true,
      encode: (value) => encodeScalar(column, value),
    }
  return {
    compare: column.hasKey ? `k${column.number}` : `comparison_key(${stored})`,
    stored,
    text: true,
    array: false,
    indexed: column.hasKey,
    encode: (value) => comparisonKey(String(value)),
  }
}

function filterSql(table: TableDefinition, filter: Filter): Sql {
  if (filter.kind !== 'column')
    return (
      joined(
        filter.filters.map((inner) => filterSql(table, inner)),
        filter.kind === 'and' ? ' AND ' : ' OR ',
      ) ?? NEVER
    )
  const operand = operandOf(table, filter.attribute)
  const values = filter.values.map((value) => operand.encode(value))
  const { compare, stored } = operand
  switch (filter.method) {
    case 'equal':
      return values.length === 1
        ? { text: `${compare} = ?`, values }
        : { text: `${compare} IN (${values.map(() => '?').join(', ')})`, values }
    case 'notEqual':
      return { text: `${compare} <> ?`, values }
    case 'lessThan':
      return { text: `${compare} < ?`, values }
    case 'lessThanEqual':
      return { text: `${compare} <= ?`, values }
    case 'greaterThan':
      return { text: `${compare} > ?`, values }
    case 'greaterThanEqual':
      return { text: `${compare} >= ?`, values }
    case 'between':
      return { text: `${compare} BETWEEN ? AND ?`, values }
    case 'notBetween':
      return { text: `${compare} NOT BETWEEN ? AND ?`, values }
    case 'isNull':
      return { text: `${stored} IS NULL`, values: [] }
    case 'isNotNull':
      return { text: `${stored} IS NOT NULL`, values: [] }
    case 'startsWith':
      return startsWith(operand, filter.values)
    case 'notStartsWith':
      return negated(startsWith(operand, filter.values))
    case 'endsWith':
      return endsWith(stored, filter.values)
    case 'notEndsWith':
      return negated(endsWith(stored, filter.values))
    case 'contains':
    case 'containsAny':
      return contains(operand, filter.values, ' OR ')
    case 'containsAll':
      return contains(operand, filter.values, ' AND ')
    case 'notContains':
      return notNull(negated(contains(operand, filter.values, ' OR ')), stored)
    case 'search':
      return search(table, filter.attribute, filter.values)
    case 'notSearch':
      return negated(search(table, filter.attribute, filter.values))
    case 'regex':
      return { text: `matches_pattern(?, ${stored})`, values: filter.values.map(String) }
  }
}

function negated(sql: Sql): Sql {
  return { text: `NOT (${sql.text})`, values: sql.values }
}

function notNull(sql: Sql, stored: string): Sql {
  return { text: `${stored} IS NOT NULL AND (${sql.text})`, values: sql.values }
}

function startsWith(operand: Operand, values: readonly Scalar[]): Sql {
  const needle = blind(String(values[0] ?? ''))
  // Blanks at the end are not part of the comparison key, so only needles without them can use it.
  if (operand.indexed && operand.stored !== 'id' && !needle.endsWith(' '))
    return {
      text: `${operand.compare} >= ? AND ${operand.compare} < ?`,
      values: [needle, needle + LAST_CHARACTER],
    }
  return { text: `substr(blind(${operand.stored}), 1, length(?)) = ?`, values: [needle, needle] }
}

function endsWith(stored: string, values: readonly Scalar[]): Sql {
  const needle = blind(String(values[0] ?? ''))
  if (needle === '') return { text: `${stored} IS NOT NULL`, values: [] }
  return { text: `substr(blind(${stored}), -length(?)) = ?`, values: [needle, needle] }
}

function contains(operand: Operand, values: readonly Scalar[], glue: ' AND ' | ' OR '): Sql {
  const parts = values.map((value): Sql =>
    operand.array
      ? {
          text: `EXISTS (SELECT 1 FROM json_each(${operand.stored}) WHERE value = ?)`,
          values: [typeof value === 'boolean' ? Number(value) : value],
        }
      : { text: `instr(blind(${operand.stored}), ?) > 0`, values: [blind(String(value))] },
  )
  return joined(parts, glue) ?? NEVER
}

function search(table: TableDefinition, attribute: string, values: readonly Scalar[]): Sql {
  const index = table.indexes.find(
    ({ type, columns }) => type === 'fulltext' && columns.length === 1 && columns[0] === attribute,
  )
  const expression = searchExpression(String(values[0] ?? ''))
  if (index === undefined || expression === null) return NEVER
  const words = `words_${table.number}_${index.number}`
  return { text: `sequence IN (SELECT rowid FROM ${words} WHERE ${words} MATCH ?)`, values: [expression] }
}
