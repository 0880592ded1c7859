import type { Database, SqlRow } from '../database.ts'
import { cursorSql, orderSql, orderSteps, type Step } from '../tables/order-sql.ts'
import { both, filtersSql } from '../tables/query-sql.ts'
import type { Query } from '../tables/query.ts'
import { DOCUMENT_ATTRIBUTES, type Visibility, visibilitySql } from './document-sql.ts'

/** Counting stops here (Appwrite's APP_LIMIT_COUNT). */
const COUNT_LIMIT = 5000

/** What a stored document is kept under: its own id, and the id of what it belongs to ('' for none). */
interface StoredDocument<T> {
  readonly id: string
  readonly parent: string
  readonly sequence: number
  readonly value: T
}

/** Documents of one kind, as JSON with an id and a parent. Writes belong inside a transaction of the database. */
export interface DocumentTable<T> {
  get(parent: string, id: string): StoredDocument<T> | null
  /** Answers the sequence number that it got. The id must be free. */
  insert(parent: string, id: string, value: T): number
  replace(parent: string, id: string, value: T): void
  /** False when there was none. */
  remove(parent: string, id: string): boolean
  removeAll(parent: string): void
  /** `null` when the cursor names nothing that is there. */
  list(
    parent: string,
    query: Query,
    visibility: Visibility,
  ): { total: number; items: StoredDocument<T>[] } | null
  all(parent?: string): StoredDocument<T>[]
}

/** The statement that makes the table `name`, for the migrations. */
export function documentTableSchema(name: string): string {
  return `CREATE TABLE ${name} (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, parent TEXT NOT NULL, id TEXT NOT NULL, document TEXT NOT NULL,
    UNIQUE (parent, id)) STRICT;
  CREATE INDEX ${name}_by_sequence ON ${name} (parent, sequence);`
}

/** Integers beyond 2^53 can only come in what clients keep for themselves; they lose their last digits. */
function encode(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner))
}

/** Opens the table `name`, which a migration made from `documentTableSchema`. `read` checks what the file holds. */
export function openDocumentTable<T>(
  db: Database,
  name: string,
  read: (stored: unknown) => T,
): DocumentTable<T> {
  const toDocument = (row: SqlRow): StoredDocument<T> => ({
    id: String(row['id']),
    parent: String(row['parent']),
    sequence: Number(row['sequence']),
    value: read(JSON.parse(String(row['document']))),
  })
  return {
    get(parent, id) {
      const row = db.get(`SELECT * FROM ${name} WHERE parent = ? AND id = ?`, parent, id)
      return row === undefined ? null : toDocument(row)
    },
    insert: (parent, id, value) =>
      db.run(`INSERT INTO ${name} (parent, id, document) VALUES (?, ?, ?)`, parent, id, encode(value)).rowId,
    replace(parent, id, value) {
      db.run(`UPDATE ${name} SET document = ? WHERE parent = ? AND id = ?`, encode(value), parent, id)
    },
    remove: (parent, id) => db.run(`DELETE FROM ${name} WHERE parent = ? AND id = ?`, parent, id).changes > 0,
    removeAll(parent) {
      db.run(`DELETE FROM ${name} WHERE parent = ?`, parent)
    },
    all(parent) {
      const rows =
        parent === undefined
          ? db.all(`SELECT * FROM ${name} ORDER BY sequence`)
          : db.all(`SELECT * FROM ${name} WHERE parent = ? ORDER BY sequence`, parent)
      return rows.map(toDocument)
    },
    list(parent, query, visibility) {
      const cursor = query.cursor
      const valueAt = (field: string): Step['value'] => {
        if (cursor === null) return null
        const { stored } = DOCUMENT_ATTRIBUTES.operand(field)
        const sql = `SELECT ${stored} AS value FROM ${name} WHERE parent = ? AND id = ?`
        return db.get(sql, parent, cursor.id)?.['value'] ?? null
      }
      if (cursor !== null && valueAt('$sequence') === null) return null
      const steps = orderSteps(query, DOCUMENT_ATTRIBUTES, valueAt)
      const all = both(
        both({ text: 'parent = ?', values: [parent] }, filtersSql(DOCUMENT_ATTRIBUTES, query.filters)),
        visibilitySql(visibility),
      )
      const page = both(all, cursor === null ? null : cursorSql(steps))
      const counted = db.get(
        `SELECT COUNT(*) AS total FROM (SELECT 1 FROM ${name} WHERE ${all.text} LIMIT ${COUNT_LIMIT})`,
        ...all.values,
      )
      const rows = db.all(
        `SELECT * FROM ${name} WHERE ${page.text} ORDER BY ${orderSql(query, steps)} LIMIT ? OFFSET ?`,
        ...page.values,
        query.limit,
        query.offset,
      )
      if (cursor?.direction === 'before') rows.reverse()
      return { total: Number(counted?.['total'] ?? 0), items: rows.map(toDocument) }
    },
  }
}
