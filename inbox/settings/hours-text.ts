import { WEEKDAYS, type Weekday } from '../../contract/hours.ts'
import { isRecord } from '../../contract/is-record.ts'

/** The hours of a week as fields of a form: `09:00-12:30, 13:30-18:00` for a day, a holiday on each line. */
export interface HoursFields {
  readonly zone: string
  readonly week: Readonly<Partial<Record<Weekday, string>>>
  readonly holidays: string
}

/** Of the setting's JSON text; whatever it doesn't say is empty. */
export function hoursFields(text: string | null): HoursFields {
  const hours = parsed(text)
  const week = isRecord(hours['week']) ? hours['week'] : {}
  return {
    zone: typeof hours['zone'] === 'string' ? hours['zone'] : '',
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, listIn(week[day]).join(', ')])),
    holidays: listIn(hours['holidays']).join('\n'),
  }
}

/** The setting that these fields say; null, for no hours at all, where all are empty. */
export function hoursText({ zone, week, holidays }: HoursFields, ownZone: string): string | null {
  const days = WEEKDAYS.flatMap((day) => {
    const spans = parts(week[day] ?? '', ',')
    return spans.length === 0 ? [] : [[day, spans] as const]
  })
  const free = parts(holidays, '\n')
  if (days.length === 0 && free.length === 0) return null
  return JSON.stringify({ zone: zone.trim() || ownZone, week: Object.fromEntries(days), holidays: free })
}

function parts(text: string, separator: string): readonly string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isRecord(value) ? value : {}
  } catch {
    // Broken hours count as none, as for the functions; what is typed replaces them.
    return {}
  }
}

function listIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
