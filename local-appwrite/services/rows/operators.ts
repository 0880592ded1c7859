import { formatTime } from '../../store/format-time.ts'
import { kindOf, type Column, type Value } from '../../store/tables/table-definition.ts'
import { boundsOf, checkValue, invalid } from '../schema/column-values.ts'
import { arrayResult } from './array-operators.ts'
import { ARRAY, NUMERIC, type NumericMethod, type Operator, type OperatorMethod } from './parse-operator.ts'
import { wholeSum } from './whole-sum.ts'

const DAY_MS = 86_400_000

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
