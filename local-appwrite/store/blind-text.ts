import { letterWeight } from './letter-weights.ts'

// oxlint-disable-next-line no-control-regex -- the control characters are part of ASCII
const ASCII = /^[\u0000-\u007f]*$/

/**
 * The text as Appwrite's database compares it: each character by its weight, without case and accents. Two texts are
 * equal there when their `comparisonKey` is equal. ASCII takes a short cut, because nearly every id and word is ASCII.
 */
export function blind(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase()
  let folded = ''
  for (const letter of text) folded += letterWeight(letter)
  return folded
}

/**
 * `blind`, and with exactly one blank at the end: comparisons take the shorter text as if it were filled up with blanks,
 * so those at the end don't count, and what is less than a blank sorts before the end of a text.
 */
export function comparisonKey(text: string): string {
  const folded = blind(text)
  let end = folded.length
  while (end > 0 && folded.charCodeAt(end - 1) === 32) end -= 1
  return `${folded.slice(0, end)} `
}
