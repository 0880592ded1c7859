import { formatTime } from '../../store/format-time.ts'
import { isGeometryType, type GeometryType } from '../../store/geometry/geometry.ts'
import { encodeJson } from '../../store/json.ts'
import type { Filter, FilterMethod, Order, Query } from '../../store/tables/query.ts'
import type { Scalar } from '../../store/tables/table-definition.ts'
import { AppwriteError, type AppwriteErrorType } from '../appwrite-error.ts'
import { isId } from '../is-id.ts'
import { parsePhpTime } from '../php-time.ts'
import { geometryFilter, isGeometryMethod } from './geometry-queries.ts'
import { decodeQuery, queryShape, wholeNumber, type RawQuery, type Refuse } from './query-shape.ts'

/** What a list can be asked about. */
export interface Attribute {
  type: 'text' | 'integer' | 'double' | 'boolean' | 'time' | 'sequence' | 'link' | GeometryType
  array: boolean
  /** False for what is stored unreadably or not comparable. */
  filterable?: boolean
  /** True for what belongs to linked rows: it can be asked for, but neither ordered by nor put into `and` and `or`. */
  away?: boolean
}

export interface QuerySchema {
  /** The attribute with this name, or null when there is none. */
  attribute(name: string): Attribute | null
  /** True when a full-text index covers exactly this attribute. */
  isSearchable(name: string): boolean
  /** The columns that `select` may name. */
  selectable(name: string): boolean
  /** Whether a name that isn't selectable may be chosen along with `*`. */
  selectableWithAll?(name: string): boolean
  /** For a selectable name that belongs to linked rows: to how many of them the relationship leads; else null. */
  leadsTo?(name: string): 'one' | 'many' | null
  /** Rows answer `general_query_invalid`; lists of other things check queries as a parameter. */
  fault: Extract<AppwriteErrorType, 'general_query_invalid' | 'general_argument_invalid'>
}

const QUERIES_MAX = 100
/** Deeper than any query of the longest text can be. */
const NESTING_MAX = 120
const LIMIT_DEFAULT = 25

/** Queries for databases without columns, which Appwrite refuses where there are some. */
const SCHEMALESS: ReadonlySet<string> = new Set(['exists', 'notExists', 'elemMatch'])
/** How many values each comparison takes: any number from one, exactly one, two, or none. */
const VALUES_OF: Readonly<Record<FilterMethod, 'some' | 'one' | 'two' | 'none'>> = {
  equal: 'some',
  notEqual: 'one',
  lessThan: 'one',
  lessThanEqual: 'one',
  greaterThan: 'one',
  greaterThanEqual: 'one',
  between: 'two',
  notBetween: 'two',
  isNull: 'none',
  isNotNull: 'none',
  startsWith: 'one',
  notStartsWith: 'one',
  endsWith: 'one',
  notEndsWith: 'one',
  contains: 'some',
  notContains: 'some',
  containsAny: 'some',
  containsAll: 'some',
  search: 'one',
  notSearch: 'one',
}
const ON_TEXT: ReadonlySet<FilterMethod> = new Set([
  'startsWith',
  'notStartsWith',
  'endsWith',
  'notEndsWith',
  'search',
  'notSearch',
])
const ON_ARRAYS: ReadonlySet<FilterMethod> = new Set([
  'contains',
  'notContains',
  'containsAny',
  'containsAll',
  'isNull',
  'isNotNull',
])

/**
 * Parses and checks the queries of a list against what the list holds. Of several limits, offsets or cursors the
 * first counts; several selects add up. Without a limit there are `defaultLimit` (25).
 */
export function parseQueries(
  texts: readonly string[],
  schema: QuerySchema,
  defaultLimit = LIMIT_DEFAULT,
): Query {
  const refuse = (why: string) => new AppwriteError(schema.fault, `Invalid query: ${why}`)
  if (texts.length > QUERIES_MAX)
    throw new AppwriteError(
      'general_argument_invalid',
      'Invalid `queries` param: at most 100 queries are allowed.',
    )
  let limit: number | null = null
  let offset: number | null = null
  let cursor: Query['cursor'] = null
  let select: string[] | null = null
  const filters: Filter[] = []
  const orders: Order[] = []

  for (const text of texts) {
    const raw = decodeQuery(text, refuse)
    const [first] = raw.values
    switch (raw.method) {
      case 'limit':
        limit ??= wholeNumber(first, 1, refuse)
        break
      case 'offset':
        offset ??= wholeNumber(first, 0, refuse)
        break
      case 'cursorAfter':
      case 'cursorBefore':
        if (!isId(first)) throw refuse('Invalid cursor.')
        cursor ??= { id: first, direction: raw.method === 'cursorAfter' ? 'after' : 'before' }
        break
      case 'select':
        select = [...(select ?? []), ...selection(raw.values, schema, refuse)]
        break
      case 'orderRandom':
        orders.push({ random: true })
        break
      case 'orderAsc':
      case 'orderDesc': {
        const attribute = raw.attribute === '' ? '$sequence' : raw.attribute
        const ordered = schema.attribute(attribute)
        if (ordered === null) throw refuse(`Attribute not found in schema: ${attribute}`)
        if (ordered.away === true) throw refuse(`Cannot order by nested attribute: ${attribute}`)
        orders.push({ attribute, direction: raw.method === 'orderAsc' ? 'ASC' : 'DESC' })
        break
      }
      default:
        filters.push(filterOf(raw, schema, refuse, 0))
    }
  }
  const all = select?.includes('*') === true
  const chosen = [...new Set(select)]
  const needAll = all ? [] : chosen.filter((name) => schema.selectableWithAll?.(name) === true)
  if (needAll.length > 0) throw refuse(`Cannot select attributes: ${needAll.join(', ')}`)
  const away = chosen.filter((name) => (schema.leadsTo?.(name) ?? null) !== null)
  // Who chooses nothing but lists of linked rows gets all of the rows themselves.
  const onlyLists = chosen.length > 0 && chosen.every((name) => schema.leadsTo?.(name) === 'many')
  return {
    filters,
    orders,
    limit: limit ?? defaultLimit,
    offset: offset ?? 0,
    cursor,
    select:
      select === null || all || onlyLists
        ? null
        : chosen.filter((name) => !name.startsWith('$') && !away.includes(name)),
    ...(away.length > 0 ? { related: away } : {}),
  }
}

