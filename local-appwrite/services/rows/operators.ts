import { comparisonKey } from '../../store/blind-text.ts'
import { formatTime } from '../../store/format-time.ts'
import { parseJson } from '../../store/json.ts'
import { kindOf, type Column, type Scalar, type Value } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isRecord } from '../is-record.ts'
import { boundsOf, checkValue, invalid } from '../schema/column-values.ts'
import { wholeSum } from './whole-sum.ts'

/** An operator sent in place of a value: `{"method":"increment","values":[1]}` as JSON text. */
export type Operator = { method: OperatorMethod; values: unknown[] }

const NUMERIC = ['increment', 'decrement', 'multiply', 'divide', 'modulo', 'power'] as const
const ARRAY = [
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
type OperatorMethod = (typeof METHODS)[number]
type NumericMethod = (typeof NUMERIC)[number]
type ArrayMethod = (typeof ARRAY)[number]

/** What `arrayFilter` can keep elements by. */
const CONDITIONS = [
  'equal',
  'notEqual',
  'greaterThan',
  'greaterThanEqual',
  'lessThan',
  'lessThanEqual',
  'isNull',
  'isNotNull',
] as const
const DAY_MS = 86_400_000

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
  if (!/^\s*\{/.test(text) || !text.includes('"method"')) return null
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

/**
 * What a column holds after the operator. null counts as 0, an empty list or an empty text.
 *
 * @throws AppwriteError row_invalid_structure when the operator does not fit the column or its result doesn't
 */
export function applyOperator(column: Column, current: Value, operator: Operator, now: number): Value {
  const result = resultOf(column, current, operator, now)
  return result === null ? null : checkValue(column, result)
}

function resultOf(column: Column, current: Value, { method, values }: Operator, now: number): unknown {
  const numeric = NUMERIC.find((one) => one === method)
  const onArray = ARRAY.find((one) => one === method)
  if (onArray !== undefined) {
    if (!column.array) throw invalid(column, `is no array, which ${method} needs`)
    const result = arrayResult(
      column,
      Array.isArray(current) ? current : [],
      onArray,
      values.map(elementOf(column)),
    )
    // Unlike the others, this one makes nothing of a list that was never set.
    return onArray === 'arrayInsert' && current === null ? null : result
  }
  if (column.array) throw invalid(column, `is an array, which ${method} can't change`)
  if (numeric !== undefined) {
    if (kindOf(column) !== 'integer' && kindOf(column) !== 'double')
      throw invalid(column, `is no number, which ${method} needs`)
    return numericResult(column, current, numeric, values)
  }
  const kind = kindOf(column)
  if (method === 'toggle') {
    if (kind !== 'boolean') throw invalid(column, 'is no boolean, which toggle needs')
    return current !== true
  }
  if (method === 'stringConcat' || method === 'stringReplace') {
    if (kind !== 'text') throw invalid(column, `is no text, which ${method} needs`)
    return textResult(column, typeof current === 'string' ? current : null, method, values)
  }
  if (kind !== 'time') throw invalid(column, `is no date, which ${method} needs`)
  return dateResult(column, current, method, values, now)
}

function numericResult(
  column: Column,
  current: Value,
  method: NumericMethod,
  values: readonly unknown[],
): number | bigint {
  const [operand, bound] = values.map((value) => numericIn(value) ?? value)
  if (typeof operand !== 'number' || !Number.isFinite(operand))
    throw invalid(column, `needs a number for ${method}`)
  if (bound !== undefined && bound !== null && typeof bound !== 'number')
    throw invalid(column, `needs a number as the bound of ${method}`)
  if (operand === 0 && (method === 'divide' || method === 'modulo'))
    throw invalid(column, "can't be divided by zero")
  const result = calculate(column, current, method, operand)
  const [low, high] = boundsOf(column)
  // Without a bound of its own an operator may not leave the bounds of the column; with one it stops there.
  if (typeof bound === 'number') {
    const lowers = method === 'decrement' || method === 'divide'
    return (lowers ? result < bound : result > bound) ? bound : result
  }
  if (result < low || result > high) throw invalid(column, 'would leave its bounds')
  return result
}

/** The number that a value is for PHP: numbers, and texts of them; null for anything else. */
function numericIn(value: unknown): number | null {
  if (typeof value === 'bigint') return Number(value)
  const isNumeric = typeof value === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
  return isNumeric ? Number(value) : null
}

/** Elements of a list of numbers may come as texts, which the database takes for numbers. */
function elementOf(column: Column): (value: unknown) => unknown {
  const kind = kindOf(column)
  return (value) => (kind === 'integer' || kind === 'double' ? (numericIn(value) ?? value) : value)
}

function calculate(column: Column, current: Value, method: NumericMethod, operand: number): number | bigint {
  switch (method) {
    case 'increment':
      return changedNumber(column, current, operand)
    case 'decrement':
      return changedNumber(column, current, -operand)
    case 'multiply':
      return numberIn(current) * operand
    case 'divide':
      return numberIn(current) / operand
    case 'modulo':
      return numberIn(current) % operand
    case 'power':
      return numberIn(current) ** operand
  }
}

/** What a number column holds after so much was added; what isn't there counts as 0. Whole numbers stay exact. */
export function changedNumber(column: Column, current: Value | undefined, by: number): number | bigint {
  if (kindOf(column) !== 'integer') return numberIn(current) + by
  return wholeSum(typeof current === 'bigint' ? current : numberIn(current), by)
}

function numberIn(value: Value | undefined): number {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0
}

function textResult(
  column: Column,
  current: string | null,
  method: 'stringConcat' | 'stringReplace',
  values: readonly unknown[],
): string | null {
  const [first, second] = values
  if (typeof first !== 'string') throw invalid(column, `needs a text for ${method}`)
  if (method === 'stringConcat') {
    const joined = (current ?? '') + first
    // Appwrite counts bytes here, so a text of other letters is full before it is.
    if (Buffer.byteLength(joined) > column.size)
      throw invalid(column, `must be no longer than ${column.size} bytes`)
    return joined
  }
  if (typeof second !== 'string' || values.length !== 2)
    throw invalid(column, 'needs two texts for stringReplace')
  // Unlike comparisons, replacing tells letters apart exactly; nothing is replaced in what isn't there.
  return first === '' || current === null ? current : current.replaceAll(first, () => second)
}

function dateResult(
  column: Column,
  current: Value,
  method: 'dateAddDays' | 'dateSubDays' | 'dateSetNow' | OperatorMethod,
  values: readonly unknown[],
  now: number,
): string | null {
  if (method === 'dateSetNow') return formatTime(now)
  const [days] = values
  if (typeof days !== 'number' || !Number.isInteger(days))
    throw invalid(column, `needs whole days for ${method}`)
  if (typeof current !== 'string') return null
  const moment = Date.parse(current) + (method === 'dateAddDays' ? days : -days) * DAY_MS
  if (Number.isNaN(new Date(moment).getTime())) throw invalid(column, 'would leave the calendar')
  return formatTime(moment)
}

function arrayResult(
  column: Column,
  list: readonly Scalar[],
  method: ArrayMethod,
  values: readonly unknown[],
): unknown[] {
  switch (method) {
    case 'arrayAppend':
      return [...list, ...values]
    case 'arrayPrepend':
      return [...values, ...list]
    case 'arrayInsert': {
      const [index, element] = values
      if (
        typeof index !== 'number' ||
        !Number.isInteger(index) ||
        index < 0 ||
        index > list.length ||
        values.length !== 2
      )
        throw invalid(column, 'needs a place inside the array and an element for arrayInsert')
      return [...list.slice(0, index), element, ...list.slice(index)]
    }
    case 'arrayRemove':
      if (values.length === 0) throw invalid(column, 'needs an element for arrayRemove')
      return list.filter((element) => !values.some((value) => value === element))
    case 'arrayUnique':
      // The database answers distinct values in the order of their texts.
      return [...new Set(list)].sort((left, right) => compareTexts(String(left), String(right)))
    case 'arrayIntersect':
      return list.filter((element) => values.includes(element))
    case 'arrayDiff':
      return list.filter((element) => !values.includes(element))
    case 'arrayFilter':
      if (!CONDITIONS.some((known) => known === values[0]))
        throw invalid(column, 'needs a known condition for arrayFilter')
      // Appwrite fails with 500 here.
      if (kindOf(column) === 'text' && /Than/.test(String(values[0])))
        throw invalid(column, `holds texts, which ${String(values[0])} can't compare`)
      return list.filter((element) => passes(element, values))
  }
}

function compareTexts(left: string, right: string): number {
  const [a, b] = [comparisonKey(left), comparisonKey(right)]
  return a < b ? -1 : a > b ? 1 : 0
}

function passes(element: Scalar, [condition, operand]: readonly unknown[]): boolean {
  switch (condition) {
    case 'isNull':
      return element === null
    case 'isNotNull':
      return element !== null
    case 'equal':
      return element === operand
    case 'notEqual':
      return element !== operand
    case 'greaterThan':
    case 'greaterThanEqual':
    case 'lessThan':
    case 'lessThanEqual': {
      if (typeof element !== 'number' || typeof operand !== 'number') return false
      if (condition === 'greaterThan') return element > operand
      if (condition === 'greaterThanEqual') return element >= operand
      return condition === 'lessThan' ? element < operand : element <= operand
    }
    default:
      return false
  }
}
