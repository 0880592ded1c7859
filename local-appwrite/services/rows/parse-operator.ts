import { parseJson } from '../../store/json.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isRecord } from '../is-record.ts'

/** An operator sent in place of a value: `{"method":"increment","values":[1]}` as JSON text. */
export interface Operator {
  method: OperatorMethod
  values: unknown[]
}

export const NUMERIC = ['increment', 'decrement', 'multiply', 'divide', 'modulo', 'power'] as const
export const ARRAY = [
  'arrayAppend',
  'arrayPrepend',
  'arrayInsert',
  'arrayRemove',
  'arrayUnique',
  'arrayIntersect',
  'arrayDiff',
  'arrayFilter',
] as const
const TEXT = ['stringConcat', 'stringReplace'] as const
const DATE = ['dateAddDays', 'dateSubDays', 'dateSetNow'] as const
const METHODS = [...NUMERIC, ...ARRAY, ...TEXT, ...DATE, 'toggle'] as const
export type OperatorMethod = (typeof METHODS)[number]
export type NumericMethod = (typeof NUMERIC)[number]
export type ArrayMethod = (typeof ARRAY)[number]

/**
 * The operator that a value of an update stands for, or null when it is a plain value: JSON text, or the object itself,
 * whose `method` is a known one. Other keys and blanks around don't matter.
 *
 * @throws AppwriteError general_bad_request when its `values` are no list
 */
export function parseOperator(value: unknown): Operator | null {
  const parsed = typeof value === 'string' ? objectIn(value) : value
  if (!isRecord(parsed)) return null
  const method = METHODS.find((known) => known === parsed['method'])
  if (method === undefined) return null
  const given = parsed['values'] ?? []
  const values: unknown = isRecord(given) ? Object.values(given) : given
  if (!Array.isArray(values) || typeof (parsed['attribute'] ?? '') !== 'string')
    throw new AppwriteError(
      'general_bad_request',
      `Invalid operator: the values of ${method} must be a list.`,
    )
  return { method, values }
}

function objectIn(text: string): unknown {
  // Only texts that begin like an operator are parsed; chat messages rarely do.
  if (!/^\s*\{/.test(text) || !/"method"|\\u/.test(text)) return null
  try {
    return parseJson(text)
  } catch {
    return null
  }
}
