import { AppwriteError } from '../../services/appwrite-error.ts'
import { requireFittingColumns } from '../../services/schema/column-limits.ts'
import { columnFrom, type ColumnSpec } from '../../services/schema/columns.ts'
import { indexFrom, requireFittingIndex } from '../../services/schema/indexes.ts'
import { isGeometryType } from '../../store/geometry/geometry.ts'
import type { Column, Index } from '../../store/tables/table-definition.ts'
import { Params, refusal } from '../params.ts'
import { bound, boolean, integer, isObject, key, listOf, oneOf, oneOfAnyCase, text } from '../readers.ts'

/** Columns or indexes that may come with a table. */
const INLINE_MAX = 100
/** Names of types in inline columns; a float is `double` there. */
const TYPES = [
  'string',
  'varchar',
  'text',
  'mediumtext',
  'longtext',
  'integer',
  'bigint',
  'double',
  'boolean',
  'datetime',
  'point',
  'linestring',
  'polygon',
] as const
const FORMATS = ['', 'email', 'url', 'ip', 'enum'] as const

/** The columns given with a new table. @throws AppwriteError general_argument_invalid */
export function readInlineColumns(value: unknown, name: string): Column[] {
  const columns = listed(value, name).map((fields) => readColumn(fields, name))
  const keys = columns.map((column) => column.key.toLowerCase())
  if (new Set(keys).size !== keys.length) throw refusal(name, 'Keys must be unique.')
  requireFittingColumns(columns)
  return columns
}

/** The indexes given with a new table; faults with its columns are `column_index_invalid`. */
export function readInlineIndexes(value: unknown, columns: readonly Column[]): Index[] {
  const indexes = listed(value, 'indexes').map((fields) => {
    const spec = {
      key: fields.required('key', key),
      type: fields.required('type', oneOf(['key', 'unique', 'fulltext', 'spatial'])),
      columns: fields.has('columns')
        ? fields.required('columns', listOf(text(255)))
        : fields.required('attributes', listOf(text(255))),
      lengths: fields.optional(
        'lengths',
        listOf((length) => (typeof length === 'number' ? length : 0)),
        [],
      ),
      orders: fields.optional('orders', listOf(oneOfAnyCase(['ASC', 'DESC'])), []),
    }
    requireFittingIndex({ columns: [...columns] }, spec, true)
    return indexFrom(spec)
  })
  if (new Set(indexes.map((index) => index.key)).size !== indexes.length)
    throw refusal('indexes', 'Keys must be unique.')
  return indexes
}

function readColumn(fields: Params, name: string): Column {
  const type = fields.required('type', oneOf(TYPES))
  const format = fields.optional('format', oneOf(FORMATS), '')
  const spec: ColumnSpec = {
    key: fields.required('key', key),
    type,
    format: type === 'string' ? format : '',
    required: fields.optional('required', boolean, false),
    array: fields.optional('array', boolean, false),
    default: fields.has('default') ? fields.raw('default') : null,
    min: fields.optional('min', bound, null),
    max: fields.optional('max', bound, null),
    elements: fields.optional('elements', listOf(text(255, 1)), []),
    encrypt: fields.optional('encrypt', boolean, false),
  }
  if (fields.has('size')) spec.size = fields.required('size', integer(0, 1_073_741_824))
  if (isGeometryType(type) && spec.array === true) throw refusal(name, `A ${type} column can't be an array.`)
  const needsSize = (type === 'string' && format !== 'enum') || type === 'varchar'
  if (needsSize && (spec.size ?? 0) < 1) throw refusal(name, `Size is required for ${type} columns.`)
  if (spec.size === 0) delete spec.size
  try {
    return columnFrom(spec)
  } catch (error) {
    if (!(error instanceof AppwriteError)) throw error
    throw refusal(name, error.message)
  }
}

function listed(value: unknown, name: string): Params[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw refusal(name, 'Value must be a valid array.')
  if (value.length > INLINE_MAX) throw refusal(name, `At most ${INLINE_MAX} can be created with a table.`)
  return value.map((element) => {
    if (!isObject(element)) throw refusal(name, 'Each element must be an object.')
    return new Params(new Map(Object.entries(element)))
  })
}
