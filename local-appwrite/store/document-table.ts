import type { SQLInputValue } from 'node:sqlite'

import type { Condition, ListQuery, QueryValue } from './document-query.ts'
import type { Database, SqlRow } from './database.ts'

/** Counting stops here (Appwrite's APP_LIMIT_COUNT). */
const COUNT_LIMIT = 5000

/** What a stored document is kept under: its own id, and the id of what it belongs to ('' for none). */
export type StoredDocument<T> = {
  readonly id: string
  readonly parent: string
  readonly sequence: number
  readonly value: T
}

/** Which documents of a list the caller may see at all; null for callers that see everything. */
export type Visibility = { readonly roles: ReadonlySet<string> } | null

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

type Sql = { text: string; values: SQLInputValue[] }

function fieldSql(field: string): Sql {
  switch (field) {
    case '$id':
      return { text: 'id', values: [] }
    case '$sequence':
      return { text: 'sequence', values: [] }
    default:
      return { text: 'json_extract(document, ?)', values: [`$.${JSON.stringify(field)}`] }
  }
}

function bound(value: QueryValue): SQLInputValue {
  return typeof value === 'boolean' ? Number(value) : value
}

function escapeLike(value: QueryValue): string {
  return String(value).replaceAll(/[\\%_]/g, String.raw`\$&`)
}

function conditionSql(condition: Condition): Sql {
  if (condition.kind !== 'field') {
    const parts = condition.conditions.map(conditionSql)
    const joint = condition.kind === 'all' ? ' AND ' : ' OR '
    return {
      text: `(${parts.map((part) => part.text).join(joint)})`,
      values: parts.flatMap((part) => part.values),
    }
  }
  const field = fieldSql(condition.field)
  const compare = (operator: string): Sql => ({
    text: `(${condition.values.map(() => `${field.text} ${operator} ?`).join(' OR ')})`,
    values: condition.values.flatMap((value) => [...field.values, bound(value)]),
  })
  const like = (pattern: (value: QueryValue) => string): Sql => ({
    text: `(${condition.values.map(() => String.raw`${field.text} LIKE ? ESCAPE '\'`).join(' OR ')})`,
    values: condition.values.flatMap((value) => [...field.values, pattern(value)]),
  })
  switch (condition.method) {
    case 'equal':
      return compare('=')
    case 'notEqual':
      return compare('!=')
    case 'lessThan':
      return compare('<')
    case 'lessThanEqual':
      return compare('<=')
    case 'greaterThan':
      return compare('>')
    case 'greaterThanEqual':
      return compare('>=')
    case 'between':
      return {
        text: `${field.text} BETWEEN ? AND ?`,
        values: [...field.values, ...condition.values.slice(0, 2).map(bound)],
      }
    case 'isNull':
      return { text: `${field.text} IS NULL`, values: field.values }
    case 'isNotNull':
      return { text: `${field.text} IS NOT NULL`, values: field.values }
    case 'startsWith':
      return like((value) => `${escapeLike(value)}%`)
    case 'endsWith':
      return like((value) => `%${escapeLike(value)}`)
    case 'contains':
    case 'search':
      return like((value) => `%${escapeLike(value)}%`)
  }
}

function visibilitySql(visibility: Visibility): Sql[] {
  if (visibility === null) return []
  const permissions = [...visibility.roles].map((role) => `read("${role}")`)
  return [
    {
      text: `EXISTS (SELECT 1 FROM json_each(document, '$."$permissions"') AS held
        JOIN json_each(?) AS wanted ON wanted.value = held.value)`,
      values: [JSON.stringify(permissions)],
    },
  ]
}

function join(parts: readonly Sql[]): Sql {
  return {
    text: parts.map((part) => part.text).join(' AND '),
    values: parts.flatMap((part) => part.values),
  }
}

/** Documents that come after the cursor in the order asked for, ties broken by sequence. */
function afterCursor(
  orders: readonly { field: string; descending: boolean }[],
  cursor: SqlRow,
  table: string,
): Sql {
  const at: SQLInputValue = cursor['sequence'] ?? 0
  const alternatives = orders.map(({ field, descending }, index): Sql => {
    const here = fieldSql(field)
    const there = `(SELECT ${here.text} FROM ${table} WHERE sequence = ?)`
    const same = orders.slice(0, index).map((order): Sql => {
      const earlier = fieldSql(order.field)
      return {
        text: `${earlier.text} IS (SELECT ${earlier.text} FROM ${table} WHERE sequence = ?)`,
        values: [...earlier.values, ...earlier.values, at],
      }
    })
    return join([
      ...same,
      {
        text: `${here.text} ${descending ? '<' : '>'} ${there}`,
        values: [...here.values, ...here.values, at],
      },
    ])
  })
  return {
    text: `(${alternatives.map((part) => `(${part.text})`).join(' OR ')})`,
    values: alternatives.flatMap((part) => part.values),
  }
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
      db.run(`INSERT INTO ${name} (parent, id, document) VALUES (?, ?, ?)`, parent, id, JSON.stringify(value))
        .rowId,
    replace(parent, id, value) {
      db.run(`UPDATE ${name} SET document = ? WHERE parent = ? AND id = ?`, JSON.stringify(value), parent, id)
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
