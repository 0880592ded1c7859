import type { DatabaseSync } from 'node:sqlite'

import { blind, comparisonKey } from './blind-text.ts'
import { addGeometryFunctions } from './geometry/geometry-functions.ts'
import { StatementTooSlow } from './statement-too-slow.ts'
import { containsWords } from './word-search.ts'

/** The clock is read once in so many short calls. */
const CALLS_PER_LOOK = 256

/**
 * Gives a connection the functions that queries use: `blind`, `comparison_key`, `contains_words` and those about shapes. Answers what must
 * be called before each statement, with the milliseconds that it may spend in walks through texts: nothing else can
 * interrupt them.
 */
export function addSqlFunctions(sqlite: DatabaseSync): (maxMs: number) => void {
  let calls = 0
  let allowedMs = Infinity
  let deadline = Infinity
  const checkTime = (isLong = false) => {
    calls += 1
    if (!isLong && calls % CALLS_PER_LOOK !== 0) return
    const now = performance.now()
    // The time begins with the first look, not with the statement: most statements never get that far.
    if (deadline === Infinity) deadline = now + allowedMs
    else if (now > deadline) throw new StatementTooSlow('too much to compare')
  }

  const options = { deterministic: true, directOnly: true }
  sqlite.function('blind', options, (text) => {
    checkTime()
    return typeof text === 'string' ? blind(text) : null
  })
  sqlite.function('comparison_key', options, (text) => {
    checkTime()
    return typeof text === 'string' ? comparisonKey(text) : null
  })
  sqlite.function('contains_words', options, (text, search) => {
    checkTime()
    return typeof text === 'string' && typeof search === 'string' ? Number(containsWords(text, search)) : 0
  })
  addGeometryFunctions(sqlite, () => checkTime(true))
  return (maxMs) => {
    calls = 0
    allowedMs = maxMs
    deadline = Infinity
  }
}
