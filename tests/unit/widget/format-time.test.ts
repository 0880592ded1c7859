import { afterEach, expect, it, vi } from 'vitest'
import { timeFormats } from '../../../widget/conversation/format-time.ts'

const formats = timeFormats(() => 'en', { justNow: 'just now' }, ['en-US'])

afterEach(() => vi.unstubAllEnvs())

it.each([
  // Of the night in which clocks were put forward, 23 hours long.
  ['Europe/Berlin', '2026-03-29T12:00:00+02:00', '2026-03-30T00:30:00+02:00', 'Yesterday'],
  ['Europe/Berlin', '2026-03-28T12:00:00+01:00', '2026-03-30T00:30:00+02:00', 'Sat, Mar 28'],
  ['Europe/Berlin', '2026-03-30T00:10:00+02:00', '2026-03-30T00:30:00+02:00', 'Today'],
  // Put back, 25 hours long.
  ['America/New_York', '2026-11-01T00:10:00-04:00', '2026-11-02T23:50:00-05:00', 'Yesterday'],
  ['America/New_York', '2026-10-31T23:50:00-04:00', '2026-11-02T00:10:00-05:00', 'Sat, Oct 31'],
  // A day that begins at one o'clock.
  ['America/Asuncion', '2023-09-30T23:30:00-04:00', '2023-10-01T01:10:00-03:00', 'Yesterday'],
  ['Asia/Tokyo', '2026-01-01T00:00:00+09:00', '2026-01-01T23:59:59+09:00', 'Today'],
  ['Asia/Tokyo', '2024-12-31T23:59:00+09:00', '2026-01-01T00:01:00+09:00', 'Dec 31, 2024'],
])('names days by the calendar of %s: %s seen at %s', (zone, at, now, words) => {
  vi.stubEnv('TZ', zone)
  expect(formats.day(dateIn(at), dateIn(now))).toBe(words)
})

it('counts days by the calendar too', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  expect(formats.ago(dateIn('2026-03-28T12:00:00+01:00'), dateIn('2026-03-30T09:00:00+02:00'))).toBe(
    '2 days ago',
  )
})

function dateIn(text: string): number {
  return Date.parse(text)
}
