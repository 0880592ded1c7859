import type { Database } from '../../store/database.ts'
import type { Query, Readers } from '../../store/tables/query.ts'
import { relationshipsOf } from '../../store/tables/relationship.ts'
import type { Row } from '../../store/tables/row.ts'
import { TooManyRows, type Rows } from '../../store/tables/rows.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Caller } from '../caller.ts'
import { mayDo } from '../permissions.ts'
import { parseRowQueries } from '../queries/row-queries.ts'
import { readersFor, relatedTables } from '../schema/related-tables.ts'
import type { Tables } from '../schema/tables.ts'
import { uniqueId } from '../unique-id.ts'
import type { RelationshipReads } from './relationship-reads.ts'
import type { AnnounceRow, ChangeOrigin } from './row-announcer.ts'
import { rowPermissions, unauthorized } from './row-rights.ts'
import type { RowInput } from './row-values.ts'
import type { RowChange, RowWrites, Step } from './row-writes.ts'

/** One row of a bulk write: its id (null: make one), its fields, its permissions (null: the default). */
export interface BulkRow {
  id: string | null
  input: RowInput
}

/** A page of rows and how many match in all (at most 5000). */
export interface RowPage {
  total: number
  rows: Row[]
}

/** Reads and writes of rows. Every write is durable when its promise resolves, and announced after that. */
export interface RowService {
  /** The row, shaped by `select`; null when it isn't there or the caller may not read it. */
  get(caller: Caller, table: TableDefinition, id: string, queries: readonly string[]): Row | null
  list(caller: Caller, table: TableDefinition, queries: readonly string[], total: boolean): RowPage
  create(
    caller: Caller,
    table: TableDefinition,
    id: string,
    input: RowInput,
    origin: ChangeOrigin,
  ): Promise<Row>
  update(
    caller: Caller,
    table: TableDefinition,
    id: string,
    input: RowInput,
    unchangedSince: number | null,
    origin: ChangeOrigin,
  ): Promise<Row>
  upsert(
    caller: Caller,
    table: TableDefinition,
    id: string,
    input: RowInput,
    origin: ChangeOrigin,
  ): Promise<Row>
  delete(
    caller: Caller,
    table: TableDefinition,
    id: string,
    unchangedSince: number | null,
    origin: ChangeOrigin,
  ): Promise<void>
  increment(
    caller: Caller,
    table: TableDefinition,
    id: string,
    step: Step,
    origin: ChangeOrigin,
  ): Promise<Row>
  bulkCreate(caller: Caller, table: TableDefinition, rows: readonly BulkRow[]): Promise<Row[]>
  bulkUpsert(caller: Caller, table: TableDefinition, rows: readonly BulkRow[]): Promise<Row[]>
  bulkUpdate(
    caller: Caller,
    table: TableDefinition,
    input: RowInput,
    queries: readonly string[],
  ): Promise<Row[]>
  bulkDelete(caller: Caller, table: TableDefinition, queries: readonly string[]): Promise<Row[]>
}

/** The bulk changes without commit and announcement, for those who have their own. */
export interface BulkWrites {
  create(caller: Caller, table: TableDefinition, rows: readonly BulkRow[]): RowChange[]
  upsert(caller: Caller, table: TableDefinition, rows: readonly BulkRow[]): RowChange[]
  update(caller: Caller, table: TableDefinition, input: RowInput, queries: readonly string[]): RowChange[]
  delete(caller: Caller, table: TableDefinition, queries: readonly string[]): RowChange[]
}

/**
 * Many rows at once are refused where rows have relationships.
 *
 * @throws AppwriteError general_bad_request
 */
export function requireNoRelationships(table: TableDefinition): void {
  if (relationshipsOf(table).length > 0)
    throw new AppwriteError(
      'general_bad_request',
      'Changing many rows at once is not supported for tables with relationship columns.',
    )
}

export function createBulkWrites(store: Rows, writes: RowWrites): BulkWrites {
  // Without a limit of their own, bulk changes touch every matching row.
  const matching = (table: TableDefinition, queries: readonly string[]): Row[] => {
    const query = { ...parseRowQueries(table, queries, null, Number.MAX_SAFE_INTEGER), select: null }
    const cursor = cursorRow(store, table, query)
    return listing(() => store.list(table, query, { kind: 'all' }, cursor))
  }
  return {
    create(caller, table, rows) {
      requireNoRelationships(table)
      return rows.map(({ id, input }) => writes.create(caller, table, id ?? uniqueId(), input))
    },
    upsert(caller, table, rows) {
      requireNoRelationships(table)
      const ids = rows.flatMap(({ id }) => id?.toLowerCase() ?? [])
      if (new Set(ids).size !== ids.length)
        throw new AppwriteError('row_already_exists', 'A row must not be named twice.')
      // Rows that would not change are neither written nor returned.
      return rows
        .map(({ id, input }) => writes.upsert(caller, table, id ?? uniqueId(), input))
        .filter(({ unchanged }) => unchanged !== true)
    },
    update(caller, table, input, queries) {
      requireNoRelationships(table)
      return matching(table, queries).map((row) => writes.update(caller, table, row.id, input, null, 'many'))
    },
    delete(caller, table, queries) {
      requireNoRelationships(table)
      return matching(table, queries).flatMap((row) => {
        // A row that another one took along is gone already.
        const gone = table.relationships !== undefined && store.get(table, row.id) === null
        return gone ? [] : [writes.delete(caller, table, row.id, null)]
      })
    },
  }
}

