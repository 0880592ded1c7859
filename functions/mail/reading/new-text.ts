import { answerMarks } from '../mail-texts.ts'
import { FIELDS, ORIGINAL, PROGRAM_LINES, STARTS, WROTE } from './quote-words.ts'

/** Lines of a mail's head that are looked at, with those that long lists of people take. */
const HEAD_LINES = 9
/** An introduction to a quote is broken into so many lines at most; each is no longer than this. */
const INTRODUCTION_LINES = 4
const INTRODUCTION_MAX = 400
const PROGRAM_LINE_MAX = 120

/**
 * What somebody wrote in a mail, without what they answered to and without their signature. Answers between quoted lines
 * stay. One look at each line and a few of those that follow it: no text takes longer than it is long.
 */
export function newText(text: string): string {
  const all = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  const lines = all.slice(0, endOfNew(all))
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (isQuoted(line)) continue
    const length = introductionAt(lines, at)
    if (length > 0) {
      at += length - 1
      continue
    }
    kept.push(line.trimEnd())
  }
  return withoutProgramLines(kept)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The first line from which on nothing is new: a signature, or a mail that is quoted as a whole. */
function endOfNew(lines: readonly string[]): number {
  const nextWritten = nextWrittenFrom(lines)
  const end = lines.findIndex(
    (line, at) =>
      line === '-- ' ||
      line === '--' ||
      isOriginalMark(line) ||
      (answerMarks.some((mark) => line.includes(mark)) && !isQuoted(line)) ||
      isHeadAt(lines, at) ||
      isUnmarkedQuoteAt(lines, at, nextWritten),
  )
  if (end < 0) return lines.length
  // A rule above a mail's head belongs to it.
  const above = lines.slice(Math.max(0, end - 2), end).findIndex(isRule)
  return above < 0 ? end : Math.max(0, end - 2) + above
}

/** For each line the first from there on that isn't blank: looked for once, however many introductions ask. */
function nextWrittenFrom(lines: readonly string[]): readonly number[] {
  const next = Array.from(lines, () => lines.length)
  for (let at = lines.length - 1; at >= 0; at--) {
    next[at] = lines[at]?.trim() === '' ? (next[at + 1] ?? lines.length) : at
  }
  return next
}

function isQuoted(line: string): boolean {
  return line.trimStart().startsWith('>')
}

function isRule(line: string): boolean {
  return /^[_-]{10,200}$/.test(line.trim())
}

/** `-----Original Message-----`, in many languages. */
function isOriginalMark(line: string): boolean {
  const trimmed = line.trim()
  if (trimmed.length > 100 || !trimmed.startsWith('--') || !trimmed.endsWith('--')) return false
  const words = trimmed.toLowerCase()
  return ORIGINAL.some((mark) => words.includes(mark))
}

/** The head of a mail in its first lines: who, when, and to whom or about what. */
function isHeadAt(lines: readonly string[], at: number): boolean {
  const first = fieldOf(lines[at] ?? '')
  if (first !== 'from' && first !== 'when') return false
  const fields = new Set(lines.slice(at, at + HEAD_LINES).map(fieldOf))
  return (
    fields.has('from') &&
    (fields.has('when')
      ? fields.has('to') || fields.has('subject')
      : fields.has('to') && fields.has('subject'))
  )
}

function fieldOf(line: string): keyof typeof FIELDS | null {
  const colon = line.indexOf(':')
  if (colon < 0 || colon > 30) return null
  const name = line
    .slice(0, colon)
    .replace(/[*_\s]/g, ' ')
    .trim()
    .toLowerCase()
  for (const field of ['from', 'when', 'to', 'subject'] as const)
    if (FIELDS[field].includes(name)) return field
  return null
}

/** An introduction to a quote whose lines have no mark of their own, as Yahoo writes it: everything below is quoted. */
function isUnmarkedQuoteAt(lines: readonly string[], at: number, nextWritten: readonly number[]): boolean {
  const length = introductionAt(lines, at)
  if (length === 0) return false
  const next = lines[nextWritten[at + length] ?? -1]
  return next !== undefined && !isQuoted(next)
}

/**
 * How many lines from here introduce a quote, as in `On Tue, 24 Nov 2026 at 10:05, Shop <help@shop.example> wrote:`; 0 for
 * none. Lines that stand above such ones are somebody's words, unless they begin as introductions do.
 */
function introductionAt(lines: readonly string[], at: number): number {
  const length = introductionFrom(lines, at)
  if (length < 2 || STARTS.some((start) => (lines[at] ?? '').trimStart().toLowerCase().startsWith(start))) {
    return length
  }
  for (let later = 1; later < length; later++) if (introductionFrom(lines, at + later) > 0) return 0
  return length
}

/** They name a time, and who wrote by a word or by an address. */
function introductionFrom(lines: readonly string[], at: number): number {
  let words = ''
  for (let length = 1; length <= INTRODUCTION_LINES; length++) {
    const line = lines[at + length - 1]?.trim()
    if (!line || isQuoted(line) || words.length + line.length > INTRODUCTION_MAX) return 0
    words = `${words} ${line}`.toLowerCase()
    if (!line.endsWith(':') && !line.endsWith('：')) continue
    return isIntroduction(words, isQuotedNext(lines, at + length)) ? length : 0
  }
  return 0
}

function isIntroduction(words: string, isBeforeQuote: boolean): boolean {
  if (!/\d/.test(words)) return false
  // A visitor may say who wrote what: an introduction has an address, or a time of day, too.
  if (WROTE.some((word) => words.includes(word))) return isBeforeQuote || /[@<]|\d:\d\d/.test(words)
  return words.includes('@') && isBeforeQuote
}

function isQuotedNext(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at, at + 3).find((line) => line.trim() !== '')
  return next !== undefined && isQuoted(next)
}

/** What the program adds stands last. */
function withoutProgramLines(lines: readonly string[]): readonly string[] {
  let end = lines.length
  for (;;) {
    const line = lines[end - 1]?.trim().toLowerCase()
    if (line === undefined) break
    const isAdded = line.length <= PROGRAM_LINE_MAX && PROGRAM_LINES.some((start) => line.startsWith(start))
    if (line !== '' && !isAdded) break
    end--
  }
  return lines.slice(0, end)
}
