import type { SQLInputValue } from 'node:sqlite'

import type { Database, SqlRow } from '../database.ts'
import { encodeShape } from '../geometry/geometry.ts'
import { rolesAllowed } from '../permission-text.ts'
import { linkedSql } from './linked-sql.ts'
import { listSql } from './list-sql.ts'
import type { Sql } from './query-sql.ts'
import type { Query, Readers } from './query.ts'
import { isToMany, relationshipsOf, type Relationship } from './relationship.ts'
import { decodeValue } from './row-codec.ts'
import { rowPlan, type RowPlan, type Selection } from './row-plan.ts'
import type { Row } from './row.ts'
import { columnOf, type TableDefinition, type Value } from './table-definition.ts'
import { isUniqueViolation } from './table-storage.ts'
import { indexedWords } from '../word-search.ts'

/** The id is taken, or a unique index holds the value already. */
export class RowExists extends Error {
  override readonly name = 'RowExists'
}

/** More rows than one answer may hold. */
export class TooManyRows extends Error {
  override readonly name = 'TooManyRows'
}

/** Counting stops here (Appwrite's APP_LIMIT_COUNT). */
export const COUNT_MAX = 5000
/** Rows one list may answer. Appwrite has no such limit; here it keeps memory bounded. */
export const LIST_ROWS_MAX = 100_000

/** The rows of every table. Writes must run inside `database.transaction`. */
export interface Rows {
  /** The row with this id, or null. Ids are blind to case, as in Appwrite's database. */
  get(table: TableDefinition, id: string): Row | null
  /** Stores a new row and answers its sequence. Throws RowExists. */
  insert(table: TableDefinition, row: Row): number
  /** Replaces `before`, which must be stored, by `after`. Throws RowExists on a unique index. */
  update(table: TableDefinition, before: Row, after: Row): void
  delete(table: TableDefinition, row: Row): void
  /** The page of a list. `cursor` is the row the query's cursor names. Throws TooManyRows. */
  list(table: TableDefinition, query: Query, readers: Readers, cursor: Row | null): Row[]
  /** How many rows match the filters, at most 5000. */
  count(table: TableDefinition, query: Query, readers: Readers): number
  /**
   * What the rows with these sequences are linked to in `far`, the table of the other side: in the order of linking
   * where both sides have many, else oldest first. Throws TooManyRows.
   */
  linked(
    side: Relationship,
    far: TableDefinition,
    sequences: readonly number[],
    readers: Readers,
  ): { near: number; row: Row }[]
}

/**
 * Up to this many readable rows a list starts from them, which costs 5 ms at most; above it, the list walks its own
 * index and asks row by row, of which it then needs few.
 */
const FEW_READABLE = 10_000

/** Sequences that one statement names at once. */
const SEQUENCES_AT_ONCE = 500

