import { describe, expect, it } from 'vitest'

import { parsePhpTime } from '../../services/php-time.ts'

const NOW = Date.UTC(2026, 2, 4, 5, 6, 7, 89)
const iso = (text: string) => {
  const moment = parsePhpTime(text, NOW)
  return moment === null ? null : new Date(moment).toISOString()
}

describe('dates as PHP reads them', () => {
  it.each([
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026-01-02T03:04', '2026-01-02T03:04:00.000Z'],
    ['2026-01-02 03:04:05', '2026-01-02T03:04:05.000Z'],
    ['2026-01-02T03:04:05.678901Z', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02T03:04:05+02:00', '2026-01-02T01:04:05.000Z'],
    ['2026-01-02T03:04:05-0330', '2026-01-02T06:34:05.000Z'],
    ['2024-02-30', '2024-03-01T00:00:00.000Z'],
    ['', '2026-03-04T05:06:07.089Z'],
    ['now', '2026-03-04T05:06:07.089Z'],
    ['yesterday', '2026-03-03T00:00:00.000Z'],
    ['noon', '2026-03-04T12:00:00.000Z'],
    ['+2 days', '2026-03-06T05:06:07.089Z'],
    ['3 hours ago', '2026-03-04T02:06:07.089Z'],
    ['@1700000000', '2023-11-14T22:13:20.000Z'],
    ['Fri, 02 Jan 2026 03:04:05 GMT', '2026-01-02T03:04:05.000Z'],
  ])('take %j', (text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it.each([
    'soonish',
    '1700000000',
    '2026-13-45',
    '2026-01-32',
    '2026-01-02T25:00',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    '10000-01-01T00:00:00Z',
    'j',
    '__proto__',
    'x'.repeat(1000),
  ])('refuse %j', (text) => {
    expect(iso(text)).toBeNull()
  })

  it('take a single letter as a time zone, as surprising as that is', () => {
    expect(iso('x')).toBe('2026-03-04T16:06:07.089Z')
    expect(iso('z')).toBe('2026-03-04T05:06:07.089Z')
  })
})
