import type { Texts } from '../locales/texts.ts'
import { regionOf } from './region-of.ts'

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
  /** How long it is to a time to come, to the minute. */
  readonly until: (at: number, now: number) => string
}

/**
 * Words are in the panel's language, dates as the visitor's region writes them, in the zone they are in by now.
 *
 * @param locale the panel's language now: another one may be chosen
 * @param tags of page and browser, best first: the region is theirs
 */
export function timeFormats(
  locale: () => string,
  texts: Pick<Texts, 'justNow'>,
  tags: readonly string[] = [document.documentElement.lang, ...navigator.languages],
): TimeFormats {
  const relative = (
    count: number,
    unit: Intl.RelativeTimeFormatUnit,
    numeric: 'auto' | 'always' = 'always',
  ) => new Intl.RelativeTimeFormat(locale(), { style: 'short', numeric }).format(count, unit)

  function ago(at: number, now: number): string {
    const passed = now - at
    if (passed < MINUTE_MS) return texts.justNow
    if (passed < HOUR_MS) return relative(-Math.floor(passed / MINUTE_MS), 'minute')
    if (passed < DAY_MS) return relative(-Math.floor(passed / HOUR_MS), 'hour')
    return relative(-daysBetween(at, now), 'day')
  }

  function format(at: number, options: Intl.DateTimeFormatOptions): string {
    return new Date(at).toLocaleString(regionOf(locale(), tags), options)
  }

  return {
    ago,
    time: (at, now) =>
      now - at < HOUR_MS ? ago(at, now) : format(at, { hour: 'numeric', minute: '2-digit' }),
    day: (at, now) => {
      const days = daysBetween(at, now)
      if (days === 0 || days === 1) return capitalised(relative(-days, 'day', 'auto'), locale())
      const isRecent = now - at < 300 * DAY_MS
      return format(
        at,
        isRecent ? { weekday: 'short', day: 'numeric', month: 'short' } : { dateStyle: 'medium' },
      )
    },
    moment: (at) => format(at, { dateStyle: 'full', timeStyle: 'short' }),
    until: (at, now) => relative(Math.max(1, Math.ceil((at - now) / MINUTE_MS)), 'minute'),
  }
}

/** By the visitor's calendar, whose days have 23 or 25 hours when clocks change. */
function daysBetween(at: number, now: number): number {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY_MS)
}

/** Words of Intl are for the middle of a sentence. */
function capitalised(text: string, locale: string): string {
  return text.replace(/^./u, (first) => first.toLocaleUpperCase(locale))
}
