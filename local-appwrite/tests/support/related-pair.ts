import { AppwriteException, Query, RelationMutate, RelationshipType, TablesDB } from 'node-appwrite'

import { clientOf, type RunningServer } from './running-server.ts'

export interface Table {
  databaseId: string
  tableId: string
}
export interface PairOptions {
  twoWay?: boolean
  onDelete?: RelationMutate
  permissions?: string[]
  rowSecurity?: boolean
}

let made = 0

/** Two new tables with a text column `name`, the left one leading to the right one by `link`, and back by `back`. */
export async function relatedPair(
  server: RunningServer,
  type: RelationshipType,
  { twoWay = true, onDelete = RelationMutate.Restrict, permissions = [], rowSecurity }: PairOptions = {},
): Promise<{ left: Table; right: Table }> {
  made += 1
  const databaseId = `pair${made}`
  const left = { databaseId, tableId: 'left' }
  const right = { databaseId, tableId: 'right' }
  await server.tables.create({ databaseId, name: 'Pair' })
  const columns = [{ key: 'name', type: 'string', size: 20, required: false }]
  const settings = { columns, permissions, rowSecurity: rowSecurity ?? false }
  await server.tables.createTable({ ...left, name: 'Left', ...settings })
  await server.tables.createTable({ ...right, name: 'Right', ...settings })
  const ends = { relatedTableId: 'right', key: 'link', twoWayKey: 'back' }
  await server.tables.createRelationshipColumn({ ...left, ...ends, type, twoWay, onDelete })
  return { left, right }
}

/** The server-side SDK signed in as a new user with this id. */
export async function signedIn(server: RunningServer, userId: string): Promise<TablesDB> {
  await server.users.create({ userId })
  const { secret } = await server.users.createSession({ userId })
  return new TablesDB(clientOf(server.appwrite).setSession(secret))
}

/** The status and type a request was refused with, as `403 row_delete_restricted`; `none` when it was not. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof AppwriteException ? `${error.code} ${error.type}` : String(error)
  }
}

/** Short ways to the rows of a server; `as` is somebody else than the server's key. */
export function rowsOf({ tables }: Pick<RunningServer, 'tables'>) {
  const get = (table: Table, rowId: string, queries: string[] = []) =>
    tables.getRow({ ...table, rowId, queries })
  return {
    get,
    create: (table: Table, rowId: string, data: object = {}, as = tables) =>
      as.createRow({ ...table, rowId, data: { name: rowId, ...data } }),
    update: (table: Table, rowId: string, data: object, as = tables) =>
      as.updateRow({ ...table, rowId, data }),
    remove: (table: Table, rowId: string, as = tables) => as.deleteRow({ ...table, rowId }),
    ids: async (table: Table) => (await tables.listRows(table)).rows.map(({ $id }) => $id),
    /** What a row leads to by one of its columns: an id, null, or a list of ids. */
    async linked(table: Table, rowId: string, key: 'link' | 'back'): Promise<unknown> {
      const value: unknown = (await get(table, rowId, [Query.select([`${key}.$id`])]))[key]
      return Array.isArray(value) ? value.map(idOf) : idOf(value)
    },
  }
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null && '$id' in row ? row.$id : row
}
