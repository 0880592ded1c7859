import { AppwriteError } from '../../services/appwrite-error.ts'
import { rowJson } from '../../services/rows/row-json.ts'
import type { ListCache } from '../../services/rows/list-cache.ts'
import type { RowService } from '../../services/rows/rows.ts'
import type { Transactions } from '../../services/rows/transactions.ts'
import type { Tables } from '../../services/schema/tables.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { rowShape, type Names } from '../names.ts'
import { id, integer, queryTexts, wantsTotal } from '../readers.ts'

/** Seconds a list may ask to be kept. */
const TTL_MAX_SECONDS = 86_400

/** Reads of rows (documents): list and get, also inside a transaction. */
export function rowReadEndpoints(
  names: Names,
  tables: Tables,
  rows: RowService,
  transactions: Transactions,
  cache: ListCache,
): Endpoint[] {
  const all = `${names.root}/:databaseId/${names.tables}/:${names.tableId}/${names.rows}`
  const one = `${all}/:${names.rowId}`
  const read = { scopes: names.readRows, legacy: names.legacy }

  const tableOf = ({ params, caller }: ApiRequest): TableDefinition =>
    tables.table(params.required('databaseId', id), params.required(names.tableId, id), caller)
  const notFound = (rowId: string) =>
    new AppwriteError('row_not_found', `Row with the requested ID '${rowId}' could not be found.`)

  return [
    {
      ...read,
      method: 'GET',
      path: all,
      handle(request) {
        const { params, caller } = request
        const queries = params.optional('queries', queryTexts, [])
        const transactionId = params.optional('transactionId', id, null)
        const total = wantsTotal(params)
        const ttl = params.optional('ttl', integer(0, TTL_MAX_SECONDS), 0)
        const table = tableOf(request)
        const look = () => rows.list(caller, table, queries, total)
        const page =
          transactionId !== null && transactions.isOpen(caller, transactionId)
            ? transactions.inside(caller, transactionId, look)
            : cache.read({ caller, table, queries, total }, transactionId === null ? ttl : 0, look)
        const shape = rowShape(names, request)
        return {
          status: 200,
          body: { total: page.total, [names.rows]: page.rows.map((row) => rowJson(table, row, shape)) },
        }
      },
    },
    {
      ...read,
      method: 'GET',
      path: one,
      handle(request) {
        const { params, caller } = request
        const rowId = params.required(names.rowId, id)
        const queries = params.optional('queries', queryTexts, [])
        const transactionId = params.optional('transactionId', id, null)
        const table = tableOf(request)
        const shape = rowShape(names, request)
        // Who names a transaction that is over, or another's, sees the row as without it.
        if (transactionId !== null && transactions.isOpen(caller, transactionId)) {
          const view = transactions.view(caller, transactionId, table, rowId, shape)
          if (view === null) throw notFound(rowId)
          return { status: 200, body: view }
        }
        const row = rows.get(caller, table, rowId, queries)
        if (row === null) throw notFound(rowId)
        return { status: 200, body: rowJson(table, row, shape) }
      },
    },
  ]
}
