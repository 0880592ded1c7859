import type { Database } from '../../store/database.ts'
import type { Catalog } from '../../store/tables/catalog.ts'
import { dropLinks } from '../../store/tables/relationship-sql.ts'
import { dropSide, sidesOf } from '../../store/tables/relationship.ts'
import type {
  Column,
  DatabaseDefinition,
  Index,
  TableDefinition,
} from '../../store/tables/table-definition.ts'
import { addColumn, createIndex, createStorage, dropStorage } from '../../store/tables/table-storage.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isPrivileged, type Caller } from '../caller.ts'

/** What a new table is made of. Columns and indexes have been checked; their numbers are given here. */
export interface NewTable {
  id: string
  name: string
  permissions: string[]
  rowSecurity: boolean
  enabled: boolean
  columns: Column[]
  indexes: Index[]
}

/** Databases and tables: finding, making, changing and removing them. */
export interface Tables {
  databases(): DatabaseDefinition[]
  /** Without a caller: as a key sees it. Switched-off things don't exist for others. */
  database(id: string, caller?: Caller): DatabaseDefinition
  tables(databaseId: string): TableDefinition[]
  table(databaseId: string, tableId: string, caller?: Caller): TableDefinition
  createDatabase(
    id: string,
    name: string,
    enabled: boolean,
    type: DatabaseDefinition['type'],
  ): Promise<DatabaseDefinition>
  updateDatabase(id: string, change: { name: string | null; enabled: boolean }): Promise<DatabaseDefinition>
  deleteDatabase(id: string): Promise<void>
  createTable(databaseId: string, wanted: NewTable): Promise<TableDefinition>
  /** Applies a change to a copy of the definition and saves it; `change` may also alter the storage. */
  changeTable(
    databaseId: string,
    tableId: string,
    change: (table: TableDefinition) => TableDefinition | undefined,
  ): Promise<TableDefinition>
  /** As `changeTable`, for several tables of a database at once: those that `change` takes, it takes as copies. */
  changeTables<T>(databaseId: string, change: (take: (tableId: string) => TableDefinition) => T): Promise<T>
  deleteTable(databaseId: string, tableId: string): Promise<void>
}

export function createTableService(store: Database, catalog: Catalog): Tables {
  const database: Tables['database'] = (id, caller) => {
    const found = catalog.database(id)
    if (found === null || hidden(found, caller))
      throw new AppwriteError(
        'database_not_found',
        `Database with the requested ID '${id}' could not be found.`,
      )
    return found
  }
  const table: Tables['table'] = (databaseId, tableId, caller) => {
    database(databaseId, caller)
    const found = catalog.table(databaseId, tableId)
    if (found === null || hidden(found, caller))
      throw new AppwriteError(
        'table_not_found',
        `Table with the requested ID '${tableId}' could not be found.`,
      )
    return found
  }

  return {
    databases: () => catalog.databases(),
    database,
    tables: (databaseId) => catalog.tables(database(databaseId).id),
    table,

    createDatabase: (id, name, enabled, type) =>
      store.transaction(() => {
        if (catalog.database(id) !== null) throw new AppwriteError('database_already_exists')
        const now = Date.now()
        const created = { id, name, enabled, type, createdAt: now, updatedAt: now }
        catalog.saveDatabase(created)
        return created
      }),

    updateDatabase: (id, change) =>
      store.transaction(() => {
        const before = database(id)
        const after = {
          ...before,
          name: change.name ?? before.name,
          enabled: change.enabled,
          updatedAt: Date.now(),
        }
        catalog.saveDatabase(after)
        return after
      }),

    deleteDatabase: (id) =>
      store.transaction(() => {
        const { id: found } = database(id)
        for (const inside of catalog.tables(found)) removeTable(inside)
        catalog.deleteDatabase(found)
      }),

    createTable: (databaseId, wanted) =>
      store.transaction(() => {
        const { id: inside } = database(databaseId)
        if (catalog.table(inside, wanted.id) !== null) throw new AppwriteError('table_already_exists')
        const now = Date.now()
        const created = catalog.addTable({
          ...wanted,
          ...numbered(wanted),
          number: 0,
          databaseId: inside,
          createdAt: now,
          updatedAt: now,
        })
        createStorage(store, created)
        for (const column of created.columns) addColumn(store, created, column)
        for (const index of created.indexes) createIndex(store, created, index)
        catalog.saveTable(created)
        return created
      }),

    changeTable: (databaseId, tableId, change) =>
      store.transaction(() => {
        const copy = structuredClone(table(databaseId, tableId))
        const changed = { ...(change(copy) ?? copy), updatedAt: Date.now() }
        catalog.saveTable(changed)
        return changed
      }),

    changeTables: (databaseId, change) =>
      store.transaction(() => {
        const copies = new Map<number, TableDefinition>()
        const result = change((tableId) => {
          const found = table(databaseId, tableId)
          const copy = copies.get(found.number) ?? structuredClone(found)
          copies.set(found.number, copy)
          return copy
        })
        for (const copy of copies.values()) catalog.saveTable({ ...copy, updatedAt: Date.now() })
        return result
      }),

    deleteTable: (databaseId, tableId) =>
      store.transaction(() => {
        removeTable(table(databaseId, tableId))
      }),
  }

  function removeTable(found: TableDefinition): void {
    for (const { link, relatedTable } of sidesOf(found)) {
      const other = catalog.table(found.databaseId, relatedTable)
      if (other === null || other.number === found.number) continue
      const left = structuredClone(other)
      dropSide(left, link)
      catalog.saveTable(left)
    }
    for (const side of sidesOf(found)) dropLinks(store, side)
    dropStorage(store, found)
    catalog.deleteTable(found)
  }
}

function hidden(thing: { enabled: boolean }, caller: Caller | undefined): boolean {
  return !thing.enabled && caller !== undefined && !isPrivileged(caller)
}

function numbered(wanted: NewTable): Pick<TableDefinition, 'columns' | 'indexes' | 'nextNumber'> {
  let next = 1
  const columns = wanted.columns.map((column) => ({ ...column, number: next++ }))
  const indexes = wanted.indexes.map((index) => ({ ...index, number: next++ }))
  return { columns, indexes, nextNumber: next }
}
