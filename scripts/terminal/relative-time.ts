const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 3600],
  ['month', 30 * 24 * 3600],
  ['day', 24 * 3600],
  ['hour', 3600],
  ['minute', 60],
]
let words: Intl.RelativeTimeFormat | undefined

/** A moment in words, as seen from another: "3 minutes ago", "yesterday", "just now". */
export function relativeTime(moment: string | null, now: Date): string {
  if (moment === null) return 'never'
  // Made when the first is written, as it takes longer than the start of a script.
  words ??= new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  const seconds = Math.round((Date.parse(moment) - now.getTime()) / 1000)
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit)
  }
  return Math.abs(seconds) < 10 ? 'just now' : words.format(seconds, 'second')
}
