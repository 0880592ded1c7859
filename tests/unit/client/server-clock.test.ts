import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { backoffMs } from '../../../client/backoff.ts'
import { createServerClock } from '../../../client/server-clock.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.setSystemTime(1_000_000)
})
afterEach(() => vi.useRealTimers())

it('takes the server’s time for that of the middle of the call', () => {
  const clock = createServerClock()
  // This machine is 500 s ahead of the server; the call took 4 s.
  clock.learn(996_000, 498_000, 1_000_000)
  expect(clock.now()).toBe(500_000)
})

it('believes the quickest call, until that is long ago', () => {
  const clock = createServerClock()
  clock.learn(999_900, 499_950, 1_000_000)
  // Cold: the server’s clock was read at its very beginning.
  clock.learn(1_000_000, 500_010, 1_008_000)
  expect(clock.now()).toBe(500_000)
  clock.learn(2_000_000, 1_500_500, 2_001_000)
  expect(clock.now()).toBe(500_000)
  clock.learn(3_000_000, 2_500_000 + 60_500, 3_001_000)
  expect(clock.now()).toBe(560_000)
})

it('learns nothing from an answer that doesn’t say', () => {
  const clock = createServerClock()
  clock.learn(0, Number.NaN, 1)
  expect(clock.now()).toBe(1_000_000)
})

it('doubles pauses from one second to thirty, give or take a fifth', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map((failures) => backoffMs(failures, 0.5))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ])
  expect(backoffMs(1, 0)).toBe(800)
  expect(backoffMs(1, 1)).toBe(1200)
})
