import { parseJson } from '../../store/json.ts'
import type { AppwriteError } from '../appwrite-error.ts'

/** Values a query may hold. */
const VALUES_MAX = 500

/** A query whose parts have the right kinds, not more. */
export interface RawQuery {
  method: string
  attribute: string
  values: unknown[]
}

/** Makes the refusal of a query, with the reason. */
export type Refuse = (why: string) => AppwriteError

/** One element of the `queries` parameter. */
export function decodeQuery(text: string, refuse: Refuse): RawQuery {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    throw refuse('Syntax error')
  }
  return queryShape(value, refuse)
}

/** A query inside of another one. */
export function queryShape(value: unknown, refuse: Refuse): RawQuery {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('Must be an object')
  const method = 'method' in value ? value.method : null
  const attribute = 'attribute' in value ? value.attribute : ''
  const values = 'values' in value ? value.values : []
  if (typeof method !== 'string') throw refuse('Invalid query method. Must be a string')
  if (typeof attribute !== 'string') throw refuse('Invalid query attribute. Must be a string')
  if (!Array.isArray(values)) throw refuse('Invalid query values. Must be an array')
  if (values.length > VALUES_MAX) throw refuse(`Query on attribute has greater than ${VALUES_MAX} values`)
  return { method, attribute, values }
}

/** A limit or an offset; digits as text count too. */
export function wholeNumber(value: unknown, least: number, refuse: Refuse): number {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < least)
    throw refuse(`Value must be a valid range between ${least} and ${Number.MAX_SAFE_INTEGER}`)
  return number
}
