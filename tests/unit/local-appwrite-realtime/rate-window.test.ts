import { expect, it } from 'vitest'

import { createRateWindow } from '../../../local-appwrite/realtime/rate-window.ts'

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
