/** Appwrite's queries in their wire format: each is a JSON text of its own. */
import { toJson } from './to-json.ts'

type Value = string | number | boolean

export const equal = (attribute: string, value: Value) => compare('equal', attribute, value)
/** Equal to one of them. */
export const oneOf = (attribute: string, values: readonly Value[]) =>
  wire({ method: 'equal', attribute, values })
export const greaterThan = (attribute: string, value: Value) => compare('greaterThan', attribute, value)
export const lessThan = (attribute: string, value: Value) => compare('lessThan', attribute, value)
export const isNull = (attribute: string) => wire({ method: 'isNull', attribute })
export const isNotNull = (attribute: string) => wire({ method: 'isNotNull', attribute })
export const and = (queries: readonly string[]) => combine('and', queries)
export const or = (queries: readonly string[]) => combine('or', queries)
export const orderAsc = (attribute: string) => wire({ method: 'orderAsc', attribute })
export const orderDesc = (attribute: string) => wire({ method: 'orderDesc', attribute })
export const cursorAfter = (rowId: string) => wire({ method: 'cursorAfter', values: [rowId] })
export const limit = (rows: number) => wire({ method: 'limit', values: [rows] })

function compare(method: string, attribute: string, value: Value): string {
  return wire({ method, attribute, values: [value] })
}

/** Queries inside of another are objects, not texts. */
function combine(method: string, queries: readonly string[]): string {
  return wire({ method, values: queries.map((query): unknown => JSON.parse(query)) })
}

function wire(parts: Readonly<Record<string, unknown>>): string {
  return toJson(parts)
}
