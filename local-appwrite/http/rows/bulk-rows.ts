import { AppwriteError } from '../../services/appwrite-error.ts'
import { isPrivileged, type Caller } from '../../services/caller.ts'
import { toBulkRows } from '../../services/rows/bulk-rows.ts'
import { rowJson } from '../../services/rows/row-json.ts'
import type { RowService } from '../../services/rows/rows.ts'
import type { StagedOperation } from '../../services/rows/staged-operation.ts'
import type { Transactions } from '../../services/rows/transactions.ts'
import type { Tables } from '../../services/schema/tables.ts'
import type { Row } from '../../store/tables/row.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { Answer, ApiRequest, Endpoint } from '../endpoint.ts'
import { rowShape, type Names } from '../names.ts'
import { id, listOf, object, queryTexts } from '../readers.ts'

interface Services {
  rows: RowService
  transactions: Transactions
}
type Fields = Record<string, unknown>

/** Rows (documents), many at a time: update, upsert, delete. Keys only; all or nothing. */
export function bulkRowEndpoints(
  names: Names,
  tables: Tables,
  rows: RowService,
  transactions: Transactions,
): Endpoint[] {
  const path = `${names.root}/:databaseId/${names.tables}/:${names.tableId}/${names.rows}`
  const common = { path, scopes: names.writeRows, legacy: names.legacy }
  const tableOf = ({ params, caller }: ApiRequest): TableDefinition => {
    const databaseId = params.required('databaseId', id)
    const tableId = params.required(names.tableId, id)
    requireKey(caller, databaseId)
    return tables.table(databaseId, tableId, caller)
  }

  return [
    {
      ...common,
      method: 'PATCH',
      async handle(request) {
        const { params, caller } = request
        const data = params.optional('data', object, {})
        const queries = params.optional('queries', queryTexts, [])
        const table = tableOf(request)
        if (Object.keys(data).length === 0)
          throw new AppwriteError('row_missing_payload', 'The row payload is missing.')
        return (
          (await staged(names, request, transactions, {
            action: 'bulkUpdate',
            ...placeOf(table),
            data,
            queries,
          })) ??
          answer(
            names,
            request,
            table,
            200,
            await rows.bulkUpdate(caller, table, { data, permissions: null }, queries),
          )
        )
      },
    },
    {
      ...common,
      method: 'PUT',
      async handle(request) {
        const { params, caller } = request
        const many = params.required(names.rows, listOf(object))
        const table = tableOf(request)
        if (many.length === 0) throw new AppwriteError('row_missing_data', 'The rows are missing.')
        return (
          (await staged(names, request, transactions, {
            action: 'bulkUpsert',
            ...placeOf(table),
            rows: many,
          })) ?? answer(names, request, table, 200, await rows.bulkUpsert(caller, table, toBulkRows(many)))
        )
      },
    },
    {
      ...common,
      method: 'DELETE',
      async handle(request) {
        const { params, caller } = request
        const queries = params.optional('queries', queryTexts, [])
        const table = tableOf(request)
        return (
          (await staged(names, request, transactions, {
            action: 'bulkDelete',
            ...placeOf(table),
            queries,
          })) ?? answer(names, request, table, 200, await rows.bulkDelete(caller, table, queries))
        )
      },
    },
  ]
}

/** The creation of many rows, which shares its route with that of one. */
export async function createBulkRows(
  names: Names,
  request: ApiRequest,
  table: TableDefinition,
  many: Fields[],
  { rows, transactions }: Services,
): Promise<Answer> {
  return (
    (await staged(names, request, transactions, { action: 'bulkCreate', ...placeOf(table), rows: many })) ??
    answer(names, request, table, 201, await rows.bulkCreate(request.caller, table, toBulkRows(many)))
  )
}

function placeOf(table: TableDefinition) {
  return { databaseId: table.databaseId, tableId: table.id }
}

/** Appwrite hides the database from callers without a key. */
function requireKey(caller: Caller, databaseId: string): void {
  if (!isPrivileged(caller))
    throw new AppwriteError(
      'database_not_found',
      `Database with the requested ID '${databaseId}' could not be found.`,
    )
}

async function staged(
  names: Names,
  { params, caller }: ApiRequest,
  transactions: Transactions,
  operation: StagedOperation,
): Promise<Answer | null> {
  const transactionId = params.optional('transactionId', id, null)
  if (transactionId === null) return null
  await transactions.stage(caller, transactionId, [operation])
  const total = 'rows' in operation ? operation.rows.length : 0
  return { status: 200, body: { total, [names.rows]: [] } }
}

function answer(
  names: Names,
  request: ApiRequest,
  table: TableDefinition,
  status: number,
  changed: readonly Row[],
): Answer {
  const shape = rowShape(names, request)
  return {
    status,
    body: { total: changed.length, [names.rows]: changed.map((row) => rowJson(table, row, shape)) },
  }
}
