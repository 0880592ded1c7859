/** The shortest run of digits that may be a number to call, and the longest that one is. */
const PHONE_MIN = 7
const PHONE_MAX = 15
/** So many digits are hardly an amount or a year, whatever else they are. */
const TELLING_MIN = 9
const CARD_MIN = 13
const CARD_MAX = 19

/**
 * A text without e-mail addresses, phone and card numbers: a word stands in the place of each. Numbers of orders that are as
 * long as phone numbers go too. It is read as a person sees it, without invisible signs and with letters of every width; where
 * there is nothing to leave out it stays as it is. Reads in linear time.
 */
export function maskPersonal(text: string): string {
  const seen = text.normalize('NFKC').replace(/\p{Cf}/gu, '')
  const masked = seen
    .replace(/[^\s@<>"'(),:;[\]]{1,64}@[^\s@<>"'(),:;[\]]{1,255}/g, '[address]')
    .replace(/\+?\(?\p{Nd}[\p{Nd}\s()./_\-\u2010-\u2015\u2212]{5,40}\p{Nd}/gu, (run) => numberOr(run))
  return masked === seen ? text : masked
}

function numberOr(run: string): string {
  const digits = run.match(/\p{Nd}/gu) ?? []
  const count = digits.length
  if (run.split(/\s+/).every(isDate)) return run
  if (count >= CARD_MIN && count <= CARD_MAX && isCard(digits)) return '[card]'
  if (count > PHONE_MAX) return '[number]'
  const isCalled = count >= PHONE_MIN && (/^\+|^\(?0/.test(run) || /[^\p{Nd}]/u.test(run))
  return count >= TELLING_MIN || isCalled ? '[phone]' : run
}

/** Day, month and year in any usual order, the year in full. */
function isDate(text: string): boolean {
  const parts = /^(\p{Nd}{1,4})([./-])(\p{Nd}{1,2})\2(\p{Nd}{1,4})$/u.exec(text)
  if (parts === null) return false
  const [first = 0, second = 0, third = 0] = [parts[1], parts[3], parts[4]].map(numberOf)
  const [year, one, other] = first > 31 ? [first, second, third] : [third, first, second]
  const isDayAndMonth = (day: number, month: number) => day >= 1 && day <= 31 && month >= 1 && month <= 12
  return year >= 1900 && year < 2200 && (isDayAndMonth(one, other) || isDayAndMonth(other, one))
}

function numberOf(digits = ''): number {
  return Array.from(digits).reduce((number, digit) => number * 10 + valueOf(digit), 0)
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
