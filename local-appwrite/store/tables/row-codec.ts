import type { SQLInputValue, SQLOutputValue } from 'node:sqlite'

import { comparisonKey } from '../blind-text.ts'
import { formatTime } from '../format-time.ts'
import { decodeShape, encodeShape, isGeometryType } from '../geometry/geometry.ts'
import { encodeJson, parseJson } from '../json.ts'
import { isText, type Column, type Scalar, type Value } from './table-definition.ts'

/** The SQL value of a checked API value. */
export function encodeValue(column: Column, value: Value): SQLInputValue {
  if (value === null) return null
  if (Array.isArray(value)) return encodeJson(value)
  if (typeof value === 'object') return encodeShape(value)
  return encodeScalar(column, value)
}

/** The SQL value of one element, as filters compare it: dates are milliseconds, booleans 0 and 1. */
export function encodeScalar(column: Column, value: Scalar): SQLInputValue {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (column.type === 'datetime' && typeof value === 'string') return Date.parse(value)
  return value
}

/** What the comparison key column `k<number>` holds. */
export function encodeKey(column: Column, value: Value): SQLInputValue {
  return isText(column) && typeof value === 'string' ? comparisonKey(value) : null
}

/** The API value of a SQL value. An array column that was never set is null here, and shown as an empty list. */
export function decodeValue(column: Column, value: SQLOutputValue | undefined): Value {
  if (value === null || value === undefined) return null
  if (column.array) return typeof value === 'string' ? decodeList(value) : []
  if (column.type === 'boolean') return value === 1 || value === 1n
  if (column.type === 'datetime') return formatTime(Number(value))
  if (typeof value === 'bigint') return safeInteger(value)
  if (typeof value === 'string' && isGeometryType(column.type)) return decodeShape(value)
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

function safeInteger(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

// Lists are kept as JSON; their dates stay text, so that what was written comes back.
function decodeList(json: string): Scalar[] {
  const list: unknown = parseJson(json)
  return Array.isArray(list) ? list.filter(isScalar) : []
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
}
