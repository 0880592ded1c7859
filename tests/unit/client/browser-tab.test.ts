import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openStorage } from '../../../client/browser-storage.ts'
import { openTab } from '../../../client/browser-tab.ts'
import { fakeDisk } from '../../support/fake-disk.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('a tab on an origin without Web Locks', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('navigator', {})
  })

  it('shows by a heartbeat that it lives, until it is released or its page is gone', async () => {
    const disk = fakeDisk({ 'porchlight:p:visitor': 'v' })
    const [one, other] = [openTab('p', openStorage('p', disk)), openTab('p', openStorage('p', disk))]
    expect((await other.living())(one.id)).toBe(false)
    one.hold()
    expect((await other.living())(one.id)).toBe(true)
    vi.advanceTimersByTime(600_000)
    expect((await other.living())(one.id)).toBe(true)
    one.release()
    expect((await other.living())(one.id)).toBe(false)
    // A page that crashed says nothing more.
    disk.map.set('porchlight:p:tab:crashed', String(Date.now()))
    vi.advanceTimersByTime(89_999)
    expect((await other.living())('crashed')).toBe(true)
    vi.advanceTimersByTime(1)
    expect((await other.living())('crashed')).toBe(false)
  })

  it('that was held twice is released by one release, and a page that goes releases it', async () => {
    const browser = new EventTarget()
    vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser))
    const disk = fakeDisk({ 'porchlight:p:visitor': 'v' })
    const [one, other] = [openTab('p', openStorage('p', disk)), openTab('p', openStorage('p', disk))]
    for (const end of [one.release, () => browser.dispatchEvent(new Event('pagehide'))]) {
      one.hold()
      one.hold()
      end()
      expect(vi.getTimerCount()).toBe(0)
      expect((await other.living())(one.id)).toBe(false)
    }
    // It may come back, and hold what is its own again.
    one.hold()
    expect((await other.living())(one.id)).toBe(true)
    expect(await other.alone(async () => 'done')).toBe('done')
  })
})

describe('a tab with Web Locks', () => {
  /** As much of the browser's lock manager as is used. */
  function fakeLocks() {
    const held = new Map<string, Promise<unknown>>()
    return {
      request: async (name: string, { signal }: LockOptions, work: () => Promise<unknown>) => {
        while (held.has(name)) {
          await (signal ? Promise.race([held.get(name), once(signal, 'abort')]) : held.get(name))
          signal?.throwIfAborted()
        }
        const working = work().finally(() => held.delete(name))
        held.set(name, working)
        return working
      },
      query: async () => ({ held: [...held.keys()].map((name) => ({ name })), pending: [] }),
    }
  }

  it('works without them where they throw at once, and takes nothing from anybody', async () => {
    const fail = () => {
      throw new TypeError('not here')
    }
    vi.stubGlobal('navigator', { locks: { request: fail, query: fail } })
    const tab = openTab('p', openStorage('p', null))
    tab.hold()
    expect((await tab.living())('another')).toBe(true)
    expect(await tab.alone(async () => 'done')).toBe('done')
  })

  it('lives as long as it holds its lock, and works alone', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() })
    const storage = openStorage('p', null)
    const [one, other] = [openTab('p', storage), openTab('p', storage)]
    one.hold()
    expect((await other.living())(one.id)).toBe(true)
    expect((await one.living())(other.id)).toBe(false)
    one.release()
    await expect.poll(async () => (await other.living())(one.id)).toBe(false)

    const order: string[] = []
    const slow = one.alone(async () => {
      order.push('one begins')
      await Promise.resolve()
      order.push('one ends')
      return 1
    })
    const quick = other.alone(async () => order.push('other'))
    expect(await slow).toBe(1)
    await quick
    expect(order).toEqual(['one begins', 'one ends', 'other'])
    await expect(one.alone(() => Promise.reject(new Error('its own')))).rejects.toThrow('its own')
  })

  it('waits for another that works alone, but not for one that hangs', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() })
    const patience = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal)
    const storage = openStorage('p', null)
    const [one, other] = [openTab('p', storage), openTab('p', storage)]
    void one.alone(() => new Promise(() => {}))
    const work = vi.fn<() => Promise<string>>(async () => 'done')
    const waiting = other.alone(work)
    // All that can happen by itself has happened.
    await new Promise((resolve) => setImmediate(resolve))
    expect(work).not.toHaveBeenCalled()
    patience.abort()
    expect(await waiting).toBe('done')
    expect(work).toHaveBeenCalledOnce()
    expect(timeout).toHaveBeenCalledWith(20_000)
  })

  it('that was held twice is released by one release, and can be held again', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() })
    const storage = openStorage('p', null)
    const [one, other] = [openTab('p', storage), openTab('p', storage)]
    one.hold()
    one.hold()
    one.release()
    await expect.poll(async () => (await other.living())(one.id)).toBe(false)
    one.release()
    one.hold()
    expect((await other.living())(one.id)).toBe(true)
  })

  it('takes one whose lock is still being asked for to live, and tabs of another project for others', async () => {
    const storage = openStorage('p', null)
    vi.stubGlobal('navigator', {
      locks: {
        request: async () => {},
        query: async () => ({ pending: [{ name: 'porchlight:p:asking' }, { name: 'porchlight:q:theirs' }] }),
      },
    })
    const isLiving = await openTab('p', storage).living()
    expect(['asking', 'theirs'].map((id) => isLiving(id))).toEqual([true, false])
  })
})
