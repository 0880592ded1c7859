import type { Row } from '../../store/tables/row.ts'
import { RowExists, type Rows } from '../../store/tables/rows.ts'
import type { TableDefinition, Value } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type FieldTypes, parseFieldQueries, withSearch } from '../queries/field-queries.ts'

/** Fields of one of the server's own rows (users, sessions, teams, memberships). */
export type Fields = Readonly<Record<string, Value>>

/** The text in a field, or '' when it is not set. */
export function textIn(row: Row, key: string): string {
  const value = row.values.get(key)
  return typeof value === 'string' ? value : ''
}

export function flagIn(row: Row, key: string): boolean {
  return row.values.get(key) === true
}

export function listIn(row: Row, key: string): string[] {
  const value = row.values.get(key)
  return Array.isArray(value) ? value.map(String) : []
}

/** Stores a new row with the given fields; the others take their defaults. Throws RowExists. */
export function insertFields(rows: Rows, table: TableDefinition, id: string, fields: Fields): Row {
  const now = Date.now()
  const values = new Map<string, Value>()
  for (const { key, default: fallback } of table.columns) values.set(key, fields[key] ?? fallback)
  const row: Row = { sequence: 0, id, createdAt: now, updatedAt: now, permissions: [], values }
  row.sequence = rows.insert(table, row)
  return row
}

/** Changes the given fields and answers the row as it is now. Throws RowExists. */
export function changeFields(rows: Rows, table: TableDefinition, before: Row, fields: Fields): Row {
  const after: Row = {
    ...before,
    updatedAt: Math.max(Date.now(), before.updatedAt + 1),
    values: new Map([...before.values, ...Object.entries(fields)]),
  }
  rows.update(table, before, after)
  return after
}

/** The rows whose field holds exactly this, oldest first. */
export function rowsWhere(
  rows: Rows,
  table: TableDefinition,
  key: string,
  value: string,
  limit = 5000,
): Row[] {
  return rows.list(
    table,
    {
      filters: [{ kind: 'column', method: 'equal', attribute: key, values: [value] }],
      orders: [],
      limit,
      offset: 0,
      cursor: null,
      select: null,
    },
    { kind: 'all' },
    null,
  )
}

/** How many rows hold exactly these in the fields, at most 5000. */
export function countWhere(
  rows: Rows,
  table: TableDefinition,
  fields: Readonly<Record<string, string | boolean>>,
): number {
  return rows.count(
    table,
    {
      filters: Object.entries(fields).map(([attribute, value]) => ({
        kind: 'column',
        method: 'equal',
        attribute,
        values: [value],
      })),
      orders: [],
      limit: 1,
      offset: 0,
      cursor: null,
      select: null,
    },
    { kind: 'all' },
  )
}

/** What a list of people asks for. */
export interface PeopleList {
  queries: readonly string[]
  /** Text to look for in the searched fields and the id; '' for none. */
  search: string
  total: boolean
  /** Only rows whose field holds one of these. */
  only?: { key: string; values: readonly string[] }
}

/** A page of people, by the queries a list of rows takes. `fields` can be asked about. */
export function listPeople(
  rows: Rows,
  table: TableDefinition,
  { queries, search, total, only }: PeopleList,
  fields: FieldTypes,
  searched: readonly string[],
): { total: number; rows: Row[] } {
  const parsed = withSearch(parseFieldQueries(queries, fields), search, '$id', ...searched)
  const filters = [...parsed.filters]
  if (only !== undefined) {
    if (only.values.length === 0) return { total: 0, rows: [] }
    filters.push({ kind: 'column', method: 'equal', attribute: only.key, values: [...only.values] })
  }
  const query = { ...parsed, filters }
  const cursor = query.cursor === null ? null : rows.get(table, query.cursor.id)
  if (query.cursor !== null && cursor === null) throw new AppwriteError('general_cursor_not_found')
  return {
    rows: rows.list(table, query, { kind: 'all' }, cursor),
    total: total ? rows.count(table, query, { kind: 'all' }) : 0,
  }
}

/** Runs a write; a value that is taken becomes the given refusal. */
export function refusingTaken<T>(write: () => T, refusal: () => AppwriteError): T {
  try {
    return write()
  } catch (error) {
    if (error instanceof RowExists) throw refusal()
    throw error
  }
}
