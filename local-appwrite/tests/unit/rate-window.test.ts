import { expect, it } from 'vitest'

import { createRateWindow } from '../../services/rate-window.ts'

it('lets a key through up to its limit, and again in the next window', () => {
  let time = 0
  const window = createRateWindow(2, 1000, () => time)
  expect([window.take('a'), window.take('a'), window.take('a'), window.take('b')]).toEqual([
    true,
    true,
    false,
    true,
  ])
  time = 1000
  expect(window.take('a')).toBe(true)
})

it('has windows that begin at whole multiples of their length', () => {
  let time = 1900
  const window = createRateWindow(1, 1000, () => time)
  expect(window.look('a')).toEqual({ remaining: 1, endsAt: 2000 })
  window.take('a')
  expect(window.look('a')).toEqual({ remaining: 0, endsAt: 2000 })
  time = 1999
  expect(window.take('a')).toBe(false)
  time = 2000
  expect(window.look('a')).toEqual({ remaining: 1, endsAt: 3000 })
  expect(window.take('a')).toBe(true)
})

it('forgets the keys that came first when there are very many', () => {
  const window = createRateWindow(1, 1000, () => 0)
  for (let key = 0; key < 100_000; key++) window.take(String(key))
  expect(window.take('0')).toBe(false)
  expect(window.take('one more')).toBe(true)
  expect(window.take('0')).toBe(true)
  expect(window.take('99999')).toBe(false)
})
