import type { GeometryType, Shape } from '../geometry/geometry.ts'
import type { Relationship } from './relationship.ts'

/** How a column is kept and checked. `text` covers every kind of text; its `size` is in characters. */
export type ColumnType =
  | 'string'
  | 'varchar'
  | 'text'
  | 'mediumtext'
  | 'longtext'
  | 'integer'
  | 'bigint'
  | 'double'
  | 'boolean'
  | 'datetime'
  | GeometryType

/** A narrower rule for the texts of a `string` column; '' is none. */
export type ColumnFormat = '' | 'email' | 'url' | 'ip' | 'enum'

/** A value as the API gives and takes it. Dates are ISO text, integers beyond 2^53 bigints. */
export type Scalar = string | number | bigint | boolean | null
export type Value = Scalar | Scalar[] | Shape

export interface Column {
  /** Names the SQL column `c<number>`; never reused within a table. */
  number: number
  key: string
  type: ColumnType
  format: ColumnFormat
  /** Characters a text may have; 0 for other types. */
  size: number
  required: boolean
  array: boolean
  /** As it was stated; null: none. */
  default: Value
  /** What new rows get, where that is another value than `default`. */
  lastingDefault?: Value
  /** True for whole numbers of 32 bits, whatever the bounds. */
  narrow?: boolean
  /** Bounds of numbers; null means those of the type. */
  min: number | bigint | null
  max: number | bigint | null
  /** Allowed texts of an enum. */
  elements: string[]
  encrypt: boolean
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** True when `k<number>` holds the comparison key of the text, which indexes need. */
  hasKey: boolean
}

export interface Index {
  /** Names the SQL index `i<table>_<number>`. */
  number: number
  id: string
  key: string
  type: 'key' | 'unique' | 'fulltext' | 'spatial'
  columns: string[]
  lengths: number[]
  /** As they were sent, in whatever case; may be fewer or more than columns. */
  orders: (string | null)[]
  createdAt: number
  updatedAt: number
}

export interface TableDefinition {
  /** Names the SQL tables `rows_<number>` and `readers_<number>`. */
  number: number
  databaseId: string
  id: string
  name: string
  enabled: boolean
  rowSecurity: boolean
  permissions: string[]
  columns: Column[]
  /** Its sides of relationships, also those that it doesn't show; absent when there never was one. */
  relationships?: Relationship[]
  indexes: Index[]
  createdAt: number
  updatedAt: number
  /** Next number for a column or an index of this table. */
  nextNumber: number
}

export interface DatabaseDefinition {
  id: string
  name: string
  enabled: boolean
  /** Which family of routes made it; both reach it. */
  type: 'tablesdb' | 'legacy'
  createdAt: number
  updatedAt: number
}

/** What a row gets for a column that nothing was said about. */
export function defaultOf(column: Column): Value {
  return column.lastingDefault === undefined ? column.default : column.lastingDefault
}

/** The column with this key, or null. */
export function columnOf(table: Pick<TableDefinition, 'columns'>, key: string): Column | null {
  return table.columns.find((column) => column.key === key) ?? null
}

/** What the values of a column are, whatever its type is called. */
export type ValueKind = 'text' | 'integer' | 'double' | 'boolean' | 'time' | GeometryType

export function kindOf(column: Column): ValueKind {
  switch (column.type) {
    case 'string':
    case 'varchar':
    case 'text':
    case 'mediumtext':
    case 'longtext':
      return 'text'
    case 'integer':
    case 'bigint':
      return 'integer'
    case 'datetime':
      return 'time'
    case 'double':
    case 'boolean':
    case 'point':
    case 'linestring':
    case 'polygon':
      return column.type
  }
}

/** True for columns that hold text. */
export function isText(column: Column): boolean {
  return kindOf(column) === 'text'
}
