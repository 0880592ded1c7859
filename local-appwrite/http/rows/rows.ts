import { AppwriteError } from '../../services/appwrite-error.ts'
import { isPrivileged } from '../../services/caller.ts'
import { parsePermissions, ROW_ACTIONS } from '../../services/permissions.ts'
import { parsePhpTime } from '../../services/php-time.ts'
import { rowJson } from '../../services/rows/row-json.ts'
import type { RowService } from '../../services/rows/rows.ts'
import type { Transactions } from '../../services/rows/transactions.ts'
import type { Tables } from '../../services/schema/tables.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { Answer, ApiRequest, Endpoint } from '../endpoint.ts'
import { rowShape, type Names } from '../names.ts'
import { refusal, type Reader } from '../params.ts'
import { id, key, listOf, newId, number, object } from '../readers.ts'
import { createBulkRows } from './bulk-rows.ts'
import { createRowStager } from './row-staging.ts'

const rowPermissions: Reader<string[]> = (value, name) => parsePermissions(value, ROW_ACTIONS, name)

/** Changes of rows (documents), one at a time: create, update, upsert, delete, increment, decrement. */
export function rowEndpoints(
  names: Names,
  tables: Tables,
  rows: RowService,
  transactions: Transactions,
): Endpoint[] {
  const { legacy } = names
  const all = `${names.root}/:databaseId/${names.tables}/:${names.tableId}/${names.rows}`
  const one = `${all}/:${names.rowId}`
  const origin = legacy ? 'document' : 'row'
  const write = { scopes: names.writeRows, legacy }

  const tableOf = ({ params, caller }: ApiRequest): TableDefinition =>
    tables.table(params.required('databaseId', id), params.required(names.tableId, id), caller)

  const stage = createRowStager(names, transactions)

  async function create(request: ApiRequest): Promise<Answer> {
    const { params, caller } = request
    const databaseId = params.required('databaseId', id)
    const rowId = params.optional(names.rowId, newId, null)
    const data = params.optional('data', object, {})
    const permissions = params.optional('permissions', rowPermissions, null)
    const many = params.optional(names.rows, listOf(object), [])
    const transactionId = params.optional('transactionId', id, null)
    const hasData = Object.keys(data).length > 0
    if (!hasData && many.length === 0) throw new AppwriteError('row_missing_data', 'The row data is missing.')
    if (hasData && many.length > 0)
      throw new AppwriteError(
        'general_bad_request',
        `You can only send one of the following parameters: data, ${names.rows}`,
      )
    if (many.length > 0) {
      if (rowId !== null || permissions !== null)
        throw new AppwriteError(
          'general_bad_request',
          `${names.rowId} and permissions can't be set for many rows.`,
        )
      if (!isPrivileged(caller))
        throw new AppwriteError('general_unauthorized_scope', 'Creating many rows at once needs an API key.')
      return createBulkRows(
        names,
        request,
        tables.table(databaseId, params.required(names.tableId, id), caller),
        many,
        {
          rows,
          transactions,
        },
      )
    }
    if (rowId === null)
      throw new AppwriteError('row_missing_data', `${names.rowId} is required when sending data.`)
    const table = tableOf(request)
    if (transactionId !== null)
      return stage(
        request,
        transactionId,
        table,
        { action: 'create', databaseId, tableId: table.id, rowId, data, permissions, base: null },
        201,
      )
    const row = await rows.create(caller, table, rowId, { data, permissions }, origin)
    return { status: 201, body: rowJson(table, row, rowShape(names, request)) }
  }

  async function change(request: ApiRequest, action: 'update' | 'upsert'): Promise<Answer> {
    const { params, caller } = request
    const databaseId = params.required('databaseId', id)
    const rowId = params.required(names.rowId, action === 'upsert' ? newId : id)
    const data = params.optional('data', object, {})
    const permissions = params.optional('permissions', rowPermissions, null)
    const transactionId = params.optional('transactionId', id, null)
    if (Object.keys(data).length === 0 && permissions === null)
      throw new AppwriteError('row_missing_payload', 'The row payload is missing.')
    const since = action === 'update' ? readTimestamp(request) : null
    const table = tableOf(request)
    if (transactionId !== null)
      return stage(
        request,
        transactionId,
        table,
        { action, databaseId, tableId: table.id, rowId, data, permissions, base: null },
        action === 'upsert' ? 201 : 200,
      )
    const input = { data, permissions }
    const row =
      action === 'update'
        ? await rows.update(caller, table, rowId, input, since, origin)
        : await rows.upsert(caller, table, rowId, input, origin)
    return { status: 200, body: rowJson(table, row, rowShape(names, request)) }
  }

  async function step(request: ApiRequest, action: 'increment' | 'decrement'): Promise<Answer> {
    const { params, caller } = request
    const databaseId = params.required('databaseId', id)
    const rowId = params.required(names.rowId, id)
    const column = params.required(names.column, key)
    const value = params.optional('value', number, 1)
    if (value <= 0) throw refusal('value', 'Value must be a number above 0')
    const bound = params.optional(action === 'increment' ? 'max' : 'min', number, null)
    const transactionId = params.optional('transactionId', id, null)
    const table = tableOf(request)
    if (transactionId !== null)
      return stage(
        request,
        transactionId,
        table,
        { action, databaseId, tableId: table.id, rowId, column, value, bound },
        200,
      )
    const by = action === 'increment' ? value : -value
    const row = await rows.increment(caller, table, rowId, { column, by, bound }, origin)
    return { status: 200, body: rowJson(table, row, rowShape(names, request)) }
  }

  return [
    { ...write, method: 'POST', path: all, handle: create },
    { ...write, method: 'PATCH', path: one, handle: (request) => change(request, 'update') },
    { ...write, method: 'PUT', path: one, handle: (request) => change(request, 'upsert') },
    {
      ...write,
      method: 'DELETE',
      path: one,
      async handle(request) {
        const { params, caller } = request
        const databaseId = params.required('databaseId', id)
        const rowId = params.required(names.rowId, id)
        const transactionId = params.optional('transactionId', id, null)
        const since = readTimestamp(request)
        const table = tableOf(request)
        if (transactionId !== null)
          return stage(
            request,
            transactionId,
            table,
            { action: 'delete', databaseId, tableId: table.id, rowId, base: null },
            204,
          )
        await rows.delete(caller, table, rowId, since, origin)
        return { status: 204 }
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: `${one}/:${names.column}/increment`,
      handle: (request) => step(request, 'increment'),
    },
    {
      ...write,
      method: 'PATCH',
      path: `${one}/:${names.column}/decrement`,
      handle: (request) => step(request, 'decrement'),
    },
  ]
}

/** The optimistic lock: refuse the change when the row is newer than this. */
function readTimestamp(request: ApiRequest): number | null {
  const header = request.header('x-appwrite-timestamp')
  // "0" is as good as nothing to PHP.
  if (header === null || header === '' || header === '0') return null
  const moment = parsePhpTime(header)
  if (moment === null)
    throw new AppwriteError('general_argument_invalid', 'Invalid X-Appwrite-Timestamp header value')
  return moment
}
