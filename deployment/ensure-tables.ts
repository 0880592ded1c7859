import { Query, type Models } from 'node-appwrite'
import type { Column, Table } from '../contract/table.ts'
import { addColumn, inlineColumn, sameColumn, widenEnum } from './columns.ts'
import { found } from './found.ts'
import { addIndex, removeIndex, sameIndex } from './indexes.ts'
import type { Place } from './place.ts'
import { sameSet } from './same-set.ts'

/** What had to be done to one table; nothing when it was as it should be. */
export type Change =
  | { readonly kind: 'database_created' | 'table_created' | 'table_updated'; readonly id: string }
  | { readonly kind: 'column_added' | 'index_added'; readonly id: string }
  /** The column takes values that it did not take before. */
  | { readonly kind: 'column_widened'; readonly id: string }
  /** It was of another type, or over other columns. */
  | { readonly kind: 'index_replaced'; readonly id: string }
  /** Rows that were there before the column, or its default, have the default now. */
  | { readonly kind: 'rows_filled'; readonly id: string }
  /** A column is of another type or size than the contract's. Changing it may lose data, so a person decides. */
  | { readonly kind: 'column_differs'; readonly id: string }
  /** A column that the contract doesn't know has to be given in every new row: none can be made. A person decides. */
  | { readonly kind: 'column_in_the_way'; readonly id: string }

/** As many rows as Appwrite writes in one call. */
const FILLED_AT_ONCE = 100

/**
 * Makes the database and its tables, adds what is missing to tables that are there, and never takes anything away.
 * Running it again changes nothing.
 */
export async function ensureTables(place: Place, tables: readonly Table[]): Promise<Change[]> {
  const changes: Change[] = []
  if ((await found(place.tables.get({ databaseId: place.databaseId }))) === null) {
    await place.tables.create({ databaseId: place.databaseId, name: 'Chat' })
    changes.push({ kind: 'database_created', id: place.databaseId })
  }
  for (const table of tables) changes.push(...(await ensureTable(place, table)))
  return changes
}

async function ensureTable(place: Place, table: Table): Promise<Change[]> {
  const at = { databaseId: place.databaseId, tableId: table.id }
  const present = await found(place.tables.getTable(at))
  const settings = {
    ...at,
    name: table.name,
    permissions: [...table.permissions],
    rowSecurity: table.rowSecurity,
    enabled: true,
  }
  if (present === null) {
    await place.tables.createTable({
      ...settings,
      columns: Object.entries(table.columns).map(([key, column]) => inlineColumn(key, column)),
      indexes: table.indexes.map((index) => ({
        key: index.key,
        type: index.type,
        attributes: [...index.columns],
        // Appwrite refuses a list that is shorter than that of the columns, an empty one too.
        ...(index.orders === undefined ? {} : { orders: [...index.orders] }),
      })),
    })
    return [{ kind: 'table_created', id: table.id }]
  }
  const isCurrent =
    present.name === table.name &&
    present.rowSecurity === table.rowSecurity &&
    present.enabled &&
    sameSet(present.$permissions, table.permissions)
  if (!isCurrent) await place.tables.updateTable(settings)
  return [
    ...(isCurrent ? [] : [{ kind: 'table_updated', id: table.id } as const]),
    ...(await ensureColumns(place, table, present)),
    ...(await ensureIndexes(place, table, present)),
    ...(await fillDefaults(place, table)),
  ]
}

async function ensureColumns(place: Place, table: Table, present: Models.Table): Promise<Change[]> {
  const changes: Change[] = []
  for (const [key, column] of Object.entries(table.columns)) {
    const there = present.columns.find((one) => one.key === key)
    if (there === undefined) {
      await addColumn(place, table.id, key, column)
      changes.push({ kind: 'column_added', id: `${table.id}.${key}` })
    } else if (!sameColumn(there, column)) {
      const isWidened = column.type === 'enum' && (await widenEnum(place, table.id, there, column))
      changes.push({ kind: isWidened ? 'column_widened' : 'column_differs', id: `${table.id}.${key}` })
    }
  }
  for (const { key, required } of present.columns) {
    if (required && !(key in table.columns)) {
      changes.push({ kind: 'column_in_the_way', id: `${table.id}.${key}` })
    }
  }
  return changes
}

async function ensureIndexes(place: Place, table: Table, present: Models.Table): Promise<Change[]> {
  const changes: Change[] = []
  for (const index of table.indexes) {
    const there = present.indexes.find((one) => one.key === index.key)
    if (there && sameIndex(there, index)) continue
    if (there) await removeIndex(place, table.id, index.key)
    await addIndex(place, table.id, index)
    changes.push({ kind: there ? 'index_replaced' : 'index_added', id: `${table.id}.${index.key}` })
  }
  return changes
}

async function fillDefaults(place: Place, table: Table): Promise<Change[]> {
  const changes: Change[] = []
  for (const [key, column] of Object.entries(table.columns)) {
    if (await fillDefault(place, table.id, key, column)) {
      changes.push({ kind: 'rows_filled', id: `${table.id}.${key}` })
    }
  }
  return changes
}

/** Rows that were made before a column have nothing in it, and no filter finds them. False when there was none. */
async function fillDefault(place: Place, tableId: string, key: string, column: Column): Promise<boolean> {
  if (!('default' in column) || column.default === undefined) return false
  const { tables, databaseId } = place
  for (let isAny = false; ; isAny = true) {
    const { rows } = await tables.updateRows({
      databaseId,
      tableId,
      data: { [key]: column.default },
      queries: [Query.isNull(key), Query.limit(FILLED_AT_ONCE)],
    })
    if (rows.length === 0) return isAny
  }
}
