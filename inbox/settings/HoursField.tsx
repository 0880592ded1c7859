import { useState } from 'preact/hooks'
import { WEEKDAYS, type Weekday } from '../../contract/hours.ts'
import { hoursFields, hoursText, type HoursFields } from './hours-text.ts'

const dayNames: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
}
const ownZone = new Intl.DateTimeFormat().resolvedOptions().timeZone

interface Props {
  readonly text: string | null
  readonly isDisabled: boolean
  readonly onChange: (text: string | null) => void
}

/** When people are there. A day without a time has no hours; with no times at all somebody is always there. */
export function HoursField({ text, isDisabled, onChange }: Props) {
  // As it is typed, until the focus leaves: blanks and half-written times are none that the setting could hold.
  const [typed, setTyped] = useState<HoursFields | null>(null)
  const fields = typed ?? hoursFields(text)
  const hasTimes = Object.values(fields.week).some((times) => times.trim() !== '')
  const change = (changes: Partial<HoursFields>) => {
    const next = { ...fields, ...changes }
    setTyped(next)
    onChange(hoursText(next, ownZone))
  }
  return (
    <div
      class="hours"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setTyped(null)
      }}
    >
      {WEEKDAYS.map((day) => (
        <label key={day}>
          {dayNames[day]}
          <input
            value={fields.week[day]}
            placeholder={hasTimes ? 'closed' : 'always'}
            disabled={isDisabled}
            onInput={(event) => change({ week: { ...fields.week, [day]: event.currentTarget.value } })}
          />
        </label>
      ))}
      <label>
        Time zone
        <input
          value={fields.zone}
          placeholder={ownZone}
          disabled={isDisabled}
          list="zones"
          onInput={(event) => change({ zone: event.currentTarget.value })}
        />
      </label>
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </datalist>
      <label>
        Holidays
        <textarea
          rows={2}
          value={fields.holidays}
          placeholder="2026-12-25"
          disabled={isDisabled}
          onInput={(event) => change({ holidays: event.currentTarget.value })}
        />
      </label>
      <small>
        Such as 09:00-12:30, 13:30-18:00; a day without times is closed. Holidays are closed days, one a line.
      </small>
    </div>
  )
}
