import type { Database } from '../database.ts'
import type { DatabaseDefinition, TableDefinition } from './table-definition.ts'

export const CATALOG_SCHEMA = `
  CREATE TABLE databases (id TEXT PRIMARY KEY COLLATE NOCASE, definition TEXT NOT NULL);
  CREATE TABLE tables (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    databaseId TEXT NOT NULL COLLATE NOCASE,
    id TEXT NOT NULL COLLATE NOCASE,
    definition TEXT NOT NULL,
    UNIQUE (databaseId, id)
  )`

/**
 * What databases and tables there are. Reads come from memory; definitions are never changed in place, a change
 * saves a new one. Writes must run inside `database.transaction`.
 */
export interface Catalog {
  databases(): DatabaseDefinition[]
  database(id: string): DatabaseDefinition | null
  saveDatabase(definition: DatabaseDefinition): void
  deleteDatabase(id: string): void
  /** Tables of one database, in the order of their creation. */
  tables(databaseId: string): TableDefinition[]
  table(databaseId: string, tableId: string): TableDefinition | null
  /** Stores a new definition and answers the number that names its SQL tables. */
  addTable(definition: TableDefinition): TableDefinition
  saveTable(definition: TableDefinition): void
  deleteTable(definition: TableDefinition): void
}

interface Contents {
  databases: Map<string, DatabaseDefinition>
  tables: Map<string, Map<string, TableDefinition>>
}

export function openCatalog(database: Database): Catalog {
  let contents: Contents | null = null
  let changed = false
  // What a failed transaction changed is read again from the file.
  database.onUndo(() => {
    if (changed) contents = null
    changed = false
  })
  const forget = () => {
    contents = null
    changed = true
  }
  const read = (): Contents => (contents ??= load(database))
  const fold = (id: string) => id.toLowerCase()

  return {
    databases: () => [...read().databases.values()],
    database: (id) => read().databases.get(fold(id)) ?? null,
    saveDatabase(definition) {
      database.run(
        'INSERT INTO databases (id, definition) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET definition = excluded.definition',
        definition.id,
        JSON.stringify(definition),
      )
      forget()
    },
    deleteDatabase(id) {
      database.run('DELETE FROM databases WHERE id = ?', id)
      forget()
    },
    tables: (databaseId) => [...(read().tables.get(fold(databaseId))?.values() ?? [])],
    table: (databaseId, tableId) => read().tables.get(fold(databaseId))?.get(fold(tableId)) ?? null,
    addTable(definition) {
      const { rowId } = database.run(
        'INSERT INTO tables (databaseId, id, definition) VALUES (?, ?, ?)',
        definition.databaseId,
        definition.id,
        '',
      )
      const numbered = { ...definition, number: rowId }
      this.saveTable(numbered)
      return numbered
    },
    saveTable(definition) {
      database.run('UPDATE tables SET definition = ? WHERE number = ?', encode(definition), definition.number)
      forget()
    },
    deleteTable(definition) {
      database.run('DELETE FROM tables WHERE number = ?', definition.number)
      forget()
    },
  }
}

function load(database: Database): Contents {
  const databases = new Map<string, DatabaseDefinition>()
  const tables: Contents['tables'] = new Map()
  for (const { definition } of database.all('SELECT definition FROM databases ORDER BY rowid')) {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- as it was stored
    const parsed: DatabaseDefinition = JSON.parse(String(definition))
    databases.set(parsed.id.toLowerCase(), parsed)
  }
  for (const { definition } of database.all('SELECT definition FROM tables ORDER BY number')) {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- as it was stored
    const parsed: TableDefinition = JSON.parse(String(definition), bigints)
    const siblings = tables.get(parsed.databaseId.toLowerCase()) ?? new Map<string, TableDefinition>()
    siblings.set(parsed.id.toLowerCase(), parsed)
    tables.set(parsed.databaseId.toLowerCase(), siblings)
  }
  return { databases, tables }
}

/** Bounds beyond 2^53 are bigints, which JSON lacks; they are written as `{"bigint":"…"}`. */
function encode(definition: TableDefinition): string {
  return JSON.stringify(definition, (_key, value: unknown) =>
    typeof value === 'bigint' ? { bigint: String(value) } : value,
  )
}

const bigints = (_key: string, value: unknown) =>
  typeof value === 'object' && value !== null && 'bigint' in value ? BigInt(String(value.bigint)) : value
