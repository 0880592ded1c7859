import type { DatabaseSync } from 'node:sqlite'

import { blind, comparisonKey } from './blind-text.ts'
import { compileLinearRegex, type LinearRegex } from './linear-regex.ts'

/** Patterns kept compiled. */
const PATTERNS_KEPT = 50
/** Characters of a text that a pattern looks at. */
const PATTERN_TEXT_MAX = 20_000

/** Gives a connection the functions that queries use: `blind`, `comparison_key`, `matches_pattern`. */
export function addSqlFunctions(sqlite: DatabaseSync): void {
  const options = { deterministic: true, directOnly: true }
  sqlite.function('blind', options, (text) => (typeof text === 'string' ? blind(text) : null))
  sqlite.function('comparison_key', options, (text) =>
    typeof text === 'string' ? comparisonKey(text) : null,
  )
  const patterns = new Map<string, LinearRegex | null>()
  sqlite.function('matches_pattern', options, (pattern, text) => {
    if (typeof text !== 'string' || typeof pattern !== 'string') return null
    const known = patterns.get(pattern)
    const regex = known === undefined ? compileLinearRegex(foldPattern(pattern)) : known
    if (known === undefined) {
      if (patterns.size >= PATTERNS_KEPT) patterns.clear()
      patterns.set(pattern, regex)
    }
    return regex?.test(blind(text.slice(0, PATTERN_TEXT_MAX))) === true ? 1 : 0
  })
}

/** True for patterns that the `regex` query can run. */
export function isRunnablePattern(pattern: string): boolean {
  return compileLinearRegex(foldPattern(pattern)) !== null
}

/** Folds the literal letters like the texts, but leaves escapes such as `\d` alone. */
function foldPattern(pattern: string): string {
  return pattern.replace(/\\[\s\S]|[^\\]+/g, (part) => (part.startsWith('\\') ? part : blind(part)))
}
