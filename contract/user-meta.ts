import * as limits from './limits.ts'
import * as sizes from './session-sizes.ts'
import { isRecord } from './is-record.ts'

/** What the page sets about its visitor: flat, small, unverified. */
export type UserMeta = Readonly<Record<string, string | number | boolean>>

/** A change to it: null removes a field, everything else sets it. */
export type UserMetaChange = Readonly<Record<string, string | number | boolean | null>>

const KEY = /^[A-Za-z][A-Za-z0-9_.-]*$/

/** The change that a value describes, or the names of the fields that aren't right (`userMeta` when it is no object). */
export function readUserMetaChange(
  value: unknown,
):
  | { readonly ok: true; readonly change: UserMetaChange }
  | { readonly ok: false; readonly rejected: readonly string[] } {
  if (!isRecord(value)) return { ok: false, rejected: ['userMeta'] }
  const change: Record<string, string | number | boolean | null> = {}
  const rejected: string[] = []
  for (const [key, field] of Object.entries(value)) {
    if (isKey(key) && isField(field)) change[key] = field
    else rejected.push(key)
  }
  return rejected.length > 0 ? { ok: false, rejected } : { ok: true, change }
}

/** Applies a change. Returns null when the outcome would be more than a row can store. */
export function mergeUserMeta(present: UserMeta, change: UserMetaChange): UserMeta | null {
  const merged = Object.fromEntries(
    Object.entries({ ...present, ...change }).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== null,
    ),
  )
  if (Object.keys(merged).length > limits.userMetaKeysMax) return null
  return JSON.stringify(merged).length > sizes.userMetaMax ? null : merged
}

/** The metadata in a row's JSON text; a broken or missing one counts as empty. */
export function parseUserMeta(text: string | null): UserMeta {
  if (text === null) return {}
  try {
    const read = readUserMetaChange(JSON.parse(text))
    return read.ok ? (mergeUserMeta({}, read.change) ?? {}) : {}
  } catch {
    return {}
  }
}

function isKey(key: string): boolean {
  return key.length <= limits.userMetaKeyMax && KEY.test(key)
}

function isField(field: unknown): field is string | number | boolean | null {
  if (typeof field === 'string') return field.length <= limits.userMetaValueMax
  return field === null || typeof field === 'boolean' || (typeof field === 'number' && Number.isFinite(field))
}