function selection(values: readonly unknown[], schema: QuerySchema, refuse: Refuse): string[] {
  if (values.length === 0) throw refuse('No attributes selected')
  const mayBeChosen = (name: string) =>
    name === '*' || schema.selectable(name) || schema.selectableWithAll?.(name) === true
  return values.map((value) => {
    if (typeof value !== 'string' || !mayBeChosen(value))
      throw refuse(`Attribute not found in schema: ${encodeJson(value)}`)
    return value
  })
}

function isFilterMethod(method: string): method is FilterMethod {
  return Object.hasOwn(VALUES_OF, method)
}

function filterOf(raw: RawQuery, schema: QuerySchema, refuse: Refuse, depth: number): Filter {
  if (raw.method === 'and' || raw.method === 'or') {
    if (depth >= NESTING_MAX || raw.values.length < 2)
      throw refuse(`${raw.method} queries require at least two queries`)
    return {
      kind: raw.method,
      filters: raw.values.map((inner) => filterOf(queryShape(inner, refuse), schema, refuse, depth + 1)),
    }
  }
  const { method, attribute } = raw
  if (SCHEMALESS.has(method)) throw refuse(`${method} is not supported by the database`)
  if (!isFilterMethod(method) && !isGeometryMethod(method)) throw refuse(`Invalid query method: ${method}`)
  const kind = schema.attribute(attribute)
  if (kind === null || attribute === '') throw refuse(`Attribute not found in schema: ${attribute}`)
  if (kind.away === true && depth > 0) throw refuse(`Cannot query nested attribute on: ${attribute}`)
  if (kind.filterable === false) throw refuse(`Cannot query encrypted attribute: ${attribute}`)
  if (isGeometryType(kind.type)) return geometryFilter(raw, kind.type, refuse)
  if (!isFilterMethod(method))
    throw refuse(`Spatial query "${method}" cannot be applied on non-spatial attribute: ${attribute}`)
  requireFitting(method, kind, attribute, schema, refuse)
  const values = raw.values.map((value) => valueOf(value, kind, method, refuse))
  const needs = VALUES_OF[method]
  const fits =
    needs === 'none' || (needs === 'some' ? values.length > 0 : values.length === (needs === 'one' ? 1 : 2))
  if (!fits) throw refuse(`${method} queries require ${needs} value(s).`)
  return { kind: 'column', method, attribute, values: needs === 'none' ? [] : values }
}

function requireFitting(
  method: FilterMethod,
  kind: Attribute,
  name: string,
  schema: QuerySchema,
  refuse: Refuse,
) {
  if (kind.array) {
    if (!ON_ARRAYS.has(method))
      throw refuse(`Cannot query ${method} on attribute "${name}" because it is an array`)
    return
  }
  const contains = method === 'contains' || method === 'notContains' || method.startsWith('contains')
  if ((contains || ON_TEXT.has(method)) && kind.type !== 'text')
    throw refuse(`Cannot query ${method} on attribute "${name}" because it is not an array or string`)
  if ((method === 'search' || method === 'notSearch') && !schema.isSearchable(name))
    throw refuse(`Searching by attribute "${name}" requires a fulltext index.`)
}

function valueOf(value: unknown, kind: Attribute, method: FilterMethod, refuse: Refuse): Scalar {
  const wrong = () => refuse(`Query value is invalid for attribute type "${kind.type}"`)
  switch (kind.type) {
    case 'text':
    case 'link':
      if (typeof value !== 'string') throw wrong()
      return value
    case 'integer':
      if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return value
      throw wrong()
    case 'double':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong()
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw wrong()
      return value
    case 'time': {
      const moment = typeof value === 'string' ? parsePhpTime(value) : null
      if (moment === null || method.startsWith('contains')) throw wrong()
      return formatTime(moment)
    }
    case 'sequence': {
      const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
      if (typeof number !== 'number' || !Number.isSafeInteger(number)) throw wrong()
      return number
    }
    case 'point':
    case 'linestring':
    case 'polygon':
      throw wrong()
  }
}
