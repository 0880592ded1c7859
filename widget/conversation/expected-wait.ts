/** In seconds. */
const UNITS = { minute: 60, hour: 3600, day: 86_400 } as const

/** Lengths of time as people say them. None is a single one, whose words many languages bend in a sentence. */
const STEPS = [
  { unit: 'minute', counts: [2, 3, 5, 10, 15, 20, 30, 45, 60] },
  { unit: 'hour', counts: [2, 3, 4, 6, 8, 12, 24] },
  { unit: 'day', counts: [2, 3, 5, 7] },
] as const

/**
 * How long a visitor may expect to wait in all, rounded up to a length of time that people say, in the words of a
 * language: “5 minutes”. Null where that would tell nothing: of more than a week, and once it has passed.
 *
 * @param seconds what is expected; null where that is unknown
 * @param waitedMs how long the visitor has waited already
 */
export function expectedWait(seconds: number | null, waitedMs: number, locale: string): string | null {
  if (seconds === null) return null
  for (const { unit, counts } of STEPS) {
    const count = counts.find((one) => one * UNITS[unit] >= seconds)
    if (count === undefined) continue
    if (waitedMs > count * UNITS[unit] * 1000) return null
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
  }
  return null
}
