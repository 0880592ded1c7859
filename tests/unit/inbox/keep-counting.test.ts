import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { keepCounting } from '../../../inbox/keep-counting.ts'

/** The page's visibility, which nobody but the test changes. */
const page = Object.assign(new EventTarget(), { hidden: false })
let reads = 0
let works = true
const read = async () => {
  reads += 1
  return works
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('removeEventListener', () => {})
  reads = 0
  works = true
  page.hidden = false
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function setHidden(hidden: boolean): void {
  page.hidden = hidden
  page.dispatchEvent(new Event('visibilitychange'))
}

it('the counters are read at once and then every minute, until that is stopped', async () => {
  const stop = keepCounting(read)
  await vi.advanceTimersByTimeAsync(59_000)
  expect(reads).toBe(1)
  await vi.advanceTimersByTimeAsync(2000)
  expect(reads).toBe(2)
  stop()
  await vi.advanceTimersByTimeAsync(200_000)
  expect(reads).toBe(2)
})

it('the counters are not read while nobody looks at the page, and at once when somebody does after a minute', async () => {
  const stop = keepCounting(read)
  await vi.advanceTimersByTimeAsync(0)
  setHidden(true)
  await vi.advanceTimersByTimeAsync(300_000)
  expect(reads).toBe(1)
  setHidden(false)
  await vi.advanceTimersByTimeAsync(0)
  expect(reads).toBe(2)
  setHidden(true)
  setHidden(false)
  await vi.advanceTimersByTimeAsync(1000)
  expect(reads).toBe(2)
  stop()
})

it('counters that could not be read are tried again in less than a minute', async () => {
  works = false
  const stop = keepCounting(read)
  await vi.advanceTimersByTimeAsync(16_000)
  expect(reads).toBe(2)
  stop()
})
