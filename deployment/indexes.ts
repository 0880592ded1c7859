import { OrderBy, TablesDBIndexType, type Models } from 'node-appwrite'
import type { Index } from '../contract/table.ts'
import { available, removed } from './available.ts'
import { found } from './found.ts'
import type { Place } from './place.ts'

/** Whether an index is as the contract wants it. */
export function sameIndex(there: Models.Table['indexes'][number], index: Index): boolean {
  return there.type === index.type && there.columns.join() === index.columns.join()
}

export async function removeIndex(
  { tables, databaseId }: Place,
  tableId: string,
  key: string,
): Promise<void> {
  await tables.deleteIndex({ databaseId, tableId, key })
  await removed(`the index ${tableId}.${key}`, () => found(tables.getIndex({ databaseId, tableId, key })))
}

export async function addIndex(place: Place, tableId: string, index: Index): Promise<void> {
  const { tables, databaseId } = place
  await tables.createIndex({
    databaseId,
    tableId,
    key: index.key,
    type: indexTypes[index.type],
    columns: [...index.columns],
    ...(index.orders === undefined ? {} : { orders: index.orders.map((order) => indexOrders[order]) }),
  })
  await available(`${tableId}.${index.key}`, () => tables.getIndex({ databaseId, tableId, key: index.key }))
}

const indexTypes = {
  key: TablesDBIndexType.Key,
  unique: TablesDBIndexType.Unique,
  fulltext: TablesDBIndexType.Fulltext,
} as const
const indexOrders = { ASC: OrderBy.Asc, DESC: OrderBy.Desc } as const
