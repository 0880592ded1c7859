import { afterEach, describe, expect, it, vi } from 'vitest'
import { openStorage } from '../../../client/browser-storage.ts'

/** As much of `localStorage` as is used. */
function fakeDisk(entries: Record<string, string> = {}) {
  const map = new Map(Object.entries(entries))
  return {
    map,
    get length() {
      return map.size
    },
    key: (index: number) => [...map.keys()][index] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  }
}

afterEach(() => vi.unstubAllGlobals())

describe('openStorage', () => {
  it('keeps everything in memory until it may persist, then moves it', () => {
    const disk = fakeDisk()
    vi.stubGlobal('localStorage', disk)
    const storage = openStorage('p')
    storage.set('visitor', 'v')
    expect(disk.map.size).toBe(0)
    expect(storage.get('visitor')).toBe('v')
    storage.persist()
    expect(Object.fromEntries(disk.map)).toEqual({ 'porchlight:p:visitor': 'v' })
    storage.set('visitor', null)
    expect(disk.map.size).toBe(0)
    expect(storage.get('visitor')).toBeNull()
  })

  it('goes on with what an earlier page stored, of its own project only', () => {
    vi.stubGlobal('localStorage', fakeDisk({ 'porchlight:p:outbox:1': 'a', 'porchlight:q:outbox:2': 'b' }))
    const storage = openStorage('p')
    expect(storage.isPersistent()).toBe(true)
    expect(storage.names('outbox:')).toEqual(['outbox:1'])
    expect(storage.get('outbox:1')).toBe('a')
  })

  it('lives in memory where storage is blocked or full', () => {
    const disk = fakeDisk()
    disk.setItem = () => {
      throw new Error('full')
    }
    vi.stubGlobal('localStorage', disk)
    const full = openStorage('p')
    full.persist()
    full.set('draft', 'text')
    expect(full.get('draft')).toBe('text')

    vi.stubGlobal('localStorage', undefined)
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get: () => {
        throw new Error('blocked')
      },
    })
    const blocked = openStorage('p')
    blocked.persist()
    blocked.set('draft', 'text')
    expect(blocked.get('draft')).toBe('text')
  })
})
