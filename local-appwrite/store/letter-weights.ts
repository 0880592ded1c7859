/** What every character beyond U+FFFF weighs: all of them are equal. */
const BEYOND = '\uFFFD'
/** Where characters are folded at all: Latin, Greek, Cyrillic, Armenian, Roman numerals, circled and full-width letters. */
const FOLDED = /[a-z\u00B5-\u0586\u1E00-\u1FFF\u2160-\u217F\u24D0-\u24E9\uFF41-\uFF5A]/
/** Letters that are younger than MariaDB's table, which is of Unicode 3.0, and some that it keeps apart; hexadecimal. */
const APART = `180 19a-19b 19e 23c 23f-240 242 247 249 24b 24d 24f-252 25c 261 264-266 26a-26c 271 27d 282 287 289 28c
  29d-29e 340-341 343-344 371 373-374 377 37b-37e 385 387 3d7 3d9 3f3 3f5 3f8 3fb 419 48b 4c6 4ca 4ce-4cf 4f7 4fb 4fd 4ff 501-52f 1efb 1efd
  1eff 1fbb 1fc1 1fc9 1fcb 1fcd-1fcf 1fd3 1fdb 1fdd-1fdf 1fe3 1feb 1fed-1fef 1ff9 1ffb 1ffd`
/** Letters that weigh as another one than their own capital without its marks. */
const OTHERS: Readonly<Record<string, string>> = {
  ß: 'S',
  ϲ: 'Σ',
  й: 'Й',
  '\u1F71': '\u1FBB',
  '\u1F73': '\u1FC9',
  '\u1F75': '\u1FCB',
  '\u1F77': '\u1FDB',
  '\u1F79': '\u1FF9',
  '\u1F7B': '\u1FEB',
  '\u1F7D': '\u1FFB',
}

const apart = new Set(APART.split(/\s+/).flatMap(codesOf))
const weights = new Map<string, string>()

/**
 * What a character is compared by in MariaDB's `utf8mb4_general_ci`, the collation of Appwrite's usual database: each
 * character by itself, so `é` weighs as `E`, but `e` with a combining accent as two; and ß is one S.
 */
export function letterWeight(letter: string): string {
  if (letter.length > 1) return BEYOND
  const known = weights.get(letter)
  if (known !== undefined) return known
  const weight = weigh(letter)
  weights.set(letter, weight)
  return weight
}

function weigh(letter: string): string {
  if (!FOLDED.test(letter) || apart.has(letter.charCodeAt(0))) return letter
  const other = OTHERS[letter]
  if (other !== undefined) return other
  const base = letter.normalize('NFD').charAt(0)
  // Signs such as ¨, which decompose into a blank and a mark, stay themselves.
  const plain = base === ' ' ? letter : base
  const capital = plain.toUpperCase()
  return capital.length === 1 ? capital : plain
}

function codesOf(range: string): number[] {
  const [first = 0, last = first] = range.split('-').map((code) => Number.parseInt(code, 16))
  return Array.from({ length: last - first + 1 }, (_, step) => first + step)
}
