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

export type Filter =
  | { kind: 'column'; method: FilterMethod; attribute: string; values: Scalar[] }
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
