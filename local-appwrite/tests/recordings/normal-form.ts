import { createHash } from 'node:crypto'

import { isObject } from './templates.ts'

export const DATETIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/

/** They depend on the caller's machine, or are for the server to choose: only that they are texts is compared. */
const ANY_TEXT: ReadonlySet<unknown> = new Set(
  (
    'ip osCode osName osVersion clientType clientCode clientName clientVersion clientEngine clientEngineVersion ' +
    'deviceName deviceBrand deviceModel countryCode countryName hash'
  ).split(' '),
)
/** Of errors only the type and the code are compared. */
const NOT_OF_ERRORS: ReadonlySet<string> = new Set(['message', 'version', 'file', 'line', 'trace'])
/** Longer texts stand in the recordings as their length and a hash. */
const LONG = 400

/** How a step, or a whole recording, is compared. */
export interface Comparing {
  readonly keepDates?: boolean | undefined
  readonly ignoreKeys?: readonly string[] | undefined
  /** Keys whose lists are compared as sets. */
  readonly unordered?: readonly string[] | undefined
}

/** The form in which answers were recorded: what differs from run to run is a placeholder, sets are sorted. */
export function normalForm(value: unknown, how: Comparing, path: readonly string[] = []): unknown {
  const key = path.at(-1)
  if (typeof value === 'string') return normalText(value, how, path)
  if (Array.isArray(value)) {
    const list = value.map((element: unknown) => normalForm(element, how, [...path, '[]']))
    const isSet =
      key === 'events' ||
      key === 'channels' ||
      (key === 'subscriptions' && value.every((element) => typeof element === 'string')) ||
      (key !== undefined && how.unordered?.includes(key) === true)
    return isSet ? list.toSorted(byJson) : list
  }
  if (key === 'hashOptions') return '<any>'
  if (!isObject(value)) return value
  const leaveOut = (name: string) =>
    (isError(value) && NOT_OF_ERRORS.has(name)) || how.ignoreKeys?.includes(name) === true
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !leaveOut(name))
      .map(([name, part]) => [name, normalForm(part, how, [...path, name])]),
  )
}

function normalText(text: string, how: Comparing, path: readonly string[]): string {
  const key = path.at(-1)
  if (ANY_TEXT.has(key)) return '<string>'
  if (key === '$sequence' && /^\d+$/.test(text)) return '<sequence>'
  const isDate = (key === '$createdAt' || key === '$updatedAt') && DATETIME.test(text)
  if (isDate && how.keepDates !== true) return '<datetime>'
  if (/^\s*<!doctype html/i.test(text)) return '<html>'
  if (text.length > LONG && path.at(-2) !== 'headers') {
    return `<long:${text.length}:${createHash('sha1').update(text).digest('hex').slice(0, 12)}>`
  }
  return text
}

function isError(value: Record<string, unknown>): boolean {
  if (typeof value['code'] !== 'number' || typeof value['message'] !== 'string') return false
  return 'type' in value || 'data' in value || Object.keys(value).length <= 3
}

export function byJson(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}
