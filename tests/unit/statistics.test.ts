import { describe, expect, it } from 'vitest'
import { dayOf, endOfStep, hourOf, stepOfScale, type NumberName } from '../../contract/statistics.ts'
import { durationsOf } from '../../functions/statistics/durations.ts'
import { expectedWaitSeconds } from '../../functions/statistics/expected-wait.ts'
import {
  NOTHING,
  readNumbers,
  sumOf,
  writeNumbers,
  type Numbers,
} from '../../functions/statistics/numbers.ts'

function replies(...seconds: readonly number[]): Numbers {
  return seconds.reduce((sum, one) => {
    const reply = new Map<NumberName, number>([
      ['first_reply_count', 1],
      ['first_reply_seconds', one],
      [`first_reply_${stepOfScale(one)}`, 1],
    ])
    return sumOf(sum, reply)
  }, NOTHING)
}

describe('durations', () => {
  it('have a median and a ninth decile that are right within a step of the scale', () => {
    const seconds = Array.from({ length: 101 }, (_, index) => index * 7)
    const { count, averageSeconds, medianSeconds, p90Seconds } = durationsOf(
      replies(...seconds),
      'first_reply',
    )
    expect({ count, averageSeconds }).toEqual({ count: 101, averageSeconds: 350 })
    expect(medianSeconds).toBeGreaterThanOrEqual(350)
    expect(medianSeconds).toBeLessThanOrEqual(350 * 1.19 + 1)
    expect(p90Seconds).toBeGreaterThanOrEqual(630)
    expect(p90Seconds).toBeLessThanOrEqual(630 * 1.19 + 1)
  })

  it('of nothing are unknown, not zero', () => {
    const unknown = { count: 0, averageSeconds: null, medianSeconds: null, p90Seconds: null }
    expect(durationsOf(new Map(), 'resolution')).toEqual(unknown)
    expect(durationsOf(replies(5), 'resolution')).toEqual(unknown)
  })

  it.each([0, 1, 2, 3, 59, 60, 61, 3600, 86_400, 2_592_000])(
    'of %i seconds are in a step that ends behind it',
    (seconds) => {
      const step = stepOfScale(seconds)
      expect(endOfStep(step)).toBeGreaterThanOrEqual(seconds)
      expect(step === 0 || endOfStep(step - 1) <= Math.max(seconds, 1)).toBe(true)
    },
  )
})

describe('the expected wait', () => {
  const hour = (at: number, seconds: number, times: number) =>
    [`2026-01-31T${String(at).padStart(2, '0')}`, replies(...Array<number>(times).fill(seconds))] as const

  it('is the median of the newest replies alone, however long people waited before', () => {
    const hours = new Map([hour(1, 9000, 400), hour(9, 60, 30), hour(10, 60, 30)])
    expect(expectedWaitSeconds(hours, hours)).toBe(endOfStep(stepOfScale(60)))
  })

  it('is unknown of fewer than five replies, unless the days before know more', () => {
    const few = new Map([hour(10, 60, 4)])
    expect(expectedWaitSeconds(few, few)).toBeNull()
    expect(expectedWaitSeconds(few, new Map([hour(0, 600, 5)]))).toBe(endOfStep(stepOfScale(600)))
    expect(expectedWaitSeconds(new Map(), new Map())).toBeNull()
  })
})

describe('numbers', () => {
  it('are kept as text, and what isn’t a number counts as none', () => {
    const numbers: Numbers = new Map([
      ['sessions', 3],
      ['waiting', 1],
    ])
    expect(readNumbers(writeNumbers(numbers))).toEqual(numbers)
    for (const text of [null, '', '[]', '7', '{"sessions":"3"}', '{"sessions":1.5}', '{'])
      expect(readNumbers(text)).toEqual(new Map())
  })

  it('that were counted and taken away leave nothing', () => {
    const one: Numbers = new Map([['sessions', 3]])
    expect(sumOf(one, one, -1).size).toBe(0)
  })
})

it('hours and days are those of UTC', () => {
  expect(hourOf('2026-01-31T23:59:59.999+00:00')).toBe('2026-01-31T23')
  expect(dayOf('2026-01-31T23:59:59.999Z')).toBe('2026-01-31')
})
