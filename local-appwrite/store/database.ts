import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite'

import { openGroupCommit } from './group-commit.ts'
import { addSqlFunctions } from './sql-functions.ts'

/** One result row: column name to SQLite value. */
export type SqlRow = Record<string, SQLOutputValue>

/** The one connection to the data file. All SQL runs synchronously on it; values are only ever bound, never spliced. */
export interface Database {
  all(sql: string, ...values: SQLInputValue[]): SqlRow[]
  get(sql: string, ...values: SQLInputValue[]): SqlRow | undefined
  /** Number of rows changed and the last rowid. */
  run(sql: string, ...values: SQLInputValue[]): { changes: number; rowId: number }
  /** As `all`, for columns that may hold integers beyond 2^53: every integer comes as a bigint. */
  allBig(sql: string, ...values: SQLInputValue[]): SqlRow[]
  /** Data definition; several statements allowed. */
  exec(sql: string): void
  /**
   * Runs `work` with exclusive write access and resolves once its result is on the disk (it survives kill -9 and
   * power loss). Writes that wait at the same time share one fsync. When `work` throws, everything it did is
   * undone and the promise rejects with that error; the others of the group are untouched. `work` is synchronous.
   */
  transaction<T>(work: () => T): Promise<T>
  /** Runs `work` and undoes all of it; answers its result. For reads of a view that is not committed. */
  trial<T>(work: () => T): T
  /** Inside a transaction or trial: runs `work`; when it throws, only what it did is undone. True when it did not. */
  attempt(work: () => unknown): boolean
  /** Inside a transaction: `callback` runs after its commit, in commit order; never when it is undone. */
  afterCommit(callback: () => void): void
  /** `callback` runs whenever something is undone, so that caches can be dropped. */
  onUndo(callback: () => void): void
  /** Waits for the running writes, folds the log into the file and closes it. */
  close(): Promise<void>
}

/** A data file that this version must not touch: newer, damaged, or no SQLite file at all. */
export class UnusableDataFile extends Error {
  override readonly name = 'UnusableDataFile'
}

/** Milliseconds a statement blocks for another process's lock. Short, because nothing else runs meanwhile. */
const BUSY_TIMEOUT_MS = 20
/** Milliseconds a statement may spend comparing texts that no index helps with; longer ones are refused. */
const STATEMENT_MAX_MS = 3_000
const SQLITE_BUSY = 5
/** Prepared statements kept; the least recently used goes first. */
const STATEMENTS_KEPT = 400

/**
 * Opens (or makes) the data file. `migrations[n]` brings version n to n + 1; `PRAGMA user_version` tells which have
 * run. Rejects with UnusableDataFile, leaving the file as it was, when it is damaged or newer than the migrations.
 */
export function openDatabase(path: string, migrations: readonly string[]): Database {
  refuseForeignFile(path, migrations.length)
  const { sqlite, beginStatement } = connect(path)
  try {
    migrate(sqlite, path, migrations)
  } catch (error) {
    sqlite.close()
    throw error
  }
  return wrap(sqlite, beginStatement)
}

function connect(path: string): { sqlite: DatabaseSync; beginStatement: (maxMs: number) => void } {
  const sqlite = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  // FULL syncs the log at every commit; group commit makes that cheap enough to promise durability.
  // A bounded memory map and cache keep memory flat; recursive triggers and foreign keys are not used.
  sqlite.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
    PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864`)
  return { sqlite, beginStatement: addSqlFunctions(sqlite) }
}

function migrate(sqlite: DatabaseSync, path: string, migrations: readonly string[]): void {
  const version = Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
  if (version > migrations.length) throw newerFile(path, version, migrations.length)
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    sqlite.exec(`BEGIN IMMEDIATE; ${migration}; PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}

function newerFile(path: string, version: number, known: number): UnusableDataFile {
  return new UnusableDataFile(
    `${path} was written by a newer version of this server (format ${version}, this one knows up to ${known}). ` +
      'It was left untouched: use the newer version, or another data directory.',
  )
}

/** Reads the 100-byte header only, because opening a file with SQLite may already change it. */
function refuseForeignFile(path: string, known: number): void {
  if (!existsSync(path) || statSync(path).size === 0) return
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  const length = readSync(file, header, 0, 100, 0)
  closeSync(file)
  const damaged = (what: string) =>
    new UnusableDataFile(
      `${path} ${what}. It was left untouched: restore a copy, or use another data directory.`,
    )
  if (length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0')
    throw damaged('is not a SQLite database')
  const version = header.readUInt32BE(60)
  if (version > known) throw newerFile(path, version, known)
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16)
  const hasLog = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0
  if (!hasLog && statSync(path).size < header.readUInt32BE(28) * pageSize) throw damaged('is cut short')
}

function wrap(sqlite: DatabaseSync, beginStatement: (maxMs: number) => void): Database {
  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    beginStatement(STATEMENT_MAX_MS)
    const known = statements.get(sql)
    if (known !== undefined) {
      statements.delete(sql)
      statements.set(sql, known)
      return known
    }
    const statement = sqlite.prepare(sql)
    statements.set(sql, statement)
    const [oldest] = statements.keys()
    if (statements.size > STATEMENTS_KEPT && oldest !== undefined) statements.delete(oldest)
    return statement
  }
  const commits = openGroupCommit({
    begin: () => prepare('BEGIN IMMEDIATE').run(),
    savepoint: () => prepare('SAVEPOINT job').run(),
    release: () => prepare('RELEASE job').run(),
    undoJob: () => sqlite.exec('ROLLBACK TO job; RELEASE job'),
    commit: () => prepare('COMMIT').run(),
    rollback: () => prepare('ROLLBACK').run(),
    isBusy: (error) => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY,
    isOpen: () => sqlite.isTransaction,
  })
  return {
    all: (sql, ...values) => prepare(sql).all(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
    run(sql, ...values) {
      const { changes, lastInsertRowid } = prepare(sql).run(...values)
      return { changes: Number(changes), rowId: Number(lastInsertRowid) }
    },
    allBig(sql, ...values) {
      const statement = sqlite.prepare(sql)
      statement.setReadBigInts(true)
      return statement.all(...values)
    },
    // Building an index over a large table takes as long as it takes.
    exec(sql) {
      beginStatement(Infinity)
      sqlite.exec(sql)
    },
    attempt(work) {
      sqlite.exec('SAVEPOINT attempt')
      try {
        work()
        sqlite.exec('RELEASE attempt')
        return true
      } catch {
        sqlite.exec('ROLLBACK TO attempt; RELEASE attempt')
        return false
      }
    },
    ...commits,
    async close() {
      await commits.idle()
      statements.clear()
      sqlite.close()
    },
  }
}
