import { AppwriteError } from '../../services/appwrite-error.ts'
import { requireFittingColumns } from '../../services/schema/column-limits.ts'
import { columnFrom, type ColumnSpec } from '../../services/schema/columns.ts'
import { isIndexableField, requireFittingIndex } from '../../services/schema/index-fault.ts'
import type { IndexSpec } from '../../services/schema/index-fault.ts'
import { indexFrom } from '../../services/schema/indexes.ts'
import { isGeometryType } from '../../store/geometry/geometry.ts'
import type { Column, Index } from '../../store/tables/table-definition.ts'
import { Params, refusal, type Reader } from '../params.ts'
import {
  bound,
  boolean,
  integer,
  isObject,
  key,
  listOf,
  nullable,
  oneOf,
  strictBoolean,
  text,
} from '../readers.ts'

/** Columns or indexes that may come with a table. */
const INLINE_MAX = 100
/** Names of types in inline columns; a float is `double` there, and the newer kinds of text are not known. */
const TYPES = [
  'string',
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

/**
 * The indexes given with a new table. Unlike those made later they name `attributes` under either family of routes, and
 * have an order and a length for each of them, or none.
 *
 * @throws AppwriteError general_argument_invalid; column_index_invalid and index_invalid for faults with its columns
 */
export function readInlineIndexes(value: unknown): IndexSpec[] {
  const indexes = listed(value, 'indexes').map((fields): IndexSpec => {
    const columns = fields.required('attributes', listOf(indexable))
    if (columns.length === 0) throw refusal('indexes', 'An index must have at least one attribute.')
    const forEach = <T>(name: string, read: Reader<T>): T[] => {
      const list = fields.optional(name, listOf(read), null)
      if (list !== null && list.length !== columns.length)
        throw refusal('indexes', `There must be as many ${name} as attributes.`)
      return list ?? []
    }
    return {
      key: fields.required('key', key),
      type: fields.required('type', oneOf(['key', 'unique', 'fulltext', 'spatial'])),
      columns,
      orders: forEach('orders', nullable(oneOf(['', 'ASC', 'DESC']))),
      lengths: forEach('lengths', nullable(naturalNumber)).map((length) => length ?? 0),
    }
  })
  if (new Set(indexes.map((index) => index.key)).size !== indexes.length)
    throw refusal('indexes', 'Keys must be unique.')
  return indexes
}

/** The indexes that were read, once it is known that the table can have them. */
export function inlineIndexes(specs: readonly IndexSpec[], columns: readonly Column[]): Index[] {
  return specs.map((spec) => {
    requireFittingIndex({ columns: [...columns] }, spec, true)
    return indexFrom(spec)
  })
}

const indexable: Reader<string> = (value, name) =>
  typeof value === 'string' && isIndexableField(value) ? value : key(value, name)

const naturalNumber: Reader<number> = (value, name) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw refusal(name, 'Value must be a whole number of 0 or more.')
}

function readColumn(fields: Params, name: string): Column {
  const type = fields.required('type', oneOf(TYPES))
  const format = fields.optional('format', oneOf(FORMATS), '')
  const spec: ColumnSpec = {
    key: fields.required('key', key),
    type,
    format: type === 'string' ? format : '',
    required: fields.optional('required', strictBoolean, false),
    array: fields.optional('array', strictBoolean, false),
    default: fields.has('default') ? fields.raw('default') : null,
    min: fields.optional('min', bound, null),
    max: fields.optional('max', bound, null),
    elements: fields.optional('elements', listOf(text(255, 1)), []),
    encrypt: fields.optional('encrypt', boolean, false),
    // Whatever its bounds: only the route for columns makes wide ones.
    narrow: type === 'integer',
  }
  if (fields.has('size')) spec.size = fields.required('size', integer(0, 1_073_741_824))
  if (isGeometryType(type) && spec.array === true) throw refusal(name, `A ${type} column can't be an array.`)
  const needsSize = type === 'string' && format !== 'enum'
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