export function createRowService(
  database: Database,
  store: Rows,
  writes: RowWrites,
  bulk: BulkWrites,
  announce: AnnounceRow,
  tables: Tables,
  relationships: RelationshipReads,
): RowService {
  const one = (caller: Caller, origin: ChangeOrigin, work: () => RowChange): Promise<Row> =>
    database.transaction(() =>
      listing(() => {
        const change = work()
        announce(caller, change, origin)
        const { action, table, row } = change
        if (table.relationships !== undefined && action !== 'delete')
          relationships.chooseAll(caller, table, row)
        return row
      }),
    )
  const parse = (caller: Caller, table: TableDefinition, queries: readonly string[]): Query =>
    parseRowQueries(table, queries, table.relationships === undefined ? null : relatedTables(tables, caller))
  /** The queries of a single row, which can only be chosen from. */
  const parseSelection = (caller: Caller, table: TableDefinition, queries: readonly string[]): Query => {
    const query = parse(caller, table, queries)
    const { filters, orders, cursor } = query
    if (filters.length > 0 || orders.length > 0 || cursor !== null || queries.some(isPaging))
      throw new AppwriteError(
        'general_query_invalid',
        'Invalid query: only select can be used for a single row.',
      )
    return query
  }
  const many = (caller: Caller, work: () => RowChange[], origin: ChangeOrigin = 'bulk'): Promise<Row[]> =>
    database.transaction(() => {
      const changes = listing(work)
      for (const change of changes) announce(caller, change, origin)
      return changes.map(({ row }) => row)
    })

  return {
    get(caller, table, id, queries) {
      const { select, related } = parseSelection(caller, table, queries)
      const row = store.get(table, id)
      if (row === null || !mayDo(caller, 'read', table.permissions, rowPermissions(table, row))) return null
      const shown = select === null ? row : selected(row, select)
      if (related !== undefined) relationships.choose(caller, table, [shown], related)
      return shown
    },
    list(caller, table, queries, total) {
      const query = parse(caller, table, queries)
      const readers = readersOf(caller, table)
      const cursor = cursorRow(store, table, query)
      const rows = listing(() => {
        const page = store.list(table, query, readers, cursor)
        if (query.related !== undefined) relationships.choose(caller, table, page, query.related)
        return page
      })
      return { rows, total: total ? store.count(table, query, readers) : 0 }
    },
    create: async (caller, table, id, input, origin) =>
      withoutUnset(table, input, await one(caller, origin, () => writes.create(caller, table, id, input))),
    update: (caller, table, id, input, since, origin) =>
      one(caller, origin, () => writes.update(caller, table, id, input, since)),
    upsert: (caller, table, id, input, origin) =>
      one(caller, origin, () => writes.upsert(caller, table, id, input)),
    delete: async (caller, table, id, since, origin) => {
      await one(caller, origin, () => writes.delete(caller, table, id, since))
    },
    increment: (caller, table, id, step, origin) =>
      one(caller, origin, () => writes.increment(caller, table, id, step)),
    bulkCreate: (caller, table, rows) => many(caller, () => bulk.create(caller, table, rows), 'row'),
    bulkUpsert: (caller, table, rows) => many(caller, () => bulk.upsert(caller, table, rows)),
    bulkUpdate: async (caller, table, input, queries) =>
      chosenOf(table, queries, await many(caller, () => bulk.update(caller, table, input, queries))),
    bulkDelete: async (caller, table, queries) =>
      chosenOf(table, queries, await many(caller, () => bulk.delete(caller, table, queries))),
  }
}

/** Whose rows the caller may list. Without row security the table decides alone, and refuses. */
function readersOf(caller: Caller, table: TableDefinition): Readers {
  const readers = readersFor(caller, table)
  if (readers === null) throw unauthorized(caller, 'read')
  return readers
}

/** The row a cursor names. Whether the caller may read it does not matter, as in Appwrite. */
function cursorRow(store: Rows, table: TableDefinition, query: Query): Row | null {
  if (query.cursor === null) return null
  const row = store.get(table, query.cursor.id)
  if (row === null)
    throw new AppwriteError(
      'general_cursor_not_found',
      `Document '${query.cursor.id}' for the 'cursor' value not found.`,
    )
  for (const order of query.orders) {
    if ('random' in order || order.attribute.startsWith('$')) continue
    if ((row.values.get(order.attribute) ?? null) === null)
      throw new AppwriteError(
        'database_query_order_null',
        `The order attribute '${order.attribute}' had a null value.`,
      )
  }
  return row
}

function listing<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof TooManyRows)
      throw new AppwriteError(
        'general_query_limit_exceeded',
        'The answer would hold too many rows: ask for fewer.',
      )
    throw error
  }
}

function isPaging(query: string): boolean {
  return /"method"\s*:\s*"(?:limit|offset)"/.test(query)
}

/** A new row as its creation answers it: links to one row that were not named are left out. */
function withoutUnset(table: TableDefinition, input: RowInput, row: Row): Row {
  for (const { key } of relationshipsOf(table)) {
    const linked = row.related?.get(key)
    if (Object.hasOwn(input.data, key) || linked?.many === true || (linked?.rows.length ?? 0) > 0) continue
    row.related?.delete(key)
    row.values.delete(key)
  }
  return row
}

/** What a bulk change answers of its rows: the columns that its queries choose. */
function chosenOf(table: TableDefinition, queries: readonly string[], rows: Row[]): Row[] {
  const { select } = parseRowQueries(table, queries, null)
  return select === null ? rows : rows.map((row) => selected(row, select))
}

function selected(row: Row, keys: readonly string[]): Row {
  return { ...row, values: new Map([...row.values].filter(([key]) => keys.includes(key))) }
}
