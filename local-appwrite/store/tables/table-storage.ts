import type { Database } from '../database.ts'
import { isGeometryType } from '../geometry/geometry.ts'
import { boxesName, createBoxIndex } from './box-index.ts'
import { columnOf, isText, type Column, type Index, type TableDefinition } from './table-definition.ts'
import { indexedWords } from '../word-search.ts'

/**
 * Makes the SQL tables of a table: `rows_N` with one real column per column, and `readers_N`, which holds who may
 * read which row in a form that lists can use as an index. Call inside a transaction, as everything here.
 */
export function createStorage(database: Database, table: TableDefinition): void {
  const n = table.number
  database.exec(`CREATE TABLE rows_${n} (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE COLLATE NOCASE,
      created INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      permissions TEXT NOT NULL
    );
    CREATE INDEX created_${n} ON rows_${n} (created);
    CREATE INDEX updated_${n} ON rows_${n} (updated);
    CREATE TABLE readers_${n} (role TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (role, sequence))
      WITHOUT ROWID`)
}

/** Drops everything that belongs to a table. */
export function dropStorage(database: Database, table: TableDefinition): void {
  for (const index of table.indexes) dropIndex(database, table, index)
  database.exec(`DROP TABLE rows_${table.number}; DROP TABLE readers_${table.number}`)
}

/** Adds the SQL column; present rows get its default. */
export function addColumn(database: Database, table: TableDefinition, column: Column): void {
  database.exec(`ALTER TABLE rows_${table.number} ADD COLUMN c${column.number} ${sqlType(column)}`)
}

/** Removes the SQL columns of a column. Its indexes must be dropped before. */
export function dropColumn(database: Database, table: TableDefinition, column: Column): void {
  database.exec(`ALTER TABLE rows_${table.number} DROP COLUMN c${column.number}`)
  if (column.hasKey) database.exec(`ALTER TABLE rows_${table.number} DROP COLUMN k${column.number}`)
}

/**
 * Builds the index over the present rows. A unique one over rows that already hold the same values twice becomes a
 * plain one, as on Appwrite, which calls it available and takes more such rows.
 */
export function createIndex(database: Database, table: TableDefinition, index: Index): void {
  if (index.columns.length === 0) return
  if (index.type === 'fulltext') {
    createWordIndex(database, table, index)
    return
  }
  if (index.type === 'spatial') {
    createBoxIndex(database, table, index)
    return
  }
  const unique = index.type === 'unique'
  const parts = index.columns.map((key, position) => {
    const name = indexedName(database, table, key)
    const length = index.lengths[position] ?? 0
    // Of a unique index only so much of the text has to be; any other one finds more by the whole text.
    const part = unique && length > 0 ? `rtrim(substr(${name}, 1, ${length}))` : name
    return `${part} ${index.orders[position]?.toUpperCase() === 'DESC' ? 'DESC' : 'ASC'}`
  })
  const build = (kind: 'UNIQUE' | '') =>
    database.exec(
      `CREATE ${kind} INDEX i${table.number}_${index.number} ON rows_${table.number} (${parts.join(', ')})`,
    )
  if (!unique) build('')
  else if (!database.attempt(() => build('UNIQUE'))) build('')
}

/** Drops the SQL side of an index. */
export function dropIndex(database: Database, table: TableDefinition, index: Index): void {
  if (index.type === 'fulltext') database.exec(`DROP TABLE IF EXISTS words_${table.number}_${index.number}`)
  else if (index.type === 'spatial') database.exec(`DROP TABLE IF EXISTS ${boxesName(table, index)}`)
  else database.exec(`DROP INDEX IF EXISTS i${table.number}_${index.number}`)
}

/** True for SQLite's refusal of a value or id that is taken. */
export function isUniqueViolation(error: unknown): boolean {
  // SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY
  return error instanceof Error && 'errcode' in error && (error.errcode === 2067 || error.errcode === 1555)
}

function sqlType(column: Column): string {
  if (column.array || isText(column) || isGeometryType(column.type)) return 'TEXT'
  return column.type === 'double' ? 'REAL' : 'INTEGER'
}

/** The SQL name to index, making and filling the comparison key of a text column when it isn't there yet. */
function indexedName(database: Database, table: TableDefinition, key: string): string {
  switch (key) {
    case '$id':
      return 'id'
    case '$createdAt':
      return 'created'
    case '$updatedAt':
      return 'updated'
    case '$sequence':
      return 'sequence'
    default:
  }
  const column = columnOf(table, key)
  if (column === null) throw new Error('index on a column that is not there')
  if (!isText(column)) return `c${column.number}`
  if (!column.hasKey) {
    column.hasKey = true
    database.exec(`ALTER TABLE rows_${table.number} ADD COLUMN k${column.number} TEXT`)
    database.exec(`UPDATE rows_${table.number} SET k${column.number} = comparison_key(c${column.number})`)
  }
  return `k${column.number}`
}

function createWordIndex(database: Database, table: TableDefinition, index: Index): void {
  const [key] = index.columns
  const column = key === undefined ? null : columnOf(table, key)
  // Appwrite searches only indexes of exactly one column; others are kept in name.
  if (column === null || index.columns.length !== 1) return
  const name = `words_${table.number}_${index.number}`
  database.exec(
    // The words come folded as the database folds them: nothing may be taken from them here.
    `CREATE VIRTUAL TABLE ${name} USING fts5(words, content='', contentless_delete=1,
      tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '_'")`,
  )
  const rows = database.all(
    `SELECT sequence, c${column.number} AS value FROM rows_${table.number} WHERE c${column.number} IS NOT NULL`,
  )
  for (const { sequence, value } of rows)
    if (typeof value === 'string' && sequence !== undefined)
      database.run(`INSERT INTO ${name} (rowid, words) VALUES (?, ?)`, sequence, indexedWords(value))
}
