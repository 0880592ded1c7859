import { RE2JS, RE2JSException } from 're2js'

import { blind } from './blind-text.ts'

/** A compiled pattern. `test` runs in time proportional to text length × pattern size, whatever the pattern. */
export type LinearRegex = { test(text: string): boolean }

/** Most steps a pattern may compile to; bounds the work per character. */
const PROGRAM_MAX = 600
const FLAGS = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE

// oxlint-disable-next-line no-control-regex -- the control characters are part of ASCII
const BEYOND_ASCII = /[^\u0000-\u007f]+/g
/** What RE2 takes for ASCII only, and the database's own engine for any script. */
const ANY_SCRIPT: Readonly<Record<string, string>> = {
  d: String.raw`\p{Nd}`,
  D: String.raw`\P{Nd}`,
  w: String.raw`\p{L}\p{N}_`,
  W: String.raw`[^\p{L}\p{N}_]`,
}

/**
 * Compiles a regular expression that looks at texts without case and accents, as every comparison does. Answers null
 * for what linear time can't do (back references, look-around, possessive repeats), and for what is faulty or too large.
 */
export function compileLinearRegex(pattern: string): LinearRegex | null {
  try {
    const regex = RE2JS.compile(inAnyScript(pattern.replaceAll(BEYOND_ASCII, blind)), FLAGS)
    return regex.programSize() > PROGRAM_MAX ? null : { test: (text) => regex.test(blind(text)) }
  } catch (error) {
    if (error instanceof RE2JSException) return null
    throw error
  }
}

/** Writes `\d` and `\w` out. In a class, `\W` can't be, and stays what it is for ASCII. */
function inAnyScript(pattern: string): string {
  let inClass = false
  return pattern.replaceAll(/\\([\s\S])|\[\^?\]?|\[:\w+:\]|\]/g, (part, escaped: string | undefined) => {
    if (escaped === undefined) {
      if (!part.startsWith('[:')) inClass = part !== ']'
      return part
    }
    const written = ANY_SCRIPT[escaped]
    if (written === undefined || (inClass && escaped === 'W')) return part
    return escaped === 'w' && !inClass ? `[${written}]` : written
  })
}
