/** What stands around a word and isn't part of it. */
export const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}%€$£]+$/gu

/** The words of a folded text: whole, and their parts at hyphens, slashes and apostrophes. */
export function wordsIn(text: string): ReadonlySet<string> {
  const whole = text.split(/\s+/).map((word) => word.replace(EDGES, ''))
  return new Set(whole.flatMap((word) => [word, ...word.split(/[-–—/'’]/)]).filter((word) => word !== ''))
}

/** Without case and kinds of blanks and apostrophes. */
export function foldText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ')
}
