import { isRecord } from './is-record.ts'
import { readMoment } from './moment.ts'

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** When people are there, by the clocks of a time zone. A day that is not named, and a holiday, has no hours. */
export interface Hours {
  /** Of the IANA database, such as `Europe/Berlin`. */
  readonly zone: string
  readonly week: Readonly<Partial<Record<Weekday, readonly Span[]>>>
  /** Days such as `2026-12-25`. */
  readonly holidays: readonly string[]
}

/** A part of a day, in minutes since its beginning: from the first, up to the second. */
export interface Span {
  readonly from: number
  readonly to: number
}

const SPAN = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/
const DAY = /^\d{4}-\d\d-\d\d$/
const MINUTES_OF_A_DAY = 24 * 60

/**
 * Reads the hours of a row's JSON text:
 * `{ "zone": "Europe/Berlin", "week": { "mon": ["09:00-12:30", "13:30-24:00"] }, "holidays": ["2026-12-25"] }`.
 * A night is two spans, one of each day.
 *
 * @returns null with the places of what is wrong: hours that are half understood would be wrong hours
 */
export function readHours(text: string | null): {
  readonly hours: Hours | null
  readonly rejected: readonly string[]
} {
  const given = parsed(text)
  if (!isRecord(given)) return { hours: null, rejected: ['hours'] }
  const { zone, week, holidays = [] } = given
  const rejected = Object.keys(given).filter((key) => !['zone', 'week', 'holidays'].includes(key))
  if (typeof zone !== 'string' || !isZone(zone)) rejected.push('zone')
  const days = isRecord(week) ? Object.entries(week) : []
  if (days.length === 0) rejected.push('week')
  const spansOf: Partial<Record<Weekday, readonly Span[]>> = {}
  for (const [day, spans] of days) {
    const read = Array.isArray(spans) ? spans.map(readSpan) : [null]
    const right = read.filter((span) => span !== null)
    if (isWeekday(day) && right.length === read.length) spansOf[day] = right
    else rejected.push(`week.${day}`)
  }
  const free = Array.isArray(holidays) ? holidays.filter(isDay) : []
  if (!Array.isArray(holidays) || free.length < holidays.length) rejected.push('holidays')
  if (rejected.length > 0 || typeof zone !== 'string') return { hours: null, rejected }
  return { hours: { zone, week: spansOf, holidays: free }, rejected }
}

/** Whether people are there at a moment. */
export function isOpen({ zone, week, holidays }: Hours, moment: Date): boolean {
  const { day, weekday, minutes } = clockIn(zone, moment)
  if (holidays.includes(day)) return false
  return (week[weekday] ?? []).some(({ from, to }) => minutes >= from && minutes < to)
}

/** What the clocks and calendars of a zone show at a moment. */
function clockIn(zone: string, moment: Date) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`
  // `Date` counts from Sunday.
  const weekday = WEEKDAYS[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7] ?? 'mon'
  return { day, weekday, minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    // Refused like everything else that is no object.
    return null
  }
}

function readSpan(text: unknown): Span | null {
  const parts = typeof text === 'string' ? SPAN.exec(text) : null
  if (parts === null) return null
  const [, fromHour, fromMinute, toHour, toMinute] = parts.map(Number)
  if (Number(fromMinute) > 59 || Number(toMinute) > 59) return null
  const span = {
    from: Number(fromHour) * 60 + Number(fromMinute),
    to: Number(toHour) * 60 + Number(toMinute),
  }
  return span.from < span.to && span.to <= MINUTES_OF_A_DAY ? span : null
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    // It throws for a zone that it doesn't know, and has no way to ask.
    return false
  }
}

function isWeekday(day: string): day is Weekday {
  return WEEKDAYS.some((weekday) => weekday === day)
}

function isDay(day: unknown): day is string {
  return typeof day === 'string' && DAY.test(day) && readMoment(day) !== null
}
