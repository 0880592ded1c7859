import type { TableDefinition, Value } from './table-definition.ts'

/**
 * One row. `values` holds every column of its table (of a list with `select`: the chosen ones), and the id that a
 * relationship with one row at most gives. What a relationship leads to is in `related`, once somebody looked it up.
 */
export interface Row {
  /** 0 for a row that is not stored yet. */
  sequence: number
  id: string
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  permissions: string[]
  values: Map<string, Value>
  related?: Map<string, RelatedRows>
}

/** The rows a relationship leads to; `many` is false for those with one row at most. */
export interface RelatedRows {
  table: TableDefinition
  many: boolean
  rows: Row[]
}
