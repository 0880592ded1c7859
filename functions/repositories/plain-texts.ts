import { Operator } from 'node-appwrite'
import { isRecord } from '../../contract/is-record.ts'

/** The names of Appwrite's operators: the SDK makes each by a function of its name. */
const OPERATORS: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Operator).filter((name) => !['length', 'name', 'prototype'].includes(name)),
)
/** Looks like the brace, takes as much room, and is no JSON. */
const FULLWIDTH_BRACE = '\uFF5B'

/** Whether Appwrite takes a text for one of its operators, in an update or inside a transaction, in place of storing it. */
export function isOperatorText(text: string): boolean {
  if (!text.includes('"method"') && !text.includes('\\u')) return false
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) && typeof value['method'] === 'string' && OPERATORS.has(value['method'])
  } catch {
    return false
  }
}

/**
 * Values as Appwrite must store them: what somebody wrote never acts as an operator. Everything that updates a row, or
 * creates one inside a transaction, passes through here; our own operators are added afterwards.
 */
export function plainTexts<T extends object>(values: T): T {
  const plain = Object.entries(values).map(([key, value]) => [key, plainValue(value)])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same keys, and texts stay texts
  return Object.fromEntries(plain) as T
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue)
  return typeof value === 'string' && isOperatorText(value) ? value.replace('{', FULLWIDTH_BRACE) : value
}
