import { columnOf, kindOf, type TableDefinition } from '../store/table-definition.ts'
import type { Query } from '../store/query.ts'
import { parseQueries, type Attribute, type QuerySchema } from './parse-queries.ts'

const OWN_FIELDS: Readonly<Record<string, Attribute>> = {
  $id: { type: 'text', array: false },
  $sequence: { type: 'sequence', array: false },
  $createdAt: { type: 'time', array: false },
  $updatedAt: { type: 'time', array: false },
  $permissions: { type: 'text', array: true },
}
/** What `select` may name besides columns; it makes no difference, because these are always answered. */
const SELECTABLE: ReadonlySet<string> = new Set([
  ...Object.keys(OWN_FIELDS),
  '$databaseId',
  '$tableId',
  '$collectionId',
])

/** Parses the queries of a list of rows against the columns of its table. */
export function parseRowQueries(
  table: TableDefinition,
  texts: readonly string[],
  defaultLimit?: number,
): Query {
  return parseQueries(texts, schemaOf(table), defaultLimit)
}

function schemaOf(table: TableDefinition): QuerySchema {
  return {
    fault: 'general_query_invalid',
    attribute(name) {
      const own = Object.hasOwn(OWN_FIELDS, name) ? OWN_FIELDS[name] : undefined
      if (own !== undefined) return own
      const column = columnOf(table, name)
      if (column === null) return null
      return { type: kindOf(column), array: column.array, filterable: !column.encrypt }
    },
    isSearchable: (name) =>
      table.indexes.some(
        ({ type, columns }) => type === 'fulltext' && columns.length === 1 && columns[0] === name,
      ),
    selectable: (name) => SELECTABLE.has(name) || columnOf(table, name) !== null,
  }
}
