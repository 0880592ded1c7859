import type { Database } from '../../store/database.ts'
import { relationshipOf } from '../../store/tables/relationship.ts'
import { columnOf, isText, type Index, type TableDefinition } from '../../store/tables/table-definition.ts'
import { createIndex, dropIndex, DuplicateValues } from '../../store/tables/table-storage.ts'
import { AppwriteError, type AppwriteErrorType } from '../appwrite-error.ts'
import { uniqueId } from '../unique-id.ts'
import { spatialFault } from './spatial-indexes.ts'
import type { Tables } from './tables.ts'

/** Indexes a table may have. */
const INDEXES_MAX = 64
/** The server's own fields that can be indexed. */
const OWN_FIELDS: ReadonlySet<string> = new Set(['$id', '$createdAt', '$updatedAt', '$sequence'])

export type IndexSpec = Pick<Index, 'key' | 'type' | 'columns' | 'lengths' | 'orders'>

/** The complete index for a specification; its number is given later. */
export function indexFrom(spec: IndexSpec): Index {
  const now = Date.now()
  return {
    number: 0,
    id: uniqueId(),
    key: spec.key,
    type: spec.type,
    columns: spec.columns,
    lengths: spec.columns.map((_column, place) => spec.lengths[place] ?? 0),
    orders: spec.orders,
    status: 'available',
    error: '',
    createdAt: now,
    updatedAt: now,
  }
}

/**
 * Refuses an index that the table can't have. Appwrite answers several types for it; `onCreation` is true when the
 * index comes with its table, where there is only one.
 */
export function requireFittingIndex(
  table: Pick<TableDefinition, 'columns' | 'relationships'>,
  spec: IndexSpec,
  onCreation: boolean,
): void {
  const refuse = (type: AppwriteErrorType, why: string) =>
    new AppwriteError(onCreation ? 'column_index_invalid' : type, why)
  if (spec.columns.length === 0) throw refuse('column_index_invalid', 'No columns provided for the index.')
  if (new Set(spec.columns).size !== spec.columns.length)
    throw refuse('column_index_invalid', 'Duplicate columns provided.')
  for (const key of spec.columns) {
    if (OWN_FIELDS.has(key)) continue
    if (relationshipOf(table, key) !== null)
      throw refuse('column_type_invalid', `Cannot create an index for a relationship column: ${key}`)
    const column = columnOf({ columns: table.columns }, key)
    if (column === null) throw refuse('column_unknown', `Unknown column: ${key}.`)
    if (column.array) throw refuse('index_invalid', 'Creating indexes on array columns is not supported.')
    if (spec.type === 'fulltext' && !isText(column))
      throw refuse(
        'column_index_invalid',
        `Column "${key}" cannot be part of a fulltext index, must be of type string`,
      )
  }
  const fault = spatialFault(table.columns, spec)
  if (fault !== null) throw refuse('column_index_invalid', fault)
}

export type Indexes = {
  get(databaseId: string, tableId: string, key: string): Index
  create(databaseId: string, tableId: string, spec: IndexSpec): Promise<Index>
  delete(databaseId: string, tableId: string, key: string): Promise<void>
}

export function openIndexes(store: Database, tables: Tables): Indexes {
  const find = (table: TableDefinition, key: string): Index => {
    const index = table.indexes.find((one) => one.key === key)
    if (index === undefined)
      throw new AppwriteError('column_index_not_found', `Index '${key}' could not be found.`)
    return index
  }

  return {
    get: (databaseId, tableId, key) => find(tables.table(databaseId, tableId), key),

    async create(databaseId, tableId, spec) {
      const build = (index: Index) =>
        tables.changeTable(databaseId, tableId, (changing) => {
          if (changing.indexes.some(({ key }) => key === spec.key))
            throw new AppwriteError('column_index_already_exists')
          if (changing.indexes.length >= INDEXES_MAX) throw new AppwriteError('index_limit_exceeded')
          requireFittingIndex(changing, spec, false)
          const numbered = { ...index, number: changing.nextNumber }
          changing.indexes.push(numbered)
          changing.nextNumber += 1
          if (numbered.status === 'available') createIndex(store, changing, numbered)
          return changing
        })
      const index = indexFrom(spec)
      try {
        return find(await build(index), spec.key)
      } catch (error) {
        if (!(error instanceof DuplicateValues)) throw error
        const failed: Index = { ...index, status: 'failed', error: 'The rows hold repeated values.' }
        return find(await build(failed), spec.key)
      }
    },

    async delete(databaseId, tableId, key) {
      await tables.changeTable(databaseId, tableId, (changing) => {
        const index = find(changing, key)
        dropIndex(store, changing, index)
        changing.indexes = changing.indexes.filter((other) => other !== index)
        return changing
      })
    },
  }
}
