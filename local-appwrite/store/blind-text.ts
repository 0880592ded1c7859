/** Combining marks: what is left of an accent after decomposition. */
const MARKS = /\p{M}+/gu
// oxlint-disable-next-line no-control-regex -- the control characters are part of ASCII
const ASCII = /^[\u0000-\u007f]*$/
/** Letters that decomposition leaves alone but MariaDB's collations treat as plain ones. */
const PLAIN: Readonly<Record<string, string>> = { Ø: 'O', Ł: 'L', Đ: 'D', Æ: 'AE', Œ: 'OE' }
const NOT_PLAIN = /[ØŁĐÆŒ]/g

/**
 * The text as comparisons see it: without case and accents. Two texts are equal to Appwrite's database when their
 * `comparisonKey` is equal. ASCII takes a short cut, because nearly every id and word is ASCII.
 */
export function blind(text: string): string {
  if (ASCII.test(text)) return text.toUpperCase()
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .toUpperCase()
    .replace(NOT_PLAIN, (letter) => PLAIN[letter] ?? letter)
}

/** `blind`, and without the blanks at the end, which comparisons ignore too. */
export function comparisonKey(text: string): string {
  const folded = blind(text)
  let end = folded.length
  while (end > 0 && folded.charCodeAt(end - 1) === 32) end -= 1
  return end === folded.length ? folded : folded.slice(0, end)
}
