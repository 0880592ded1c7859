import type { ListQuery } from './document-query.ts'
import { afterCursor, conditionSql, fieldSql, join, type Visibility, visibilitySql } from './document-sql.ts'
import type { Database, SqlRow } from './database.ts'

/** Counting stops here (Appwrite's APP_LIMIT_COUNT). */
const COUNT_LIMIT = 5000

/** What a stored document is kept under: its own id, and the id of what it belongs to ('' for none). */
type StoredDocument<T> = {
  readonly id: string
  readonly parent: string
  readonly sequence: number
  readonly value: T
}

/** Documents of one kind, as JSON with an id and a parent. Writes belong inside a transaction of the database. */
export type DocumentTable<T> = {
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
    query: ListQuery,
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
      const where = join([
        { text: 'parent = ?', values: [parent] },
        ...query.conditions.map(conditionSql),
        ...visibilitySql(visibility),
      ])
      const counted = db.get(
        `SELECT COUNT(*) AS total FROM (SELECT 1 FROM ${name} WHERE ${where.text} LIMIT ${COUNT_LIMIT})`,
        ...where.values,
      )
      const before = query.cursor?.before ?? false
      const tieBreak = { field: '$sequence', descending: query.orders[0]?.descending ?? false }
      const orders = [...query.orders, tieBreak].map(({ field, descending }) => ({
        field,
        descending: descending !== before,
      }))
      const parts = [where]
      if (query.cursor !== null) {
        const cursor = db.get(
          `SELECT sequence FROM ${name} WHERE parent = ? AND id = ?`,
          parent,
          query.cursor.id,
        )
        if (cursor === undefined) return null
        parts.push(afterCursor(orders, cursor, name))
      }
      const page = join(parts)
      const orderSql = orders.map(({ field, descending }) => ({
        text: `${fieldSql(field).text} ${descending ? 'DESC' : 'ASC'}`,
        values: fieldSql(field).values,
      }))
      const rows = db.all(
        `SELECT * FROM ${name} WHERE ${page.text} ORDER BY ${orderSql.map((part) => part.text).join(', ')} LIMIT ? OFFSET ?`,
        ...page.values,
        ...orderSql.flatMap((part) => part.values),
        query.limit,
        query.offset,
      )
      if (before) rows.reverse()
      return { total: Number(counted?.['total'] ?? 0), items: rows.map(toDocument) }
    },
  }
}