export function openRows(database: Database): Rows {
  const plans = new WeakMap<TableDefinition, RowPlan>()
  const planOf = (table: TableDefinition): RowPlan => {
    const known = plans.get(table)
    if (known !== undefined) return known
    const plan = rowPlan(table)
    plans.set(table, plan)
    return plan
  }

  const writeReaders = (sql: string, permissions: readonly string[], sequence: number) => {
    for (const role of rolesAllowed(permissions, 'read')) database.run(sql, role, sequence)
  }

  const addBox = (insert: string, sequence: number, value: Value | undefined) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    database.run(insert, sequence, encodeShape(value))
  }

  const read = (sql: string, ...values: SQLInputValue[]): SqlRow[] => {
    try {
      return database.all(sql, ...values)
    } catch (error) {
      // Integers beyond 2^53 only fit a bigint; they are rare, so the slower way is the second try.
      if (error instanceof RangeError) return database.allBig(sql, ...values)
      throw error
    }
  }

  const readOne = (sql: string, value: SQLInputValue): SqlRow | undefined => {
    try {
      return database.get(sql, value)
    } catch (error) {
      if (error instanceof RangeError) return database.allBig(sql, value)[0]
      throw error
    }
  }

  const withReaderPlan = (table: TableDefinition, readers: Readers): Readers => {
    if (readers.kind === 'all' || readers.roles.length === 0) return readers
    const marks = readers.roles.map(() => '?').join(', ')
    const found = database.get(
      `SELECT count(*) AS n FROM (SELECT 1 FROM readers_${table.number} WHERE role IN (${marks}) LIMIT ${FEW_READABLE})`,
      ...readers.roles,
    )
    return { ...readers, few: Number(found?.['n'] ?? 0) < FEW_READABLE }
  }

  return {
    get(table, id) {
      const plan = planOf(table)
      const found = readOne(plan.get, id)
      return found === undefined ? null : decodeRow(found, plan.all)
    },
    insert(table, row) {
      const plan = planOf(table)
      const values = plan.writeValues(row)
      const rowId = refusingDuplicates(
        () =>
          database.run(
            plan.insert,
            row.id,
            row.createdAt,
            row.updatedAt,
            JSON.stringify(row.permissions),
            ...values,
          ).rowId,
      )
      writeReaders(plan.addReader, row.permissions, rowId)
      for (const { key, insert } of plan.wordIndexes) {
        const text = row.values.get(key)
        if (typeof text === 'string') database.run(insert, rowId, indexedWords(text))
      }
      for (const { key, insert } of plan.boxIndexes) addBox(insert, rowId, row.values.get(key))
      return rowId
    },
    update(table, before, after) {
      const plan = planOf(table)
      refusingDuplicates(() =>
        database.run(
          plan.update,
          after.createdAt,
          after.updatedAt,
          JSON.stringify(after.permissions),
          ...plan.writeValues(after),
          before.sequence,
        ),
      )
      if (!sameList(before.permissions, after.permissions)) {
        writeReaders(plan.removeReader, before.permissions, before.sequence)
        writeReaders(plan.addReader, after.permissions, before.sequence)
      }
      for (const { key, insert, remove } of plan.wordIndexes) {
        const text = after.values.get(key)
        if (text === before.values.get(key)) continue
        database.run(remove, before.sequence)
        if (typeof text === 'string') database.run(insert, before.sequence, indexedWords(text))
      }
      for (const { key, insert, remove } of plan.boxIndexes) {
        const shape = after.values.get(key)
        if (shape === before.values.get(key)) continue
        database.run(remove, before.sequence)
        addBox(insert, before.sequence, shape)
      }
    },
    delete(table, row) {
      const plan = planOf(table)
      database.run(plan.remove, row.sequence)
      writeReaders(plan.removeReader, row.permissions, row.sequence)
      for (const { remove } of plan.wordIndexes) database.run(remove, row.sequence)
      for (const { remove } of plan.boxIndexes) database.run(remove, row.sequence)
    },
    list(table, query, readers, cursor) {
      const selection = query.select === null ? planOf(table).all : chosen(table, query.select)
      const sql = listSql(table, query, withReaderPlan(table, readers), cursor, selection)
      const found = read(sql.text, ...sql.values, Math.min(query.limit, LIST_ROWS_MAX + 1), query.offset)
      if (found.length > LIST_ROWS_MAX) throw new TooManyRows()
      const rows = found.map((row) => decodeRow(row, selection))
      return query.cursor?.direction === 'before' ? rows.reverse() : rows
    },
    count(table, query, readers) {
      const sql = countSql(table, query, withReaderPlan(table, readers))
      return Number(database.get(sql.text, ...sql.values)?.['n'] ?? 0)
    },
    linked(side, far, sequences, readers) {
      const { all } = planOf(far)
      const found: { near: number; row: Row }[] = []
      for (let start = 0; start < sequences.length; start += SEQUENCES_AT_ONCE) {
        const sql = linkedSql(side, far, sequences.slice(start, start + SEQUENCES_AT_ONCE), readers, all)
        const lines = read(sql.text, ...sql.values, LIST_ROWS_MAX + 1 - found.length)
        for (const line of lines) found.push({ near: Number(line['near']), row: decodeRow(line, all) })
        if (found.length > LIST_ROWS_MAX) throw new TooManyRows()
      }
      return found
    },
  }
}

function countSql(table: TableDefinition, query: Query, readers: Readers): Sql {
  const counted = (inner: string, values: Sql['values']): Sql => ({
    text: `SELECT count(*) AS n FROM (${inner} LIMIT ${COUNT_MAX})`,
    values,
  })
  if (query.filters.length > 0) {
    const { text, values } = listSql(table, { ...query, orders: [], cursor: null }, readers, null, null)
    return counted(text, values)
  }
  // Without filters there is nothing to look at in the rows themselves.
  if (readers.kind === 'all') return counted(`SELECT 1 FROM rows_${table.number}`, [])
  const marks = readers.roles.map(() => '?').join(', ')
  return counted(`SELECT DISTINCT sequence FROM readers_${table.number} WHERE role IN (${marks})`, [
    ...readers.roles,
  ])
}

function chosen(table: TableDefinition, keys: readonly string[]): Selection {
  return {
    columns: keys.flatMap((key) => columnOf(table, key) ?? []),
    linked: relationshipsOf(table).filter((side) => !isToMany(side) && keys.includes(side.key)),
  }
}

function decodeRow(found: SqlRow, { columns, linked }: Selection): Row {
  const values = new Map<string, Value>()
  for (const column of columns) values.set(column.key, decodeValue(column, found[`c${column.number}`]))
  for (const { key, number } of linked) {
    const id = found[`l${number}`]
    values.set(key, typeof id === 'string' ? id : null)
  }
  return {
    sequence: Number(found['sequence']),
    id: String(found['id']),
    createdAt: Number(found['created']),
    updatedAt: Number(found['updated']),
    permissions: decodePermissions(found['permissions']),
    values,
  }
}

function decodePermissions(json: unknown): string[] {
  if (json === '[]' || typeof json !== 'string') return []
  const list: unknown = JSON.parse(json)
  return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : []
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((text, index) => text === right[index])
}

function refusingDuplicates<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    if (isUniqueViolation(error)) throw new RowExists('taken', { cause: error })
    throw error
  }
}
