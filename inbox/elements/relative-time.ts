const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'narrow' })

/** A moment as seen from now: within a day in words, before that its date. */
export function relativeTime(moment: string | null, now: Date): string {
  if (moment === null) return '–'
  const seconds = Math.round((Date.parse(moment) - now.getTime()) / 1000)
  const distance = Math.abs(seconds)
  if (distance < 10) return 'now'
  if (distance < 60) return words.format(seconds, 'second')
  if (distance < 3600) return words.format(Math.trunc(seconds / 60), 'minute')
  if (distance < 86_400) return words.format(Math.trunc(seconds / 3600), 'hour')
  return new Date(moment).toLocaleDateString(undefined, { day: 'numeric', month: 'short' })
}
