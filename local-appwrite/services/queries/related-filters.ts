import type { Filter } from '../../store/tables/query.ts'
import { relationshipOf, relationshipsOf, type Relationship } from '../../store/tables/relationship.ts'
import { columnOf, type TableDefinition } from '../../store/tables/table-definition.ts'
import type { RelatedTables } from '../schema/related-tables.ts'

type ColumnFilter = Extract<Filter, { kind: 'column' }>

/** The side that a name like `author.name` starts with, and the rest of the name; null for plain names. */
export function splitPath(table: TableDefinition, name: string): { side: Relationship; rest: string } | null {
  const dot = name.indexOf('.')
  if (dot < 1 || columnOf(table, name) !== null) return null
  const side = relationshipOf(table, name.slice(0, dot))
  return side === null ? null : { side, rest: name.slice(dot + 1) }
}

/**
 * Turns filters on linked rows (`author.name`, and `author` itself, which is an id) into filters on the
 * tables that are meant. All that is said about one relationship has to be true of the same linked row, which the
 * caller can read.
 */
export function linkFilters(
  table: TableDefinition,
  filters: readonly Filter[],
  related: RelatedTables,
): Filter[] {
  if (relationshipsOf(table).length === 0) return [...filters]
  const inner = new Map<Relationship, Filter[]>()
  const linked: Filter[] = []
  for (const filter of filters) {
    const path = 'attribute' in filter ? splitPath(table, filter.attribute) : null
    if (path === null || !('attribute' in filter)) linked.push(linkOne(table, filter, related))
    else inner.set(path.side, [...(inner.get(path.side) ?? []), { ...filter, attribute: path.rest }])
  }
  for (const [side, those] of inner) {
    const far = related.far(table, side)
    const readers = related.readers(far) ?? { kind: 'roles', roles: [] }
    linked.push({ kind: 'related', side, far, readers, filters: linkFilters(far, those, related) })
  }
  return linked
}

function linkOne(table: TableDefinition, filter: Filter, related: RelatedTables): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, filters: filter.filters.map((one) => linkOne(table, one, related)) }
    case 'related':
    case 'none':
    case 'shape':
    case 'distance':
      return filter
    case 'column': {
      const side = columnOf(table, filter.attribute) === null ? relationshipOf(table, filter.attribute) : null
      return side === null ? filter : linkedIdFilter(table, side, filter, related)
    }
  }
}

function linkedIdFilter(
  table: TableDefinition,
  side: Relationship,
  filter: ColumnFilter,
  related: RelatedTables,
): Filter {
  const any = { side, far: related.far(table, side), readers: { kind: 'all' } } as const
  if (filter.method === 'isNull') return { ...any, kind: 'none', filters: [] }
  const filters = filter.method === 'isNotNull' ? [] : [{ ...filter, attribute: '$id' }]
  return { ...any, kind: 'related', filters }
}
