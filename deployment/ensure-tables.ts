import { OrderBy, Query, TablesDBIndexType, type Models, type TablesDB } from 'node-appwrite'
import type { Column, Index, Table } from '../contract/table.ts'
import { found } from './found.ts'

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

type PresentColumn = Models.Table['columns'][number]

export interface Place {
  readonly tables: TablesDB
  readonly databaseId: string
}

/** Appwrite makes columns and indexes in the background; this is how long that may take. */
const AVAILABLE_WITHIN_MS = 60_000
const LOOK_AGAIN_MS = 200
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
    if (there && there.type === index.type && there.columns.join() === index.columns.join()) continue
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

/** As `createTable` takes columns with the table itself. */
function inlineColumn(key: string, column: Column): object {
  switch (column.type) {
    case 'string':
      return {
        key,
        type: 'string',
        size: column.size,
        required: column.required ?? false,
        array: column.array ?? false,
      }
    case 'enum':
      return {
        key,
        type: 'string',
        format: 'enum',
        elements: [...column.elements],
        size: longest(column.elements),
        required: false,
        ...(column.default === undefined ? {} : { default: column.default }),
      }
    case 'integer':
    case 'boolean':
    case 'datetime':
      return { key, required: false, ...column }
    default:
      return column satisfies never
  }
}

async function addColumn(place: Place, tableId: string, key: string, column: Column): Promise<void> {
  const { tables, databaseId } = place
  const at = { databaseId, tableId, key, required: false }
  switch (column.type) {
    case 'string':
      // A required column could not be added to rows that are there; the functions check new rows.
      await tables.createStringColumn({ ...at, size: column.size, array: column.array ?? false })
      break
    case 'enum':
      await tables.createEnumColumn({ ...at, elements: [...column.elements], ...defaultOf(column.default) })
      break
    case 'integer':
      await tables.createIntegerColumn({
        ...at,
        min: column.min,
        max: column.max,
        ...defaultOf(column.default),
      })
      break
    case 'boolean':
      await tables.createBooleanColumn({ ...at, ...defaultOf(column.default) })
      break
    case 'datetime':
      await tables.createDatetimeColumn(at)
      break
    default:
      column satisfies never
  }
  await available(`${tableId}.${key}`, () => tables.getColumn({ databaseId, tableId, key }))
}

/**
 * Lets a column of fixed values take further ones, which loses nothing. False when some would have to go, or when one is
 * longer than all before: the column that the table was made with may have no room for it.
 */
async function widenEnum(
  { tables, databaseId }: Place,
  tableId: string,
  there: PresentColumn,
  column: Extract<Column, { type: 'enum' }>,
): Promise<boolean> {
  if (!('elements' in there) || !there.elements.every((element) => column.elements.includes(element)))
    return false
  if (longest(column.elements) > longest(there.elements)) return false
  const { key } = there
  await tables.updateEnumColumn({
    databaseId,
    tableId,
    key,
    elements: [...column.elements],
    required: false,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- has to be given, and null is none: the SDK's type knows texts only
    xdefault: column.default ?? (null as unknown as string),
  })
  await available(`${tableId}.${key}`, () => tables.getColumn({ databaseId, tableId, key }))
  return true
}

function longest(elements: readonly string[]): number {
  return Math.max(...elements.map((element) => element.length))
}

async function removeIndex({ tables, databaseId }: Place, tableId: string, key: string): Promise<void> {
  await tables.deleteIndex({ databaseId, tableId, key })
  const deadline = Date.now() + AVAILABLE_WITHIN_MS
  while ((await found(tables.getIndex({ databaseId, tableId, key }))) !== null) {
    if (Date.now() > deadline)
      throw new Error(`Appwrite did not remove the index ${tableId}.${key}. Deploy again.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

async function addIndex(place: Place, tableId: string, index: Index): Promise<void> {
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

/** Waits until Appwrite has made it. Throws when it can't, or not in time. */
async function available(
  name: string,
  read: () => Promise<{ status: string; error: string }>,
): Promise<void> {
  const deadline = Date.now() + AVAILABLE_WITHIN_MS
  for (;;) {
    const { status, error } = await read()
    if (status === 'available') return
    if (status === 'failed' || status === 'stuck' || Date.now() > deadline) {
      throw new Error(
        `Appwrite did not make ${name}: ${status} ${error}. Delete it in the console and deploy again.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

function sameColumn(there: PresentColumn, column: Column): boolean {
  switch (column.type) {
    case 'string':
      return (
        there.type === 'string' &&
        'size' in there &&
        there.size === column.size &&
        there.array === (column.array ?? false)
      )
    case 'enum':
      return 'elements' in there && sameSet(there.elements, column.elements)
    case 'integer':
    case 'boolean':
    case 'datetime':
      return there.type === column.type
    default:
      return column satisfies never
  }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}

function defaultOf<T>(value: T | undefined): { xdefault?: T } {
  return value === undefined ? {} : { xdefault: value }
}
