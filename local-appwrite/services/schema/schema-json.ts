import { formatTime } from '../../store/format-time.ts'
import { relationshipsOf, sidesOf, type Relationship } from '../../store/tables/relationship.ts'
import type {
  Column,
  DatabaseDefinition,
  Index,
  TableDefinition,
} from '../../store/tables/table-definition.ts'
import { bytesUsed, ROW_BYTES_MAX } from './row-width.ts'
import { shownValue } from './shown-value.ts'

/** Answers of the schema, under the names of TablesDB or (legacy) of Databases. */
type Json = Record<string, unknown>

export function databaseJson(database: DatabaseDefinition): Json {
  return {
    $id: database.id,
    name: database.name,
    $createdAt: formatTime(database.createdAt),
    $updatedAt: formatTime(database.updatedAt),
    enabled: database.enabled,
    type: database.type,
  }
}

export function tableJson(table: TableDefinition, legacy: boolean): Json {
  return {
    $id: table.id,
    $createdAt: formatTime(table.createdAt),
    $updatedAt: formatTime(table.updatedAt),
    $permissions: table.permissions,
    databaseId: table.databaseId,
    name: table.name,
    enabled: table.enabled,
    [legacy ? 'documentSecurity' : 'rowSecurity']: table.rowSecurity,
    [legacy ? 'attributes' : 'columns']: columnsJson(table, legacy),
    indexes: table.indexes.map((index) => indexJson(index, legacy)),
    bytesMax: ROW_BYTES_MAX,
    bytesUsed: bytesUsed(table.columns, sidesOf(table).length),
  }
}

/** All columns of a table, relationships among them, in the order in which they were made. */
export function columnsJson(table: TableDefinition, legacy: boolean): Json[] {
  return [
    ...table.columns.map((column) => ({ number: column.number, json: columnJson(column) })),
    ...relationshipsOf(table).map((side) => ({ number: side.number, json: relationshipJson(side, legacy) })),
  ]
    .toSorted((left, right) => left.number - right.number)
    .map(({ json }) => json)
}

export function relationshipJson(
  side: Relationship,
  legacy: boolean,
  status: 'available' | 'processing' = 'available',
): Json {
  return {
    key: side.key,
    type: 'relationship',
    status,
    error: '',
    required: false,
    array: false,
    $createdAt: formatTime(side.createdAt),
    $updatedAt: formatTime(side.updatedAt),
    [legacy ? 'relatedCollection' : 'relatedTable']: side.relatedTable,
    relationType: side.relationType,
    twoWay: side.twoWay,
    twoWayKey: side.twoWayKey,
    onDelete: side.onDelete,
    side: side.side,
  }
}

/**
 * `status` is what the answer to a creation shows: work that Appwrite does in the background is done here at once. `as` is
 * the kind of column that the answer is shaped for, where that is not its own.
 */
export function columnJson(
  column: Column,
  status: 'available' | 'processing' = 'available',
  as: Pick<Column, 'type' | 'format'> = column,
): Json {
  const common = {
    key: column.key,
    type: column.type,
    status,
    error: '',
    required: column.required,
    array: column.array,
    $createdAt: formatTime(column.createdAt),
    $updatedAt: formatTime(column.updatedAt),
    default: shownValue(column.default),
  }
  switch (as.type) {
    case 'integer':
    case 'bigint':
    case 'double':
      return { ...common, min: column.min, max: column.max }
    case 'boolean':
    case 'point':
    case 'linestring':
    case 'polygon':
      return common
    case 'datetime':
      return { ...common, format: '' }
    case 'text':
    case 'mediumtext':
    case 'longtext':
      return { ...common, encrypt: column.encrypt }
    case 'varchar':
      return { ...common, size: column.size, encrypt: column.encrypt }
    case 'string':
      if (as.format === 'enum') return { ...common, elements: column.elements, format: 'enum' }
      if (as.format !== '') return { ...common, format: column.format }
      return { ...common, size: column.size, encrypt: column.encrypt }
  }
}

export function indexJson(
  index: Index,
  legacy: boolean,
  status: 'available' | 'processing' = 'available',
): Json {
  return {
    $id: index.id,
    $createdAt: formatTime(index.createdAt),
    $updatedAt: formatTime(index.updatedAt),
    key: index.key,
    type: index.type,
    status,
    error: '',
    [legacy ? 'attributes' : 'columns']: index.columns,
    lengths: index.lengths,
    orders: index.orders,
  }
}
