import { isEmail } from '../../services/email.ts'
import type { PeopleList } from '../../services/people/people-rows.ts'
import { encodeJson } from '../../store/json.ts'
import { refusal, type Params, type Reader } from '../params.ts'
import { object, queryTexts, text, wantsTotal } from '../readers.ts'

/** Bytes of preferences as JSON (Appwrite's limit). */
const PREFS_MAX = 65_535

export const email: Reader<string> = (value, name) => {
  if (typeof value === 'string' && isEmail(value)) return value
  throw refusal(name, 'Value must be a valid email address')
}

/** E.164: a plus and 6 to 15 digits. */
export const phone: Reader<string> = (value, name) => {
  if (typeof value === 'string' && /^\+[1-9]\d{5,14}$/.test(value)) return value
  throw refusal(name, "Phone number must start with a '+' and can have a maximum of fifteen digits.")
}

/** 8 to 256 characters. */
export const password: Reader<string> = text(256, 8)

export const prefs: Reader<Record<string, unknown>> = (value, name) => {
  if (Array.isArray(value) && value.length > 0) throw refusal(name, 'Value must be a valid object')
  const parsed = object(value, name)
  if (encodeJson(parsed).length > PREFS_MAX) throw refusal(name, 'Value is too large')
  return parsed
}

/** `queries`, `search` and `total` of a list of people. */
export function readPeopleList(params: Params): PeopleList {
  return {
    queries: params.optional('queries', queryTexts, []),
    search: params.optional('search', text(256), ''),
    total: wantsTotal(params),
  }
}
