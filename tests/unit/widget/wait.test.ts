import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readWait } from '../../../client/read-wait.ts'
import { expectedWait } from '../../../widget/conversation/expected-wait.ts'
import { followWait } from '../../../widget/conversation/follow-wait.ts'
import { fakeBrowser, fakeServer, openChat } from './fake-chat.ts'

const MINUTE_MS = 60_000
const FIVE_MINUTES = { expectedSeconds: 300, isAnybodyThere: true }
const NOBODY = { expectedSeconds: 300, isAnybodyThere: false }

describe('who waits for a person', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** A tab whose visitor has asked for a person. */
  async function openWaiting() {
    const server = fakeServer()
    server.createSessionOn = 'open'
    server.wait = FIVE_MINUTES
    const tab = openChat(server, fakeBrowser())
    await tab.chat.begin()
    const stop = followWait(tab.chat.parts.context)
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(server.waits).toEqual([])
    await tab.chat.askForPerson()
    await vi.advanceTimersByTimeAsync(0)
    return { server, tab, stop }
  }

  it('is told at once what to expect, and every minute what it is by then', async () => {
    const { server, tab } = await openWaiting()
    expect(tab.get().wait).toEqual(FIVE_MINUTES)
    server.wait = NOBODY
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(tab.get().wait).toEqual(NOBODY)
    expect(server.waits).toEqual(['s_1', 's_1'])
  })

  it('is told nothing while nobody looks, and at once when somebody does', async () => {
    const { server, tab } = await openWaiting()
    tab.set({ isOpen: false })
    await vi.advanceTimersByTimeAsync(3 * MINUTE_MS)
    expect(server.waits).toHaveLength(1)
    expect(tab.get().wait).toBeNull()
    tab.set({ isOpen: true })
    await vi.advanceTimersByTimeAsync(0)
    expect(tab.get().wait).toEqual(FIVE_MINUTES)
  })

  it('is told nothing rather than what was true once', async () => {
    const { server, tab } = await openWaiting()
    server.refuseActs = 'network'
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(tab.get().wait).toBeNull()
    expect(tab.get().problem).toBeNull()
    server.refuseActs = null
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    expect(tab.get().wait).toEqual(FIVE_MINUTES)
  })

  it('is told nothing more once the chat is over, nor by an answer that comes late', async () => {
    const { server, tab } = await openWaiting()
    const { promise, resolve } = Promise.withResolvers<void>()
    server.lag = () => promise
    await vi.advanceTimersByTimeAsync(MINUTE_MS)
    server.lag = async () => {}
    await tab.actions.closeSession()
    resolve()
    await vi.advanceTimersByTimeAsync(3 * MINUTE_MS)
    expect(tab.get().wait).toBeNull()
    expect(server.waits).toHaveLength(2)
  })

  it('is told nothing by a panel that is gone', async () => {
    const { server, stop } = await openWaiting()
    stop()
    await vi.advanceTimersByTimeAsync(3 * MINUTE_MS)
    expect(server.waits).toHaveLength(1)
  })
})

describe('an expected wait', () => {
  it.each([
    [0, '2 minutes'],
    [121, '3 minutes'],
    [270, '5 minutes'],
    [300, '5 minutes'],
    [301, '10 minutes'],
    [3000, '60 minutes'],
    [3601, '2 hours'],
    [50_000, '24 hours'],
    [90_000, '2 days'],
    [604_800, '7 days'],
  ])('of %i seconds is about %s', (seconds, text) => {
    expect(expectedWait(seconds, 0, 'en')).toBe(text)
  })

  it('is in the words of the language', () => {
    expect(expectedWait(270, 0, 'uk')).toBe('5 хвилин')
    expect(expectedWait(100, 0, 'ar')).toBe('دقيقتان')
  })

  it('of more than a week is no answer', () => {
    expect(expectedWait(604_801, 0, 'en')).toBeNull()
  })

  it('is said no more once it has passed', () => {
    expect(expectedWait(270, 5 * MINUTE_MS, 'en')).toBe('5 minutes')
    expect(expectedWait(270, 5 * MINUTE_MS + 1, 'en')).toBeNull()
  })

  it('is unknown where the answer is not to be understood', () => {
    expect(readWait({ expectedSeconds: -1, isAnybodyThere: 'no' })).toEqual({
      expectedSeconds: null,
      isAnybodyThere: null,
    })
    expect(readWait(null)).toBeNull()
    expect(expectedWait(null, 0, 'en')).toBeNull()
  })
})
