const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** The database keeps the years 1000 to 9999, to the second at its end. */
const EARLIEST = Date.UTC(1000, 0, 1)
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59)

const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i
const WORDS: Readonly<Record<string, (now: number) => number>> = {
  '': (now) => now,
  now: (now) => now,
  today: midnight,
  midnight,
  noon: (now) => midnight(now) + DAY_MS / 2,
  tomorrow: (now) => midnight(now) + DAY_MS,
  yesterday: (now) => midnight(now) - DAY_MS,
}
const UNIT_MS: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
}

/**
 * The moment a text means, in milliseconds, or null. Appwrite hands dates to PHP's parser, which takes ISO forms,
 * words such as `yesterday`, `+2 days`, `@seconds`, an empty text (now) and single letters (time zones); days
 * that a month lacks run over into the next. Times without an offset are UTC.
 */
export function parsePhpTime(text: string, now = Date.now()): number | null {
  if (text.length > 64) return null
  const trimmed = text.trim().toLowerCase()
  const moment = parseIso(trimmed) ?? parseWords(trimmed, now) ?? parseMail(text)
  return moment === null || moment < EARLIEST || moment > LATEST ? null : moment
}

function midnight(now: number): number {
  return now - (now % DAY_MS)
}

function parseIso(text: string): number | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0))
  if (year === undefined || month === undefined || day === undefined) return null
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  if ((hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 59) return null
  const millis = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  const utc = new Date(0)
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  utc.setUTCFullYear(year, month - 1, day)
  utc.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0, millis)
  return utc.getTime() - offsetMs(match[8])
}

function offsetMs(zone: string | undefined): number {
  const match = zone === undefined ? null : /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (match === null) return 0
  const size = Number(match[2]) * HOUR_MS + Number(match[3] ?? 0) * 60_000
  return match[1] === '-' ? -size : size
}

function parseWords(text: string, now: number): number | null {
  const word = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined
  if (word !== undefined) return word(now)
  if (/^[a-ik-z]$/.test(text)) return now - militaryOffsetMs(text)
  const stamp = /^@(-?\d{1,12})$/.exec(text)
  if (stamp !== null) return Number(stamp[1]) * 1000
  const relative = /^([+-]?\d{1,6}) ?(sec|second|min|minute|hour|day|week)s?( ago)?$/.exec(text)
  if (relative === null) return null
  const size = Number(relative[1]) * (UNIT_MS[relative[2] ?? ''] ?? 0)
  return relative[3] === undefined ? now + size : now - size
}

/** A is UTC+1 … M is UTC+12 (without J), N is UTC-1 … Y is UTC-12, Z is UTC. */
function militaryOffsetMs(letter: string): number {
  const east = 'abcdefghiklm'.indexOf(letter) + 1
  const west = 'nopqrstuvwxy'.indexOf(letter) + 1
  return (east - west) * HOUR_MS
}

/** `Fri, 02 Jan 2026 03:04:05 GMT` */
function parseMail(text: string): number | null {
  if (!/^[A-Za-z]{3}, \d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}/.test(text)) return null
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? null : moment
}
