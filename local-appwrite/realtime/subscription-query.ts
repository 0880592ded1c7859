/** A condition on the payload of an event. */
export type SubscriptionQuery =
  | { readonly method: Comparison; readonly attribute: string; readonly values: readonly Scalar[] }
  | { readonly method: 'isNull' | 'isNotNull'; readonly attribute: string }
  | { readonly method: 'and' | 'or'; readonly queries: readonly SubscriptionQuery[] }
  /** `select("*")`: everything. */
  | { readonly method: 'select' }

type Comparison = 'equal' | 'notEqual' | 'lessThan' | 'lessThanEqual' | 'greaterThan' | 'greaterThanEqual'
type Scalar = string | number | boolean | null

/** Deepest nesting of `and` and `or`; more is refused, so that no frame can exhaust the stack. */
const DEPTH_LIMIT = 8
/** Most values in one query (Appwrite's APP_DATABASE_QUERY_MAX_VALUES). */
const VALUES_LIMIT = 500

/** A query that Realtime cannot evaluate, or no query at all. */
export class InvalidSubscriptionQuery extends Error {
  override readonly name = 'InvalidSubscriptionQuery'
}

function isComparison(method: unknown): method is Comparison {
  switch (method) {
    case 'equal':
    case 'notEqual':
    case 'lessThan':
    case 'lessThanEqual':
    case 'greaterThan':
    case 'greaterThanEqual':
      return true
    default:
      return false
  }
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}

function readParsed(parsed: unknown, depth: number): SubscriptionQuery {
  if (typeof parsed !== 'object' || parsed === null || depth > DEPTH_LIMIT) {
    throw new InvalidSubscriptionQuery('A query must be an object with a method.')
  }
  const method = 'method' in parsed ? parsed.method : undefined
  const attribute = 'attribute' in parsed ? parsed.attribute : ''
  const values: unknown = 'values' in parsed ? parsed.values : []
  if (!Array.isArray(values) || values.length > VALUES_LIMIT || typeof attribute !== 'string') {
    throw new InvalidSubscriptionQuery('A query takes an attribute and a list of values.')
  }
  if (method === 'and' || method === 'or') {
    if (values.length === 0) throw new InvalidSubscriptionQuery(`${method} needs queries.`)
    return { method, queries: values.map((value) => readParsed(value, depth + 1)) }
  }
  if (method === 'select') {
    if (depth > 0 || values.length !== 1 || values[0] !== '*') {
      throw new InvalidSubscriptionQuery('Only select("*") can be used in a subscription.')
    }
    return { method }
  }
  if (method === 'isNull' || method === 'isNotNull') return { method, attribute: named(attribute) }
  if (!isComparison(method)) {
    throw new InvalidSubscriptionQuery(`The query method ${String(method)} is not supported in Realtime.`)
  }
  if (values.length === 0 || !values.every(isScalar)) {
    throw new InvalidSubscriptionQuery(`${method} needs values.`)
  }
  return { method, attribute: named(attribute), values }
}

function named(attribute: string): string {
  if (attribute === '') throw new InvalidSubscriptionQuery('A query needs an attribute.')
  return attribute
}

/**
 * Reads a query in its wire form, a JSON text.
 *
 * @throws InvalidSubscriptionQuery
 */
export function parseSubscriptionQuery(text: string): SubscriptionQuery {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new InvalidSubscriptionQuery('A query must be JSON text.', { cause })
  }
  return readParsed(parsed, 0)
}

function toWire(query: SubscriptionQuery): Record<string, unknown> {
  switch (query.method) {
    case 'and':
    case 'or':
      return { method: query.method, values: query.queries.map(toWire) }
    case 'select':
      return { method: 'select', values: ['*'] }
    case 'isNull':
    case 'isNotNull':
      return { method: query.method, attribute: query.attribute, values: [] }
    case 'equal':
    case 'notEqual':
    case 'lessThan':
    case 'lessThanEqual':
    case 'greaterThan':
    case 'greaterThanEqual':
      return { method: query.method, attribute: query.attribute, values: query.values }
  }
}

/** The wire form as Appwrite writes it back to the subscriber: always with `values`, and escaped as PHP does. */
export function formatSubscriptionQuery(query: SubscriptionQuery): string {
  return JSON.stringify(toWire(query))
    .replaceAll('/', String.raw`\/`)
    .replaceAll(
      /[\u007F-\uFFFF]/g,
      (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'),
    )
}

/** Texts and numbers compare with their own kind only; everything else has no order. */
function inOrder(left: unknown, right: Scalar): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  return null
}

function compares(query: Extract<SubscriptionQuery, { values: unknown }>, actual: unknown): boolean {
  const anyInOrder = (holds: (order: number) => boolean) =>
    query.values.some((value) => {
      const order = inOrder(actual, value)
      return order !== null && holds(order)
    })
  switch (query.method) {
    case 'equal':
      return query.values.some((value) => value === actual)
    case 'notEqual':
      return query.values.every((value) => value !== actual)
    case 'lessThan':
      return anyInOrder((order) => order < 0)
    case 'lessThanEqual':
      return anyInOrder((order) => order <= 0)
    case 'greaterThan':
      return anyInOrder((order) => order > 0)
    case 'greaterThanEqual':
      return anyInOrder((order) => order >= 0)
  }
}

/** True when the payload satisfies the query. A field that the payload lacks satisfies nothing. */
export function matchesQuery(query: SubscriptionQuery, payload: Readonly<Record<string, unknown>>): boolean {
  switch (query.method) {
    case 'select':
      return true
    case 'and':
      return query.queries.every((inner) => matchesQuery(inner, payload))
    case 'or':
      return query.queries.some((inner) => matchesQuery(inner, payload))
    case 'isNull':
      return Object.hasOwn(payload, query.attribute) && (payload[query.attribute] ?? null) === null
    case 'isNotNull':
      return (payload[query.attribute] ?? null) !== null && Object.hasOwn(payload, query.attribute)
    case 'equal':
    case 'notEqual':
    case 'lessThan':
    case 'lessThanEqual':
    case 'greaterThan':
    case 'greaterThanEqual':
      return Object.hasOwn(payload, query.attribute) && compares(query, payload[query.attribute])
  }
}
