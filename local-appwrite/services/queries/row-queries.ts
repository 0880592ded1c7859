import type { Query } from '../../store/tables/query.ts'
import { isToMany, relationshipOf } from '../../store/tables/relationship.ts'
import { columnOf, kindOf, type TableDefinition } from '../../store/tables/table-definition.ts'
import type { RelatedTables } from '../schema/related-tables.ts'
import { parseQueries, type Attribute, type QuerySchema } from './parse-queries.ts'
import { linkFilters, splitPath } from './related-filters.ts'

const OWN_FIELDS: Readonly<Record<string, Attribute>> = {
  $id: { type: 'text', array: false },
  $sequence: { type: 'sequence', array: false },
  $createdAt: { type: 'time', array: false },
  $updatedAt: { type: 'time', array: false },
  $permissions: { type: 'text', array: true },
}
/** Relationships one name of a query may lead through. */
const PATH_MAX = 12
/** What `select` may name besides columns; it makes no difference, because these are always answered. */
const SELECTABLE: ReadonlySet<string> = new Set([
  ...Object.keys(OWN_FIELDS),
  '$databaseId',
  '$tableId',
  '$collectionId',
])

/**
 * Parses the queries of a list of rows against the columns of its table. With `related`, they may be about linked rows
 * too.
 */
export function parseRowQueries(
  table: TableDefinition,
  texts: readonly string[],
  related: RelatedTables | null,
  defaultLimit?: number,
): Query {
  const query = parseQueries(texts, schemaOf(table, related), defaultLimit)
  return related === null ? query : { ...query, filters: linkFilters(table, query.filters, related) }
}

function schemaOf(table: TableDefinition, related: RelatedTables | null, depth = 0): QuerySchema {
  const behind = (name: string): { schema: QuerySchema; rest: string } | null => {
    const path = related === null || depth >= PATH_MAX ? null : splitPath(table, name)
    if (related === null || path === null) return null
    return { schema: schemaOf(related.far(table, path.side), related, depth + 1), rest: path.rest }
  }
  return {
    fault: 'general_query_invalid',
    attribute(name) {
      const own = Object.hasOwn(OWN_FIELDS, name) ? OWN_FIELDS[name] : undefined
      if (own !== undefined) return own
      const column = columnOf(table, name)
      if (column === null) return related === null ? null : linkedAttribute(name)
      return { type: kindOf(column), array: column.array, filterable: !column.encrypt }
    },
    isSearchable: (name) =>
      table.indexes.some(
        ({ type, columns }) => type === 'fulltext' && columns.length === 1 && columns[0] === name,
      ) || isSearchableBehind(name),
    selectable: (name) => SELECTABLE.has(name) || columnOf(table, name) !== null || isLinked(name),
    // A relationship can't be chosen by itself, only what is behind it.
    selectableWithAll: (name) => relationshipOf(table, name) !== null,
    leadsTo(name) {
      const path = related === null || depth >= PATH_MAX ? null : splitPath(table, name)
      if (path === null) return null
      return isToMany(path.side) ? 'many' : 'one'
    },
  }

  function linkedAttribute(name: string): Attribute | null {
    const side = relationshipOf(table, name)
    if (side !== null) return isToMany(side) ? null : { type: 'link', array: false }
    const path = behind(name)
    const found = path === null ? null : path.schema.attribute(path.rest)
    return found === null ? null : { ...found, away: true }
  }

  function isLinked(name: string): boolean {
    const path = behind(name)
    return path !== null && (path.rest === '*' || path.schema.selectable(path.rest))
  }

  function isSearchableBehind(name: string): boolean {
    const path = behind(name)
    return path !== null && path.schema.isSearchable(path.rest)
  }
}
