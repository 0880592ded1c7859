import type { Database } from '../../store/database.ts'
import { relationshipOf, sidesOf } from '../../store/tables/relationship.ts'
import {
  columnOf,
  defaultOf,
  isText,
  type Column,
  type TableDefinition,
  type Value,
} from '../../store/tables/table-definition.ts'
import { addColumn, createIndex, dropColumn, dropIndex } from '../../store/tables/table-storage.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isTaken, requireFittingColumns } from './column-limits.ts'
import { checkValue } from './column-values.ts'
import { requireShapes, requireShapesToStay } from './geometry-columns.ts'
import { indexFault } from './index-fault.ts'
import type { RelationshipColumns } from './relationship-columns.ts'
import type { Tables } from './tables.ts'

/** Characters of the text types that name no size, in MariaDB's bytes. */
const TEXT_SIZES = { text: 16_383, mediumtext: 4_194_303, longtext: 1_073_741_823 } as const
/** Sizes of the texts whose format implies one. */
const FORMAT_SIZES = { email: 254, url: 2000, ip: 39, enum: 255 } as const

/** What describes a column to be; what is left out takes the type's own value. */
export type ColumnSpec = Pick<Column, 'key' | 'type'> &
  Partial<
    Pick<
      Column,
      'format' | 'size' | 'required' | 'array' | 'min' | 'max' | 'elements' | 'encrypt' | 'narrow'
    > & {
      /** As sent; checked here. */
      default: unknown
    }
  >

/** Changes of a column; null leaves as it is. The default is always stated. */
export interface ColumnChange {
  required: boolean
  default: unknown
  newKey: string | null
  size: number | null
  min: number | bigint | null
  max: number | bigint | null
  elements: string[] | null
}

/** The complete column for a specification, or the refusal of what contradicts itself. Its number is given later. */
export function columnFrom(spec: ColumnSpec): Column {
  const now = Date.now()
  const column: Column = {
    number: 0,
    key: spec.key,
    type: spec.type,
    format: spec.format ?? '',
    size: spec.size ?? impliedSize(spec),
    required: spec.required ?? false,
    array: spec.array ?? false,
    default: null,
    min: spec.min ?? null,
    max: spec.max ?? null,
    elements: spec.elements ?? [],
    encrypt: spec.encrypt ?? false,
    ...(spec.narrow === true ? { narrow: true } : {}),
    createdAt: now,
    updatedAt: now,
    hasKey: false,
  }
  return { ...column, default: checkedDefault(column, spec.default ?? null) }
}

function impliedSize(spec: ColumnSpec): number {
  if (spec.type === 'text' || spec.type === 'mediumtext' || spec.type === 'longtext')
    return TEXT_SIZES[spec.type]
  const format = spec.format ?? ''
  return format === '' ? 0 : FORMAT_SIZES[format]
}

function checkedDefault(column: Column, value: unknown): Value {
  if (column.min !== null && column.max !== null && column.min > column.max)
    throw new AppwriteError('column_value_invalid', 'Minimum value must be lesser than maximum value')
  if (value === null) return null
  if (column.required)
    throw new AppwriteError('column_default_unsupported', 'Cannot set default value for required attribute')
  if (column.array)
    throw new AppwriteError('column_default_unsupported', 'Cannot set default value for array attributes')
  try {
    const checked = checkValue(column, value)
    // A date is stated as it was sent; rows get it as dates are kept.
    return column.type === 'datetime' && typeof value === 'string' ? value : checked
  } catch (error) {
    throw new AppwriteError('column_value_invalid', 'The default does not fit the column.', { cause: error })
  }
}

export interface Columns {
  get(databaseId: string, tableId: string, key: string): Column
  create(databaseId: string, tableId: string, spec: ColumnSpec): Promise<Column>
  update(databaseId: string, tableId: string, key: string, change: ColumnChange): Promise<Column>
  delete(databaseId: string, tableId: string, key: string): Promise<void>
}

