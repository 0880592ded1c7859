/** A parsed cron expression: the minutes, hours, days, months and weekdays that it names. */
export interface Cron {
  readonly minutes: ReadonlySet<number>
  readonly hours: ReadonlySet<number>
  readonly days: ReadonlySet<number>
  readonly months: ReadonlySet<number>
  /** 0 is Sunday. */
  readonly weekdays: ReadonlySet<number>
  /** When both days and weekdays are named, either suffices. */
  readonly eitherDay: boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
/** Days looked ahead for the next time: the 29th of February may be eight years away. */
const HORIZON_DAYS = 366 * 8

function numberOf(text: string, names: readonly string[], first: number): number {
  const named = names.indexOf(text.toLowerCase())
  if (named >= 0) return named + first
  return /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
}

function parseField(
  field: string,
  [min, max]: readonly [number, number],
  names: readonly string[] = [],
): ReadonlySet<number> | null {
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const match = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d{1,2}))?$/.exec(part)
    if (match === null) return null
    const [, start = '', end, step] = match
    const isAll = start === '*' || start === '?'
    if (isAll && end !== undefined) return null
    const from = isAll ? min : numberOf(start, names, min)
    const single = !isAll && end === undefined && step === undefined
    const to = single ? from : end === undefined ? max : numberOf(end, names, min)
    const by = step === undefined ? 1 : Number(step)
    if (!(from >= min && to <= max && from <= to && by >= 1)) return null
    for (let value = from; value <= to; value += by) found.add(value)
  }
  return found
}

/** Reads a cron expression of five fields; null when it is none. */
export function parseCron(expression: string): Cron | null {
  const fields = expression.trim().split(/\s+/)
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields
  if (fields.length !== 5) return null
  const minutes = parseField(minute, [0, 59])
  const hours = parseField(hour, [0, 23])
  const days = parseField(day, [1, 31])
  const months = parseField(month, [1, 12], MONTHS)
  const weekdays = parseField(weekday, [0, 7], WEEKDAYS)
  if (minutes === null || hours === null || days === null || months === null || weekdays === null) return null
  return {
    minutes,
    hours,
    days,
    months,
    weekdays: new Set([...weekdays].map((value) => value % 7)),
    eitherDay: !/^[*?]/.test(day) && !/^[*?]/.test(weekday),
  }
}

function namesDay(cron: Cron, day: Date): boolean {
  if (!cron.months.has(day.getUTCMonth() + 1)) return false
  const byDate = cron.days.has(day.getUTCDate())
  const byWeekday = cron.weekdays.has(day.getUTCDay())
  return cron.eitherDay ? byDate || byWeekday : byDate && byWeekday
}

/** The first minute after `after` (milliseconds) that the expression names, in UTC; null when there is none. */
export function nextRun(cron: Cron, after: number): number | null {
  const first = Math.floor(after / 60_000) * 60_000 + 60_000
  const hours = [...cron.hours].sort((a, b) => a - b)
  const minutes = [...cron.minutes].sort((a, b) => a - b)
  const today = Math.floor(first / 86_400_000) * 86_400_000
  for (let ahead = 0; ahead < HORIZON_DAYS; ahead += 1) {
    const midnight = today + ahead * 86_400_000
    if (!namesDay(cron, new Date(midnight))) continue
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = midnight + hour * 3_600_000 + minute * 60_000
        if (time >= first) return time
      }
    }
  }
  return null
}
