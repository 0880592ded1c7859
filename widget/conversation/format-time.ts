import type { Texts } from '../locales/texts.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Times as words. All are in milliseconds since 1970. */
export interface TimeFormats {
  /** How long ago, to the minute, hour or day. */
  readonly ago: (at: number, now: number) => string
  /** When a message was sent: in words within the hour, then by the clock. */
  readonly time: (at: number, now: number) => string
  /** The day of a message, for the line that divides days. */
  readonly day: (at: number, now: number) => string
  /** Day and time in full. */
  readonly moment: (at: number) => string
}

/** Words are in the panel's language; dates and times in the visitor's own, and in the zone they are in by now. */
export function timeFormats({
  locale,
  justNow,
  today,
  yesterday,
}: Pick<Texts, 'locale' | 'justNow' | 'today' | 'yesterday'>): TimeFormats {
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short' })

  function ago(at: number, now: number): string {
    const passed = now - at
    if (passed < MINUTE_MS) return justNow
    if (passed < HOUR_MS) return relative.format(-Math.floor(passed / MINUTE_MS), 'minute')
    if (passed < DAY_MS) return relative.format(-Math.floor(passed / HOUR_MS), 'hour')
    return relative.format(-daysBetween(at, now), 'day')
  }

  return {
    ago,
    time: (at, now) =>
      now - at < HOUR_MS ? ago(at, now) : format(at, { hour: 'numeric', minute: '2-digit' }),
    day: (at, now) => {
      const days = daysBetween(at, now)
      if (days === 0) return today
      if (days === 1) return yesterday
      const isRecent = now - at < 300 * DAY_MS
      return format(
        at,
        isRecent ? { weekday: 'short', day: 'numeric', month: 'short' } : { dateStyle: 'medium' },
      )
    },
    moment: (at) => format(at, { dateStyle: 'full', timeStyle: 'short' }),
  }
}

/** By the visitor's calendar, whose days have 23 or 25 hours when clocks change. */
function daysBetween(at: number, now: number): number {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS)
}

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  return new Date(at).toLocaleString(undefined, options)
}