export function createColumnService(
  store: Database,
  tables: Tables,
  relationships: RelationshipColumns,
): Columns {
  const find = (table: TableDefinition, key: string): Column => {
    const column = columnOf(table, key)
    if (column === null && relationshipOf(table, key) !== null)
      throw new AppwriteError('column_type_invalid', `Column '${key}' is a relationship.`)
    if (column === null)
      throw new AppwriteError('column_not_found', `Column with the key '${key}' could not be found.`)
    return column
  }

  return {
    get: (databaseId, tableId, key) => find(tables.table(databaseId, tableId), key),

    async create(databaseId, tableId, spec) {
      tables.table(databaseId, tableId)
      const made = columnFrom(spec)
      const table = await tables.changeTable(databaseId, tableId, (changing) => {
        if (isTaken(changing, spec.key))
          throw new AppwriteError('column_already_exists', 'Column with the requested key already exists.')
        const column = { ...made, number: changing.nextNumber }
        changing.columns.push(column)
        changing.nextNumber += 1
        requireFittingColumns(changing.columns, sidesOf(changing).length)
        requireShapes(store, changing, column)
        addColumn(store, changing, column)
        return changing
      })
      return find(table, spec.key)
    },

    async update(databaseId, tableId, key, change) {
      const table = await tables.changeTable(databaseId, tableId, (changing) => {
        const column = find(changing, key)
        const newKey = change.newKey ?? key
        // Routes are named after types, but change a column of any type.
        const size = isText(column) ? (change.size ?? column.size) : column.size
        if (size < column.size) requireShort(store, changing, column, size)
        requireShapesToStay(store, changing, column, change.required)
        const isBounded = column.min !== null || column.max !== null
        const lasting = defaultOf(column)
        if (column.format === 'enum' && change.elements?.length === 0)
          throw new AppwriteError('column_value_invalid', 'Enum elements must not be empty')
        Object.assign(column, {
          key: newKey,
          required: change.required,
          size,
          // A column made without bounds never gets any.
          min: isBounded ? (change.min ?? column.min) : null,
          max: isBounded ? (change.max ?? column.max) : null,
          elements: column.format === 'enum' ? (change.elements ?? column.elements) : column.elements,
          updatedAt: Date.now(),
        })
        column.default = checkedDefault(column, change.default)
        // Taking the default away only hides it: new rows still get the one before, unless they must have a value.
        column.lastingDefault = change.required ? null : (column.default ?? lasting)
        for (const index of changing.indexes)
          index.columns = index.columns.map((name) => (name === key ? newKey : name))
        requireFittingIndexes(changing)
        if (newKey !== key && changing.columns.some((other) => other !== column && isKey(other, newKey)))
          throw new AppwriteError('column_already_exists')
        if (newKey !== key && relationshipOf(changing, newKey) !== null)
          throw new AppwriteError('column_already_exists')
        requireFittingColumns(changing.columns, sidesOf(changing).length)
        return changing
      })
      return find(table, change.newKey ?? key)
    },

    async delete(databaseId, tableId, key) {
      if (relationshipOf(tables.table(databaseId, tableId), key) !== null) {
        await relationships.delete(databaseId, tableId, key)
        return
      }
      await tables.changeTable(databaseId, tableId, (changing) => {
        const column = find(changing, key)
        const affected = changing.indexes.filter(({ columns }) => columns.includes(key))
        for (const index of affected) {
          dropIndex(store, changing, index)
          // An index outlives its columns in name, until somebody deletes it.
          const kept = index.columns.flatMap((name, place) => (name === key ? [] : [place]))
          index.lengths = kept.map((place) => index.lengths[place] ?? 0)
          index.orders = kept.flatMap((place) => index.orders[place] ?? [])
          index.columns = kept.flatMap((place) => index.columns[place] ?? [])
        }
        changing.columns = changing.columns.filter((other) => other !== column)
        dropColumn(store, changing, column)
        for (const index of affected) createIndex(store, changing, index)
        return changing
      })
    },
  }
}

function isKey({ key }: Column, wanted: string): boolean {
  return key.toLowerCase() === wanted.toLowerCase()
}

/** @throws AppwriteError column_index_invalid when a change of a column leaves an index that can't be */
function requireFittingIndexes(table: TableDefinition): void {
  for (const index of table.indexes) {
    const fault = index.columns.length === 0 ? null : indexFault(table.columns, index)
    if (fault !== null) throw new AppwriteError('column_index_invalid', fault)
  }
}

function requireShort(store: Database, table: TableDefinition, column: Column, size: number): void {
  if (!isText(column) || column.array) return
  const name = `c${column.number}`
  const longer = store.get(`SELECT 1 FROM rows_${table.number} WHERE length(${name}) > ? LIMIT 1`, size)
  if (longer !== undefined)
    throw new AppwriteError('column_invalid_resize', 'Existing values are longer than the new size.')
}
