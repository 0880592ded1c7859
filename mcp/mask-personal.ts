/** The shortest run of digits that may be a number to call, and the longest that one is. */
const PHONE_MIN = 7
const PHONE_MAX = 15
/** So many digits are hardly an amount or a year, whatever else they are. */
const TELLING_MIN = 9
const CARD_MIN = 13
const CARD_MAX = 19

/**
 * A text without e-mail addresses, phone and card numbers: a word stands in the place of each. Numbers of orders that are as
 * long as phone numbers go too. Reads in linear time.
 */
export function maskPersonal(text: string): string {
  return text
    .replace(/[^\s@<>"'(),:;[\]]{1,64}@[^\s@<>"'(),:;[\]]{1,255}/g, '[address]')
    .replace(/\+?\(?\p{Nd}[\p{Nd} ()./\-\u00a0\u2010-\u2013]{5,40}\p{Nd}/gu, (run) => numberOr(run))
}

function numberOr(run: string): string {
  const digits = run.match(/\p{Nd}/gu) ?? []
  const count = digits.length
  if (count >= CARD_MIN && count <= CARD_MAX && isCard(digits)) return '[card]'
  if (count > PHONE_MAX) return '[number]'
  const isDate = /^\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-]\p{Nd}{1,4}$/u.test(run)
  const isCalled = count >= PHONE_MIN && (/^\+|^\(?0/.test(run) || /[^\p{Nd}]/u.test(run))
  return !isDate && (count >= TELLING_MIN || isCalled) ? '[phone]' : run
}

/** By the check digit that card numbers end with (ISO/IEC 7812). */
function isCard(digits: readonly string[]): boolean {
  const sum = digits.toReversed().reduce((total, digit, index) => {
    const value = valueOf(digit)
    if (index % 2 === 0) return total + value
    return total + (value > 4 ? value * 2 - 9 : value * 2)
  }, 0)
  return sum % 10 === 0
}

/** Digits of every script come in tens, in order. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}
