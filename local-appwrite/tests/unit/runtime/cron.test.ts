import { describe, expect, it } from 'vitest'

import { nextRun, parseCron } from '../../../services/functions/cron.ts'

function after(expression: string, from: string): string | null {
  const cron = parseCron(expression)
  if (cron === null) throw new Error(`${expression} should be a cron expression`)
  const next = nextRun(cron, Date.parse(from))
  return next === null ? null : new Date(next).toISOString()
}

describe('a cron expression', () => {
  it.each([
    ['* * * * *', '2026-01-01T10:00:30Z', '2026-01-01T10:01:00.000Z'],
    ['*/5 * * * *', '2026-01-01T10:00:00Z', '2026-01-01T10:05:00.000Z'],
    ['0 9-17/4 * * mon-fri', '2026-01-02T17:30:00Z', '2026-01-05T09:00:00.000Z'],
    ['30 0 1 jan *', '2026-01-01T00:30:00Z', '2027-01-01T00:30:00.000Z'],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['0 0 13 * fri', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00.000Z'],
    ['15,45 3 * * 7', '2026-01-01T00:00:00Z', '2026-01-04T03:15:00.000Z'],
    ['5/15 * * * ?', '2026-01-01T00:06:00Z', '2026-01-01T00:20:00.000Z'],
    ['0 0 L * *', '2026-01-31T00:00:00Z', '2026-02-28T00:00:00.000Z'],
    ['0 0 * * fri#2', '2026-01-01T00:00:00Z', '2026-01-09T00:00:00.000Z'],
    ['@daily', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00.000Z'],
  ])('%s after %s runs at %s', (expression, from, expected) => {
    expect(after(expression, from)).toBe(expected)
  })

  it('that names no day that exists never runs', () => {
    expect(after('0 0 31 2 *', '2026-01-01T00:00:00Z')).toBeNull()
  })

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '5-1 * * * *',
    '*/0 * * * *',
    'x * * * *',
    '* * * * * *',
    '@sometimes',
    '2026-01-01T00:00:00Z',
  ])('is not %j', (text) => {
    expect(parseCron(text)).toBeNull()
  })
})
