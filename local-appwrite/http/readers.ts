import { countCharacters } from '../services/characters.ts'
import { isId } from '../services/is-id.ts'
import { isRecord } from '../services/is-record.ts'
import { uniqueId } from '../services/unique-id.ts'
import { decodeJson } from '../store/json.ts'
import { refusal, type Params, type Reader } from './params.ts'

/** Longest list a parameter may hold, and longest text in it (Appwrite's APP_LIMIT_ARRAY_*_SIZE). */
const LIST_MAX = 100
const ELEMENT_MAX = 4096

/** A text of `min` to `max` characters. */
export function text(max: number, min = 0): Reader<string> {
  return (value, name) => {
    if (typeof value !== 'string') throw refusal(name, 'Value must be a valid string.')
    const length = value.length <= max && value.length >= min * 2 ? value.length : countCharacters(value)
    if (length > max || length < min)
      throw refusal(name, `Value must be a valid string and between ${min} and ${max} chars.`)
    return value
  }
}

/** An id that must already be one. */
export const id: Reader<string> = (value, name) => {
  if (isId(value)) return value
  throw refusal(
    name,
    'UID must contain at most 36 chars. Valid chars are a-z, A-Z, 0-9, and underscore. ' +
      "Can't start with a leading underscore",
  )
}

/** An id chosen by the caller, or `unique()` for one made here. */
export const newId: Reader<string> = (value, name) => (value === 'unique()' ? uniqueId() : id(value, name))

/** A name of a column, an index or a variable. */
export const key: Reader<string> = (value, name) => {
  if (isId(value)) return value
  throw refusal(
    name,
    'Parameter must contain at most 36 chars. Valid chars are a-z, A-Z, 0-9, period, hyphen, and underscore.',
  )
}

/** A whole number in `min..max`; digits as text count too. */
export function integer(min: number, max: number): Reader<number> {
  return (value, name) => {
    const number = typeof value === 'string' && /^-?\d{1,19}$/.test(value) ? Number(value) : value
    if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max)
      throw refusal(name, `Value must be a valid range between ${min} and ${max}`)
    return number
  }
}

/** A finite number; numeric text counts too. */
export const number: Reader<number> = (value, name) => {
  const parsed =
    typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : value
  if (typeof parsed !== 'number' || !Number.isFinite(parsed))
    throw refusal(name, 'Value must be a valid float')
  return parsed
}

/** true or false; also as text, or as 1 and 0. */
export const boolean: Reader<boolean> = (value, name) => {
  if (value === true || value === 'true' || value === '1' || value === 1) return true
  if (value === false || value === 'false' || value === '0' || value === 0) return false
  throw refusal(name, 'Value must be a valid boolean')
}

/** A JSON object, or a JSON text of one. Lists pass as objects with number keys, as PHP sees them. */
export const object: Reader<Record<string, unknown>> = (value, name) => {
  const parsed = typeof value === 'string' ? decodeJson(value) : value
  if (isObject(parsed)) return parsed
  if (Array.isArray(parsed)) return Object.fromEntries(Object.entries(parsed))
  throw refusal(name, 'Value must be a valid object')
}

/**
 * The `total` parameter of a list: whether to count. Sent as the word `false` it still counts, because PHP takes every
 * text but "0" for true.
 */
export function wantsTotal(params: Params): boolean {
  params.optional('total', boolean, true)
  return !['0', 0, false].some((off) => off === params.raw('total'))
}

/** true or false, and nothing that merely means it. */
export const strictBoolean: Reader<boolean> = (value, name) => {
  if (typeof value === 'boolean') return value
  throw refusal(name, 'Value must be a valid boolean')
}

/** A list of at most `max` elements. */
export function listOf<T>(read: Reader<T>, max = LIST_MAX): Reader<T[]> {
  return (value, name) => {
    const list: unknown = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : null
    if (!Array.isArray(list)) throw refusal(name, 'Value must a valid array')
    if (list.length > max) throw refusal(name, `Value must a valid array no longer than ${max} items`)
    return list.map((element) => read(element, name))
  }
}

/** The `queries` parameter: at most 100 JSON texts of 1 to 4096 characters. */
export const queryTexts: Reader<string[]> = listOf(text(ELEMENT_MAX, 1))

/** One of a closed set of words. */
export function oneOf<const T extends string>(words: readonly T[]): Reader<T> {
  return (value, name) => {
    const found = words.find((word) => word === value)
    if (found === undefined) throw refusal(name, `Value must be one of (${words.join(', ')})`)
    return found
  }
}

/** One of a closed set of words in capitals, written in any case and kept as it was written. */
export function oneOfAnyCase(words: readonly string[]): Reader<string> {
  return (value, name) => {
    if (typeof value === 'string' && words.includes(value.toUpperCase())) return value
    throw refusal(name, `Value must be one of (${words.join(', ')})`)
  }
}

/** True for JSON objects (not lists, files or null). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !(value instanceof File)
}

/** A bound of a number column: any finite number, also beyond 2^53. */
export const bound: Reader<number | bigint> = (value, name) =>
  typeof value === 'bigint' ? value : number(value, name)

/** As `read`, and null is a value of its own. */
export function nullable<T>(read: Reader<T>): Reader<T | null> {
  return (value, name) => (value === null ? null : read(value, name))
}
