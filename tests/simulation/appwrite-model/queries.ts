import { isRecord } from '../../../contract/is-record.ts'
import { ModelError, type ModelRow } from './rows.ts'

interface Query {
  readonly method: string
  readonly attribute: string
  readonly values: readonly unknown[]
}

/** Finds rows as Appwrite does, as far as the product asks. */
export function findRows(
  rows: readonly ModelRow[],
  texts: readonly string[],
  limitDefault = 25,
): { readonly total: number; readonly rows: readonly ModelRow[] } {
  const queries = texts.map((text) => readQuery(JSON.parse(text)))
  const filters = queries.filter(({ method }) => !SHAPES.has(method))
  const orders = queries.filter(({ method }) => method === 'orderAsc' || method === 'orderDesc')
  const found = rows.filter((row) => filters.every((filter) => matches(row, filter)))
  const sorted = found.sort((one, other) => compareBy(orders, one, other))
  const limit = Number(queries.find(({ method }) => method === 'limit')?.values[0] ?? limitDefault)
  const cursor = queries.find(({ method }) => method === 'cursorAfter')?.values[0]
  const offset = Number(queries.find(({ method }) => method === 'offset')?.values[0] ?? 0)
  let from = offset
  if (cursor !== undefined) {
    // By the row as it is now, which may have moved since it was read.
    const at = rows.find((row) => row.$id === cursor)
    if (at === undefined) throw new ModelError(400, 'general_cursor_not_found')
    const index = sorted.findIndex((row) => compareBy(orders, row, at) > 0)
    from = index < 0 ? sorted.length : index
  }
  return { total: Math.min(found.length, 5000), rows: sorted.slice(from, from + limit) }
}

const SHAPES: ReadonlySet<string> = new Set([
  'orderAsc',
  'orderDesc',
  'limit',
  'offset',
  'cursorAfter',
  'select',
])

function readQuery(value: unknown): Query {
  if (!isRecord(value) || typeof value['method'] !== 'string')
    throw new ModelError(400, 'general_query_invalid')
  const { method, attribute, values } = value
  return {
    method,
    attribute: typeof attribute === 'string' ? attribute : '',
    values: Array.isArray(values) ? values : [],
  }
}

function matches(row: ModelRow, { method, attribute, values }: Query): boolean {
  const value = valueOf(row, attribute)
  const [first] = values
  switch (method) {
    case 'equal':
      return values.some((one) => compare(value, one) === 0)
    case 'notEqual':
      return value !== null && compare(value, first) !== 0
    case 'lessThan':
      return value !== null && compare(value, first) < 0
    case 'lessThanEqual':
      return value !== null && compare(value, first) <= 0
    case 'greaterThan':
      return value !== null && compare(value, first) > 0
    case 'greaterThanEqual':
      return value !== null && compare(value, first) >= 0
    case 'isNull':
      return value === null
    case 'isNotNull':
      return value !== null
    case 'or':
      return values.some((one) => matches(row, readQuery(one)))
    case 'and':
      return values.every((one) => matches(row, readQuery(one)))
    default:
      throw new ModelError(400, 'general_query_invalid')
  }
}

function compareBy(orders: readonly Query[], one: ModelRow, other: ModelRow): number {
  for (const { method, attribute } of orders) {
    const result = compare(valueOf(one, attribute), valueOf(other, attribute))
    if (result !== 0) return method === 'orderAsc' ? result : -result
  }
  const last = orders.at(-1)
  const bySequence = one.$sequence - other.$sequence
  return last?.method === 'orderDesc' ? -bySequence : bySequence
}

function valueOf(row: ModelRow, attribute: string): unknown {
  switch (attribute) {
    case '$id':
      return row.$id
    case '$sequence':
      return row.$sequence
    case '$createdAt':
      return row.$createdAt
    case '$updatedAt':
      return row.$updatedAt
    default:
      return row.data[attribute] ?? null
  }
}

const TIME = /^\d{4}-\d\d-\d\dT/

/** Nulls come first; times are compared as times. */
function compare(one: unknown, other: unknown): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null)
  if (typeof one === 'string' && typeof other === 'string') {
    if (TIME.test(one) && TIME.test(other)) return Date.parse(one) - Date.parse(other)
    return one < other ? -1 : one > other ? 1 : 0
  }
  return Number(one) - Number(other)
}
