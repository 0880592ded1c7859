import { byJson, DATETIME, normalForm } from './normal-form.ts'
import { fill, fillText, isObject, type Variables } from './templates.ts'

/** One place where an answer is not as it was recorded. */
export interface Difference {
  readonly path: string
  readonly expected: unknown
  readonly got: unknown
}

/** More of one step say nothing new. */
const ENOUGH = 12

const isText = (value: unknown): value is string => typeof value === 'string'
/** What each placeholder of a recording accepts. */
const PLACEHOLDERS: Readonly<Record<string, (got: unknown) => boolean>> = {
  '<datetime>': (got) => got === '<datetime>' || (isText(got) && DATETIME.test(got)),
  '<id>': (got) => isText(got) && /^[A-Za-z0-9][A-Za-z0-9._-]{0,35}$/.test(got),
  '<jwt>': (got) => isText(got) && (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(got) || got.startsWith('<long:')),
  '<html>': (got) => got === '<html>',
  '<any>': () => true,
  '<string>': isText,
  '<number>': (got) => typeof got === 'number',
  '<url>': (got) => isText(got) && /^https?:\/\//.test(got),
  '<sequence>': (got) => got === '<sequence>' || (isText(got) && /^\d+$/.test(got)),
}

/** Where an answer in its normal form is not what was recorded. Keys have to be the same ones, neither more nor fewer. */
export function differences(
  expected: unknown,
  got: unknown,
  variables: Variables,
  path = '',
  found: Difference[] = [],
): Difference[] {
  const differs = () => found.push({ path: path === '' ? '(all)' : path, expected, got })
  if (found.length >= ENOUGH) return found
  if (typeof expected === 'string') {
    if (!textMatches(expected, got, variables)) differs()
  } else if (Array.isArray(expected)) {
    if (Array.isArray(got)) compareLists(expected, got, variables, path, found)
    else differs()
  } else if (isObject(expected)) {
    if (isObject(got)) compareObjects(expected, got, variables, path, found)
    else differs()
  } else if (expected !== got) differs()
  return found
}

function textMatches(expected: string, got: unknown, variables: Variables): boolean {
  const filled = fillText(expected, variables)
  if (filled === got || expected === got) return true
  if (PLACEHOLDERS[expected]?.(got) === true) return true
  return typeof filled === 'string' && normalForm(filled, {}) === got
}

function compareLists(
  expected: readonly unknown[],
  got: readonly unknown[],
  variables: Variables,
  path: string,
  found: Difference[],
): void {
  if (expected.length !== got.length)
    found.push({ path: `${path}.length`, expected: expected.length, got: got.length })
  const isSet =
    /(^|\.)(events|channels)$/.test(path) ||
    (/(^|\.)subscriptions$/.test(path) && expected.every((element) => typeof element === 'string'))
  // Their order was that of the names that stood in place of the templates.
  const [wanted, there] = isSet
    ? [expected.map((element) => fill(element, variables)).toSorted(byJson), got.toSorted(byJson)]
    : [expected, got]
  for (let index = 0; index < Math.min(wanted.length, there.length); index++)
    differences(wanted[index], there[index], variables, `${path}[${index}]`, found)
}

function compareObjects(
  expected: Record<string, unknown>,
  got: Record<string, unknown>,
  variables: Variables,
  path: string,
  found: Difference[],
): void {
  const at = (key: string) => (path === '' ? key : `${path}.${key}`)
  for (const [key, value] of Object.entries(expected)) {
    if (key in got) differences(value, got[key], variables, at(key), found)
    else found.push({ path: at(key), expected: value, got: '(no such key)' })
  }
  for (const [key, value] of Object.entries(got)) {
    if (!(key in expected)) found.push({ path: at(key), expected: '(no such key)', got: value })
  }
}
