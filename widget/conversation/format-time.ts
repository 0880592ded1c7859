import { locale, timeTexts } from './time-texts.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

// Words are in the panel's language; dates and times in the visitor's own, and in the zone they are in by now.
const relative = new Intl.RelativeTimeFormat(locale, { style: 'short' })

/** How long ago in words, to the minute, hour or day. Times are in milliseconds since 1970. */
export function formatAgo(at: number, now: number): string {
  const ago = now - at
  if (ago < MINUTE_MS) return timeTexts.justNow
  if (ago < HOUR_MS) return relative.format(-Math.floor(ago / MINUTE_MS), 'minute')
  if (ago < DAY_MS) return relative.format(-Math.floor(ago / HOUR_MS), 'hour')
  return relative.format(-daysBetween(at, now), 'day')
}

/** When a message was sent: in words within the hour, then by the clock. */
export function formatTime(at: number, now: number): string {
  return now - at < HOUR_MS ? formatAgo(at, now) : format(at, { hour: 'numeric', minute: '2-digit' })
}

/** The day of a message, for the line that divides days. */
export function formatDay(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days === 0) return timeTexts.today
  if (days === 1) return timeTexts.yesterday
  const isRecent = now - at < 300 * DAY_MS
  return format(at, isRecent ? { weekday: 'short', day: 'numeric', month: 'short' } : { dateStyle: 'medium' })
}

/** Day and time in full. */
export function formatMoment(at: number): string {
  return format(at, { dateStyle: 'full', timeStyle: 'short' })
}

/** By the visitor's calendar, whose days have 23 or 25 hours when clocks change. */
function daysBetween(at: number, now: number): number {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS)
}

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Date(at).toLocaleString(undefined, options)
}
