import type { SQLInputValue } from 'node:sqlite'

import { blind } from '../blind-text.ts'
import { geometrySql } from './geometry-sql.ts'
import type { Filter, RelatedFilter } from './query.ts'
import type { Scalar } from './table-definition.ts'

/** A piece of SQL with the values to bind, in order. Names in it are ours, never a caller's. */
export interface Sql {
  text: string
  values: SQLInputValue[]
}

/** Matches nothing. */
export const NEVER: Sql = { text: '0', values: [] }
/** Sorts after every text that begins with what stands before it. */
const LAST_CHARACTER = '\u{10FFFF}'

/** How an attribute is written in SQL: to compare and order by, and as it was stored. */
export interface Operand {
  compare: string
  stored: string
  text: boolean
  array: boolean
  /** True when `compare` can use an index, so that ranges over it are worth writing. */
  indexed: boolean
  encode(value: Scalar): SQLInputValue
}

/** How what a list is about is written in SQL. */
export interface SqlAttributes {
  /** The parser has refused unknown names. */
  operand(attribute: string): Operand
  /** The condition that a full-text search sets. */
  search(attribute: string, text: string): Sql
  /** The SQL table of the boxes around an attribute's shapes, when an index keeps them. */
  boxes(attribute: string): string | null
  /** The condition that rows linked by a relationship set. */
  related(filter: RelatedFilter): Sql
}

/** The condition of all filters together; null for none. */
export function filtersSql(attributes: SqlAttributes, filters: readonly Filter[]): Sql | null {
  return joined(
    filters.map((filter) => filterSql(attributes, filter)),
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

/** The first condition, and the second one if there is one. */
export function both(first: Sql, second: Sql | null): Sql {
  if (second === null) return first
  return { text: `(${first.text}) AND (${second.text})`, values: [...first.values, ...second.values] }
}

function filterSql(attributes: SqlAttributes, filter: Filter): Sql {
  if (filter.kind === 'shape' || filter.kind === 'distance') {
    const { stored } = attributes.operand(filter.attribute)
    return geometrySql(filter, stored, attributes.boxes(filter.attribute))
  }
  if (filter.kind === 'related' || filter.kind === 'none') return attributes.related(filter)
  if (filter.kind !== 'column')
    return (
      joined(
        filter.filters.map((inner) => filterSql(attributes, inner)),
        filter.kind === 'and' ? ' AND ' : ' OR ',
      ) ?? NEVER
    )
  const operand = attributes.operand(filter.attribute)
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
      return attributes.search(filter.attribute, String(filter.values[0] ?? ''))
    case 'notSearch':
      return negated(attributes.search(filter.attribute, String(filter.values[0] ?? '')))
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
