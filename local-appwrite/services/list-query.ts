import { type Condition, FIELD_METHODS, type ListQuery, type QueryValue } from '../store/document-query.ts'
import { AppwriteError } from './appwrite-error.ts'

/** What a list answers when nothing is asked for (Appwrite's APP_LIMIT_LIST_DEFAULT). */
const DEFAULT_LIMIT = 25
/** Limits of Appwrite: queries in a request, values in a query. */
const QUERIES_LIMIT = 100
const VALUES_LIMIT = 500
const DEPTH_LIMIT = 5
const ALWAYS: readonly string[] = ['$id', '$createdAt', '$updatedAt', '$sequence']

type Parsed = { method: string; attribute: string; values: unknown[] }

function invalid(message: string): AppwriteError {
  return new AppwriteError('general_query_invalid', `Invalid query: ${message}`)
}

function readShape(value: unknown): Parsed {
  if (typeof value !== 'object' || value === null) throw invalid('Syntax error')
  const method = 'method' in value ? value.method : undefined
  const attribute = 'attribute' in value ? value.attribute : ''
  const values = 'values' in value ? value.values : []
  if (typeof method !== 'string' || typeof attribute !== 'string' || !Array.isArray(values)) {
    throw invalid('Syntax error')
  }
  if (values.length > VALUES_LIMIT) throw invalid('Query on attribute has greater than 500 values')
  return { method, attribute, values }
}

function parseText(text: string): Parsed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalid('Syntax error')
  }
  return readShape(value)
}

function wholeNumber(value: unknown, least: number, what: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) throw invalid(`Invalid ${what}`)
  return value
}

function isQueryValue(value: unknown): value is QueryValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function conditionOf(query: Parsed, fields: ReadonlySet<string>, depth = 0): Condition {
  if (query.method === 'and' || query.method === 'or') {
    if (depth >= DEPTH_LIMIT || query.values.length < 2) throw invalid(`${query.method} needs two queries`)
    return {
      kind: query.method === 'and' ? 'all' : 'any',
      conditions: query.values.map((inner) => conditionOf(readShape(inner), fields, depth + 1)),
    }
  }
  const method = FIELD_METHODS.find((known) => known === query.method)
  if (method === undefined) throw invalid(`Method ${query.method} is not supported here`)
  if (!fields.has(query.attribute)) throw invalid(`Attribute not found in schema: ${query.attribute}`)
  const needed = method === 'isNull' || method === 'isNotNull' ? 0 : method === 'between' ? 2 : 1
  if (query.values.length < needed || !query.values.every(isQueryValue))
    throw invalid(`${method} needs values`)
  return { kind: 'field', field: query.attribute, method, values: query.values }
}

/**
 * Reads the `queries` of a list. Only `fields` (and the `$` ones) can be asked about; `select` is taken and has no
 * effect. Of two limits, offsets or cursors the first counts.
 *
 * @throws AppwriteError general_query_invalid, general_argument_invalid for too many
 */
export function parseListQuery(texts: readonly string[], fields: readonly string[]): ListQuery {
  if (texts.length > QUERIES_LIMIT) {
    throw new AppwriteError('general_argument_invalid', 'Invalid `queries` param: too many queries.')
  }
  const known = new Set([...ALWAYS, ...fields])
  const conditions: Condition[] = []
  const orders: { field: string; descending: boolean }[] = []
  let limit: number | null = null
  let offset: number | null = null
  let cursor: ListQuery['cursor'] = null
  for (const text of texts) {
    const query = parseText(text)
    const [first] = query.values
    switch (query.method) {
      case 'limit':
        limit ??= wholeNumber(first, 1, 'limit')
        break
      case 'offset':
        offset ??= wholeNumber(first, 0, 'offset')
        break
      case 'cursorAfter':
      case 'cursorBefore':
        if (typeof first !== 'string' || first === '') throw invalid('Invalid cursor')
        cursor ??= { id: first, before: query.method === 'cursorBefore' }
        break
      case 'orderAsc':
      case 'orderDesc': {
        const field = query.attribute === '' ? '$sequence' : query.attribute
        if (!known.has(field)) throw invalid(`Attribute not found in schema: ${field}`)
        orders.push({ field, descending: query.method === 'orderDesc' })
        break
      }
      case 'select':
        break
      default:
        conditions.push(conditionOf(query, known))
    }
  }
  return { conditions, orders, limit: limit ?? DEFAULT_LIMIT, offset: offset ?? 0, cursor }
}

/** Adds the `search` parameter of a list: a text that `field` must contain. */
export function withSearch(query: ListQuery, search: string, field: string): ListQuery {
  if (search === '') return query
  const condition = { kind: 'field', field, method: 'contains', values: [search] } as const
  return { ...query, conditions: [...query.conditions, condition] }
}
