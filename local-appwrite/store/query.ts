import type { Shape } from './geometry.ts'
import type { Scalar } from './table-definition.ts'

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
  | 'regex'

/** How the shape of a column may lie to another one; edges are part of a shape. */
export type RelationMethod = 'equal' | 'contains' | 'intersects' | 'touches' | 'crosses' | 'overlaps'

/** Comparisons that look at one column of shapes. Distances are in meters along the globe, or in degrees of the plane. */
export type GeometryFilter =
  | { kind: 'relation'; method: RelationMethod; negated: boolean; attribute: string; shape: Shape }
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

export type Order = { attribute: string; direction: 'ASC' | 'DESC' } | { random: true }

/** The queries of one list, parsed and checked. */
export type Query = {
  filters: Filter[]
  orders: Order[]
  limit: number
  offset: number
  cursor: { id: string; direction: 'after' | 'before' } | null
  /** Keys of the chosen columns; null means all. */
  select: string[] | null
}
