import type { RelationMethod, Shape } from '../geometry/geometry.ts'
import type { Relationship } from './relationship.ts'
import type { Scalar, TableDefinition } from './table-definition.ts'

/**
 * Whose rows a list may show: every row, or those that one of the roles may read. `few` means that the roles can
 * read so few rows that the list had better start from them.
 */
export type Readers = { kind: 'all' } | { kind: 'roles'; roles: readonly string[]; few?: boolean }

/** Comparisons that look at one column. */
export type FilterMethod =
  | 'equal'
  | 'notEqual'
  | 'lessThan'
  | 'lessThanEqual'
  | 'greaterThan'
  | 'greaterThanEqual'
  | 'between'
  | 'notBetween'
  | 'isNull'
  | 'isNotNull'
  | 'startsWith'
  | 'notStartsWith'
  | 'endsWith'
  | 'notEndsWith'
  | 'contains'
  | 'notContains'
  | 'containsAny'
  | 'containsAll'
  | 'search'
  | 'notSearch'

/** Comparisons that look at one column of shapes. Distances are in meters along the globe, or in degrees of the plane. */
export type GeometryFilter =
  | { kind: 'shape'; method: RelationMethod; negated: boolean; attribute: string; shape: Shape }
  | {
      kind: 'distance'
      comparison: '=' | '<>' | '>' | '<'
      attribute: string
      shape: Shape
      distance: number
      meters: boolean
    }

export type Filter =
  | { kind: 'column'; method: FilterMethod; attribute: string; values: Scalar[] }
  | GeometryFilter
  | { kind: 'and' | 'or'; filters: Filter[] }
  | RelatedFilter

/** Rows that are linked to a row for which all of `filters` hold; or, with `none`, to no row. */
export interface RelatedFilter {
  kind: 'related' | 'none'
  side: Relationship
  /** The table of the other side. */
  far: TableDefinition
  /** Whose rows there count. */
  readers: Readers
  filters: Filter[]
}

export type Order = { attribute: string; direction: 'ASC' | 'DESC' } | { random: true }

/** The queries of one list, parsed and checked. */
export interface Query {
  filters: Filter[]
  orders: Order[]
  limit: number
  offset: number
  cursor: { id: string; direction: 'after' | 'before' } | null
  /** Keys of the chosen columns; null means all. */
  select: string[] | null
  /** What was chosen of related rows, as `author.name`; absent when nothing was. */
  related?: string[]
}
