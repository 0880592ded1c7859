import type { Database } from '../../store/database.ts'
import type { Index, TableDefinition } from '../../store/tables/table-definition.ts'
import { createIndex, dropIndex } from '../../store/tables/table-storage.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { uniqueId } from '../unique-id.ts'
import { requireFittingIndex, type IndexSpec } from './index-fault.ts'
import type { Tables } from './tables.ts'

/** Indexes a table may have. */
const INDEXES_MAX = 64

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
    createdAt: now,
    updatedAt: now,
  }
}

export interface Indexes {
  get(databaseId: string, tableId: string, key: string): Index
  create(databaseId: string, tableId: string, spec: IndexSpec): Promise<Index>
  delete(databaseId: string, tableId: string, key: string): Promise<void>
}

export function createIndexService(store: Database, tables: Tables): Indexes {
  const find = (table: TableDefinition, key: string): Index => {
    const index = table.indexes.find((one) => one.key.toLowerCase() === key.toLowerCase())
    if (index === undefined)
      throw new AppwriteError('column_index_not_found', `Index '${key}' could not be found.`)
    return index
  }

  return {
    get: (databaseId, tableId, key) => find(tables.table(databaseId, tableId), key),

    async create(databaseId, tableId, spec) {
      const table = await tables.changeTable(databaseId, tableId, (changing) => {
        if (changing.indexes.length >= INDEXES_MAX) throw new AppwriteError('index_limit_exceeded')
        requireFittingIndex(changing, spec, false)
        if (changing.indexes.some(({ key }) => key.toLowerCase() === spec.key.toLowerCase()))
          throw new AppwriteError('column_index_already_exists')
        const numbered = { ...indexFrom(spec), number: changing.nextNumber }
        changing.indexes.push(numbered)
        changing.nextNumber += 1
        createIndex(store, changing, numbered)
        return changing
      })
      return find(table, spec.key)
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
