import { comparisonKey } from '../blind-text.ts'
import { boxesName } from './box-index.ts'
import { filtersSql, joined, NEVER, type Operand, type Sql, type SqlAttributes } from './query-sql.ts'
import type { RelatedFilter } from './query.ts'
import { readersSql } from './readers-sql.ts'
import { linkedIdSql, linkNames } from './relationship-sql.ts'
import { relationshipOf } from './relationship.ts'
import { encodeScalar } from './row-codec.ts'
import { columnOf, isText, type Column, type TableDefinition } from './table-definition.ts'
import { searchExpression } from '../word-search.ts'

/** The columns of a table, and what every row has, as queries compare them. */
export function tableAttributes(table: TableDefinition): SqlAttributes {
  return {
    operand: (attribute) => operandOf(table, attribute),
    search: (attribute, text) => searchSql(table, attribute, text),
    boxes: (attribute) => boxesOf(table, attribute),
    related: relatedSql,
  }
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
      const side = column === null ? relationshipOf(table, attribute) : null
      if (side !== null) {
        const id = linkedIdSql(table.number, side)
        return { ...plain, compare: id, stored: id, text: true, indexed: false, encode: String }
      }
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

function boxesOf(table: TableDefinition, attribute: string): string | null {
  const index = table.indexes.find(({ type, columns }) => type === 'spatial' && columns[0] === attribute)
  return index === undefined ? null : boxesName(table, index)
}

function relatedSql({ kind, side, far, readers, filters }: RelatedFilter): Sql {
  const names = linkNames(side)
  const linked = `SELECT ${names.near} FROM ${names.table}`
  if (kind === 'none') return { text: `sequence NOT IN (${linked})`, values: [] }
  const rows = `rows_${far.number}`
  const where = joined(
    [filtersSql(tableAttributes(far), filters), readersSql(far, readers)].filter((part) => part !== null),
    ' AND ',
  )
  return {
    text: `sequence IN (${linked} JOIN ${rows} ON ${rows}.sequence = ${names.far}${where === null ? '' : ` WHERE ${where.text}`})`,
    values: where?.values ?? [],
  }
}

function searchSql(table: TableDefinition, attribute: string, text: string): Sql {
  const index = table.indexes.find(
    ({ type, columns }) => type === 'fulltext' && columns.length === 1 && columns[0] === attribute,
  )
  // The server's own tables are searched without an index.
  if (index === undefined)
    return { text: `contains_words(${operandOf(table, attribute).stored}, ?)`, values: [text] }
  const expression = searchExpression(text)
  if (expression === null) return NEVER
  const words = `words_${table.number}_${index.number}`
  return { text: `sequence IN (SELECT rowid FROM ${words} WHERE ${words} MATCH ?)`, values: [expression] }
}
