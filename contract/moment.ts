const ISO = /^(\d{4})-(\d\d)-(\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)?(Z|[+-]\d\d:\d\d)?$/
/** The years that Appwrite keeps, in UTC. */
const FIRST_MS = Date.UTC(1000, 0, 1)
const END_MS = Date.UTC(10_000, 0, 1)

/**
 * A day or a moment in ISO 8601, as such in UTC; without an offset it is in UTC already. Null when the text is none, the
 * calendar has no such day, or Appwrite keeps no such year.
 */
export function readMoment(text: string): string | null {
  const parts = ISO.exec(text)
  if (parts === null) return null
  const [, year, month, day, time = 'T00:00', offset = 'Z'] = parts
  // Of the 31st of February `Date` makes one in March.
  const inCalendar = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  if (inCalendar.getUTCMonth() !== Number(month) - 1 || inCalendar.getUTCDate() !== Number(day)) return null
  return momentOf(Date.parse(`${year}-${month}-${day}${time}${offset}`))
}

/** A number of milliseconds since 1970 in ISO 8601; null when Appwrite keeps no such year. */
export function momentOf(ms: number): string | null {
  return ms >= FIRST_MS && ms < END_MS ? new Date(ms).toISOString() : null
}
