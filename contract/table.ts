/** The shapes in which `contract/tables/` defines what Appwrite stores. Lengths are in characters. */
export type Column =
  | { readonly type: 'string'; readonly size: number; readonly required?: true; readonly array?: true }
  | { readonly type: 'enum'; readonly elements: readonly string[]; readonly default?: string }
  | { readonly type: 'integer'; readonly min: number; readonly max: number; readonly default?: number }
  | { readonly type: 'boolean'; readonly default?: boolean }
  | { readonly type: 'datetime' }

export type Columns = Readonly<Record<string, Column>>

export interface Index<Key extends string = string> {
  readonly key: string
  readonly type: 'key' | 'unique' | 'fulltext'
  readonly columns: readonly Key[]
  readonly orders?: readonly ('ASC' | 'DESC')[]
}

/**
 * One table. `permissions` apply to all of its rows; with `rowSecurity` a row may grant more.
 * `indexes` name every query that the product makes.
 */
export interface Table<C extends Columns = Columns> {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly rowSecurity: boolean
  readonly columns: C
  readonly indexes: readonly Index<Extract<keyof C, string>>[]
}

type ScalarOf<C extends Column> = C extends { type: 'enum'; elements: readonly (infer E)[] }
  ? E
  : C extends { type: 'integer' }
    ? number
    : C extends { type: 'boolean' }
      ? boolean
      : string

type ValueOf<C extends Column> = C extends { array: true }
  ? ScalarOf<C>[]
  : C extends { required: true } | { default: string | number | boolean }
    ? ScalarOf<C>
    : ScalarOf<C> | null

/** What Appwrite adds to every row: times are ISO 8601 in UTC, `$sequence` counts the rows of a table upwards. */
export interface RowMeta {
  readonly $id: string
  readonly $sequence: number
  readonly $createdAt: string
  readonly $updatedAt: string
}

/** A row's values, by its columns. */
export type Values<C extends Columns> = { -readonly [K in keyof C]: ValueOf<C[K]> }

/** A row as `readRow` gives it. */
export type Row<C extends Columns> = RowMeta & Values<C>
