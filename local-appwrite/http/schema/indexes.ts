import { isIndexableField } from '../../services/schema/index-fault.ts'
import type { Indexes } from '../../services/schema/indexes.ts'
import { indexJson } from '../../services/schema/schema-json.ts'
import type { Tables } from '../../services/schema/tables.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Names } from '../names.ts'
import type { Params, Reader } from '../params.ts'
import { id, integer, key, listOf, nullable, oneOf, oneOfAnyCase } from '../readers.ts'
import { listItems } from '../schema-lists.ts'

/** Lengths are checked against the columns; as a parameter any whole number will do. */
const anyInteger = integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)

/** What an index may be over: a column, or one of the server's own fields that can be indexed. */
const indexable: Reader<string> = (value, name) =>
  typeof value === 'string' && isIndexableField(value) ? value : key(value, name)

/** Indexes: create, list, get, delete. */
export function indexEndpoints(names: Names, tables: Tables, indexes: Indexes): Endpoint[] {
  const { legacy } = names
  const all = `${names.root}/:databaseId/${names.tables}/:${names.tableId}/indexes`
  const place = (params: Params) =>
    [params.required('databaseId', id), params.required(names.tableId, id)] as const
  return [
    {
      method: 'POST',
      path: all,
      scopes: names.writeTables,
      legacy,
      async handle({ params }) {
        const [databaseId, tableId] = place(params)
        const spec = {
          key: params.required('key', key),
          type: params.required('type', oneOf(['key', 'unique', 'fulltext', 'spatial'])),
          columns: params.required(names.columns, listOf(indexable)),
          orders: params.optional('orders', listOf(oneOfAnyCase(['ASC', 'DESC'])), []),
          lengths: params.optional('lengths', listOf(nullable(anyInteger)), []).map((length) => length ?? 0),
        }
        const made = await indexes.create(databaseId, tableId, spec)
        return { status: 202, body: indexJson(made, legacy, 'processing') }
      },
    },
    {
      method: 'GET',
      path: all,
      scopes: names.readTables,
      legacy,
      handle({ params }) {
        const table = tables.table(...place(params))
        const { total, items } = listItems(
          params,
          table.indexes.map((index) => indexJson(index, legacy)),
          { key: 'text', type: 'text', status: 'text' },
          'key',
        )
        return { status: 200, body: { total, indexes: items } }
      },
    },
    {
      method: 'GET',
      path: `${all}/:key`,
      scopes: names.readTables,
      legacy,
      handle: ({ params }) => ({
        status: 200,
        body: indexJson(indexes.get(...place(params), params.required('key', key)), legacy),
      }),
    },
    {
      method: 'DELETE',
      path: `${all}/:key`,
      scopes: names.writeTables,
      legacy,
      async handle({ params }) {
        await indexes.delete(...place(params), params.required('key', key))
        return { status: 204 }
      },
    },
  ]
}
