import { locale, timeTexts } from './time-texts.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const relative = new Intl.RelativeTimeFormat(locale, { style: 'short' })
const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })
const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' })
const dateWithYear = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })

/** How long ago in words, to the minute, hour or day. Times are in milliseconds since 1970. */
export function formatAgo(at: number, now: number): string {
  const ago = now - at
  if (ago < MINUTE_MS) return timeTexts.justNow
  if (ago < HOUR_MS) return relative.format(-Math.floor(ago / MINUTE_MS), 'minute')
  if (ago < DAY_MS) return relative.format(-Math.floor(ago / HOUR_MS), 'hour')
  return relative.format(-Math.floor(ago / DAY_MS), 'day')
}

/** When a message was sent: in words within the hour, then by the clock. */
export function formatTime(at: number, now: number): string {
  return now - at < HOUR_MS ? formatAgo(at, now) : clock.format(at)
}

/** The day of a message, for the line that divides days. */
export function formatDay(at: number, now: number): string {
  const day = new Date(at).toDateString()
  if (day === new Date(now).toDateString()) return timeTexts.today
  if (day === new Date(now - DAY_MS).toDateString()) return timeTexts.yesterday
  return (now - at < 300 * DAY_MS ? date : dateWithYear).format(at)
}
