import type { Columns, ColumnSpec } from '../../services/schema/columns.ts'
import { columnJson, columnsJson, relationshipJson } from '../../services/schema/schema-json.ts'
import type { Tables } from '../../services/schema/tables.ts'
import { isGeometryType } from '../../store/geometry/geometry.ts'
import { relationshipOf } from '../../store/tables/relationship.ts'
import type { ColumnFormat, ColumnType } from '../../store/tables/table-definition.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Names } from '../names.ts'
import type { Params } from '../params.ts'
import { bound, id, integer, key, listOf, nullable, strictBoolean, text } from '../readers.ts'
import { listItems } from '../schema-lists.ts'
import { defaultReader } from './column-default.ts'
import { coordinates } from './coordinates.ts'

/** Characters a `string` and a `varchar` may be given. */
const STRING_MAX = 1_073_741_824
const VARCHAR_MAX = 16_381
/** Bounds of a whole number, when none are given. */
const INT64: readonly [bigint, bigint] = [-(2n ** 63n), 2n ** 63n - 1n]
/** Up to this highest number a whole number is kept in 32 bits. */
const INT32_MAX = 2_147_483_647

interface Kind {
  type: ColumnType
  format: ColumnFormat
}
/** The kinds of column a route names, and what they are. */
const KINDS: Readonly<Record<string, Kind>> = {
  string: { type: 'string', format: '' },
  varchar: { type: 'varchar', format: '' },
  text: { type: 'text', format: '' },
  mediumtext: { type: 'mediumtext', format: '' },
  longtext: { type: 'longtext', format: '' },
  integer: { type: 'integer', format: '' },
  bigint: { type: 'bigint', format: '' },
  float: { type: 'double', format: '' },
  boolean: { type: 'boolean', format: '' },
  datetime: { type: 'datetime', format: '' },
  email: { type: 'string', format: 'email' },
  url: { type: 'string', format: 'url' },
  ip: { type: 'string', format: 'ip' },
  enum: { type: 'string', format: 'enum' },
  point: { type: 'point', format: '' },
  line: { type: 'linestring', format: '' },
  polygon: { type: 'polygon', format: '' },
}

/** Columns (attributes): one route a kind to create and to change, and list, get, delete. */
export function columnEndpoints(names: Names, tables: Tables, columns: Columns): Endpoint[] {
  const { legacy } = names
  const all = `${names.root}/:databaseId/${names.tables}/:${names.tableId}/${names.columns}`
  const place = (params: Params) =>
    [params.required('databaseId', id), params.required(names.tableId, id)] as const
  const write = { scopes: names.writeTables, legacy }
  const read = { scopes: names.readTables, legacy }

  const ofKind = ([kind, { type, format }]: [string, Kind]): Endpoint[] => [
    {
      ...write,
      method: 'POST',
      path: `${all}/${kind}`,
      async handle({ params }) {
        const [databaseId, tableId] = place(params)
        const made = await columns.create(databaseId, tableId, readSpec(kind, params))
        return { status: 202, body: columnJson(made, 'processing') }
      },
    },
    {
      ...write,
      method: 'PATCH',
      path: `${all}/${kind}/:key`,
      async handle({ params }) {
        const [databaseId, tableId] = place(params)
        const changed = await columns.update(databaseId, tableId, params.required('key', key), {
          required: params.required('required', strictBoolean),
          // A default has to be stated, if only as null; shapes are let off.
          default: isGeometryType(type)
            ? params.optional('default', coordinates(type), null)
            : params.required('default', nullable(defaultReader(kind))),
          newKey: params.optional('newKey', key, null),
          size: params.optional('size', integer(1, type === 'varchar' ? VARCHAR_MAX : STRING_MAX), null),
          min: params.optional('min', bound, null),
          max: params.optional('max', bound, null),
          elements: format === 'enum' ? params.required('elements', listOf(text(255, 1))) : null,
        })
        return { status: 200, body: columnJson(changed, 'available', { type, format }) }
      },
    },
  ]

  return [
    ...Object.entries(KINDS).flatMap(ofKind),
    {
      ...read,
      method: 'GET',
      path: all,
      handle({ params }) {
        const table = tables.table(...place(params))
        const { total, items } = listItems(
          params,
          columnsJson(table, legacy),
          {
            key: 'text',
            type: 'text',
            size: 'integer',
            required: 'boolean',
            array: 'boolean',
            status: 'text',
          },
          'key',
        )
        return { status: 200, body: { total, [names.columns]: items } }
      },
    },
    {
      ...read,
      method: 'GET',
      path: `${all}/:key`,
      handle({ params }) {
        const wanted = params.required('key', key)
        const side = relationshipOf(tables.table(...place(params)), wanted)
        const body =
          side === null ? columnJson(columns.get(...place(params), wanted)) : relationshipJson(side, legacy)
        return { status: 200, body }
      },
    },
    {
      ...write,
      method: 'DELETE',
      path: `${all}/:key`,
      async handle({ params }) {
        await columns.delete(...place(params), params.required('key', key))
        return { status: 204 }
      },
    },
  ]
}

function readSpec(kind: string, params: Params): ColumnSpec {
  const { type, format } = KINDS[kind] ?? { type: 'string', format: '' }
  const spec: ColumnSpec = { key: params.required('key', key), type, format }
  if (type === 'varchar') spec.size = params.required('size', integer(1, VARCHAR_MAX))
  else if (type === 'string' && format === '') spec.size = params.required('size', integer(1, STRING_MAX))
  if (format === 'enum') spec.elements = params.required('elements', listOf(text(255, 1)))
  spec.required = params.required('required', strictBoolean)
  if (isGeometryType(type)) return { ...spec, default: params.optional('default', coordinates(type), null) }
  spec.array = params.optional('array', strictBoolean, false)
  spec.encrypt = params.optional('encrypt', strictBoolean, false)
  spec.default = params.optional('default', defaultReader(kind), null)
  if (type === 'double') {
    spec.min = params.optional('min', bound, -Number.MAX_VALUE)
    spec.max = params.optional('max', bound, Number.MAX_VALUE)
  } else if (type === 'integer' || type === 'bigint') {
    spec.min = params.optional('min', bound, INT64[0])
    spec.max = params.optional('max', bound, INT64[1])
    spec.narrow = type === 'integer' && spec.max <= INT32_MAX
  }
  return spec
}
