import { isIP } from 'node:net'

import { formatTime } from '../../store/format-time.ts'
import { isGeometryType, type GeometryType } from '../../store/geometry/geometry.ts'
import {
  defaultOf,
  kindOf,
  type Column,
  type Scalar,
  type Value,
  type ValueKind,
} from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { countCharacters } from '../characters.ts'
import { isEmail } from '../email.ts'
import { parsePhpTime } from '../php-time.ts'
import { readShape } from './geometry-values.ts'

/** Whole numbers of 32 bits; the database refuses the lowest one. */
const INT_MAX = 2_147_483_647

/**
 * The value as it is stored, or a refusal. Nothing is coerced: "5" is no integer, 1 is no boolean. Dates become UTC
 * with milliseconds. null is for the caller to deal with.
 *
 * @throws AppwriteError row_invalid_structure
 */
export function checkValue(column: Column, value: unknown): Value {
  const kind = kindOf(column)
  if (isGeometryType(kind))
    return readShape(kind, value, (why) =>
      invalid(column, `has invalid type: must be a valid ${kind}: ${why}`),
    )
  if (!column.array) return checkScalar(column, kind, value)
  const list = asList(value)
  if (list === null) throw invalid(column, 'must be an array')
  return list.map((element) => (element === null ? null : checkScalar(column, kind, element)))
}

/** What a row holds in a column that nothing was said about. @throws AppwriteError row_invalid_structure */
export function appliedDefault(column: Column): Value {
  const value = defaultOf(column)
  return value === null || isGeometryType(kindOf(column)) ? value : checkValue(column, value)
}

/** The refusal of a value. */
export function invalid(column: Column, why: string): AppwriteError {
  return new AppwriteError(
    'row_invalid_structure',
    `Invalid document structure: Attribute "${column.key}" ${why}.`,
  )
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value)
}

/** PHP does not tell lists from objects with the keys 0, 1, 2…. */
function asList(value: unknown): unknown[] | null {
  if (isList(value)) return value
  if (typeof value !== 'object' || value === null) return null
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every((key, index) => key === String(index)) ? Object.values(value) : null
}

function checkScalar(column: Column, kind: Exclude<ValueKind, GeometryType>, value: unknown): Scalar {
  switch (kind) {
    case 'text':
      return checkText(column, value)
    case 'integer':
      return checkInteger(column, value)
    case 'double':
      if (typeof value !== 'number' || !Number.isFinite(value))
        throw invalid(column, 'has invalid type: must be a float')
      requireInRange(column, value)
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw invalid(column, 'has invalid type: must be a boolean')
      return value
    case 'time': {
      const moment = typeof value === 'string' ? parsePhpTime(value) : null
      if (moment === null) throw invalid(column, 'has invalid type: must be a valid date')
      return formatTime(moment)
    }
  }
}

function checkText(column: Column, value: unknown): string {
  if (typeof value !== 'string') throw invalid(column, 'has invalid type: must be a string')
  if (value.length > column.size && countCharacters(value) > column.size)
    throw invalid(column, `must be no longer than ${column.size} chars`)
  switch (column.format) {
    case '':
      return value
    case 'enum':
      if (!column.elements.includes(value))
        throw invalid(column, `must be one of (${column.elements.join(', ')})`)
      return value
    case 'email':
      if (!isEmail(value)) throw invalid(column, 'must be a valid email address')
      return value
    case 'url':
      if (!isUrl(value)) throw invalid(column, 'must be a valid URL')
      return value
    case 'ip':
      if (!isIpAddress(value)) throw invalid(column, 'must be a valid IP address')
      return value
  }
}

function checkInteger(column: Column, value: unknown): number | bigint {
  if (typeof value !== 'bigint' && (typeof value !== 'number' || !Number.isInteger(value)))
    throw invalid(column, 'has invalid type: must be an integer')
  requireInRange(column, value)
  return value
}

function requireInRange(column: Column, value: number | bigint): void {
  const [low, high] = boundsOf(column)
  if (value < low || value > high) throw invalid(column, `must be a number between ${low} and ${high}`)
}

/** The lowest and highest number a column takes. */
export function boundsOf(column: Column): readonly [number | bigint, number | bigint] {
  const [low, high] =
    column.type === 'integer'
      ? [-INT_MAX, INT_MAX]
      : column.type === 'bigint'
        ? [-(2n ** 63n), 2n ** 63n - 1n]
        : [-Number.MAX_VALUE, Number.MAX_VALUE]
  const [least, most] = [column.min ?? low, column.max ?? high]
  return column.narrow === true ? [least < low ? low : least, most > high ? high : most] : [least, most]
}

/** True for an address of either family; those with a zone (`fe80::1%eth0`) are none. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%')
}

/** What PHP's FILTER_VALIDATE_URL takes: a scheme with a host, or one of the schemes that have none. */
export function isUrl(text: string): boolean {
  if (/[^\u0021-\u007E]/.test(text)) return false
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+/i.test(text)
    ? URL.canParse(text)
    : /^(?:mailto|news|file):\S+$/i.test(text)
}
