import { afterEach, describe, expect, it, vi } from 'vitest'
import { openStorage } from '../../../client/browser-storage.ts'
import { fakeDisk } from '../../support/fake-disk.ts'

afterEach(() => vi.unstubAllGlobals())

const kept = (disk: ReturnType<typeof fakeDisk>) => Object.fromEntries(disk.map)

describe('openStorage', () => {
  it('keeps everything in memory until it may persist, then moves it', () => {
    const disk = fakeDisk()
    vi.stubGlobal('localStorage', disk)
    const storage = openStorage('p')
    storage.set('visitor', 'v')
    expect(disk.map.size).toBe(0)
    expect(storage.get('visitor')).toBe('v')
    storage.persist()
    expect(kept(disk)).toEqual({ 'porchlight:p:visitor': 'v' })
    storage.set('visitor', null)
    expect(disk.map.size).toBe(0)
    expect(storage.get('visitor')).toBeNull()
  })

  it('forgets all that is its own, and stores nothing more until it may persist again', () => {
    const disk = fakeDisk({ 'porchlight:p:visitor': 'v', 'porchlight:q:visitor': 'other' })
    const storage = openStorage('p', disk)
    storage.set('draft:new', 'Hel')
    storage.clear()
    expect(storage.names('')).toEqual([])
    storage.set('visitor', 'next')
    expect(kept(disk)).toEqual({ 'porchlight:q:visitor': 'other' })
    storage.persist()
    expect(kept(disk)).toMatchObject({ 'porchlight:p:visitor': 'next' })
  })

  it('keeps nothing of what it tells other tabs', () => {
    const disk = fakeDisk()
    const told: string[] = []
    const { setItem } = disk
    disk.setItem = (key, value) => {
      told.push(key)
      setItem(key, value)
    }
    openStorage('p', disk).tell('logout')
    expect(told).toEqual(['porchlight:p:logout'])
    expect(kept(disk)).toEqual({})
  })

  it('goes on with what an earlier page stored, of its own project only', () => {
    const storage = openStorage('p', fakeDisk({ 'porchlight:p:outbox:1': 'a', 'porchlight:q:outbox:2': 'b' }))
    expect(storage.isPersistent()).toBe(true)
    expect(storage.names('outbox:')).toEqual(['outbox:1'])
    expect(storage.get('outbox:1')).toBe('a')
  })

  it('joins what another tab has stored meanwhile, and overwrites none of it', () => {
    const disk = fakeDisk()
    const storage = openStorage('p', disk)
    storage.setAll({ visitor: 'mine', session: 'mine' })
    disk.map.set('porchlight:p:visitor', 'theirs')
    disk.map.set('porchlight:p:session', 'theirs')
    storage.persist()
    expect(storage.get('session')).toBe('theirs')
    expect(storage.get('visitor')).toBe('theirs')
  })

  it('goes on seeing what another tab stores, whatever it held in memory before that one began', () => {
    const disk = fakeDisk()
    let tell: (event: unknown) => void = () => {}
    vi.stubGlobal('addEventListener', (_: string, listener: typeof tell) => {
      tell = listener
    })
    const storage = openStorage('p', disk)
    storage.set('draft:new', 'Hel')
    storage.watch(() => {})
    disk.map.set('porchlight:p:outbox:1', 'theirs')
    tell({ key: 'porchlight:p:outbox:1', storageArea: disk })
    storage.set('seen:s_1', '2')
    expect(storage.names('outbox:')).toEqual(['outbox:1'])
    expect(storage.get('draft:new')).toBe('Hel')
    expect(kept(disk)).toEqual({ 'porchlight:p:outbox:1': 'theirs', 'porchlight:p:seen:s_1': '2' })
  })
})

it('stores what it is given while another tab takes names away that it wrote', () => {
  const disk = fakeDisk()
  const storage = openStorage('p', disk)
  storage.setAll({ visitor: 'mine', session: 'mine' })
  storage.persist()
  storage.set('outbox:1', 'first')
  // That tab has sent it, and is in another chat; its events are on their way.
  disk.map.delete('porchlight:p:outbox:1')
  disk.map.set('porchlight:p:session', 'theirs')
  storage.persist()
  storage.set('outbox:2', 'second')
  expect(disk.map.get('porchlight:p:outbox:2')).toBe('second')
  expect(storage.names('outbox:')).toContain('outbox:2')
})

describe('a storage that is full', () => {
  it('takes all or nothing, and everything goes on in memory', () => {
    const disk = fakeDisk({ page: 'x'.repeat(50) }, 90)
    const storage = openStorage('p', disk)
    storage.setAll({ visitor: 'v', session: 's'.repeat(40) })
    storage.persist()
    expect(kept(disk)).toEqual({ page: 'x'.repeat(50) })
    expect(storage.isPersistent()).toBe(false)
    expect(storage.names('')).toEqual(['visitor', 'session'])
    // There is room again with the next message.
    disk.map.delete('page')
    disk.room = 200
    storage.persist()
    expect(storage.isPersistent()).toBe(true)
    expect(disk.map.size).toBe(2)
  })

  it('keeps no old half of what belongs together, nor shows it', () => {
    const disk = fakeDisk({ 'porchlight:p:visitor': 'old', 'porchlight:p:session': 'old' }, 80)
    const storage = openStorage('p', disk)
    storage.setAll({ visitor: 'new', session: 'n'.repeat(60) })
    expect(kept(disk)).toEqual({})
    expect([storage.get('visitor'), storage.get('session')]).toEqual(['new', 'n'.repeat(60)])
  })

  it('shows what another tab could store of what it couldn’t', () => {
    const disk = fakeDisk({ 'porchlight:p:visitor': 'v' }, 30)
    let tell: (event: unknown) => void = () => {}
    vi.stubGlobal('addEventListener', (_: string, listener: typeof tell) => {
      tell = listener
    })
    const storage = openStorage('p', disk)
    const told: string[] = []
    storage.watch((name) => told.push(name))
    storage.set('draft:new', 'Mine, which is too long')
    expect(storage.get('draft:new')).toBe('Mine, which is too long')
    disk.map.set('porchlight:p:draft:new', 'Theirs')
    for (const key of ['porchlight:q:draft:new', 'draft:new', null]) tell({ key, storageArea: disk })
    tell({ key: 'porchlight:p:draft:new', storageArea: {} })
    expect(told).toEqual([])
    tell({ key: 'porchlight:p:draft:new', storageArea: disk })
    expect([told, storage.get('draft:new')]).toEqual([['draft:new'], 'Theirs'])
  })

  it('leaves what it had where nothing changes', () => {
    const disk = fakeDisk({ 'porchlight:p:visitor': 'v' }, 0)
    const storage = openStorage('p', disk)
    storage.set('visitor', 'v')
    expect(kept(disk)).toEqual({ 'porchlight:p:visitor': 'v' })
  })
})

describe('a storage that the page clears', () => {
  it('is left alone until the visitor sends again; then everything is there anew', () => {
    const disk = fakeDisk()
    const storage = openStorage('p', disk)
    storage.setAll({ visitor: 'v', session: 's' })
    storage.persist()
    disk.map.clear()
    storage.set('seen:s', '2')
    expect(disk.map.size).toBe(0)
    expect(storage.get('session')).toBe('s')
    storage.persist()
    expect(kept(disk)).toEqual({
      'porchlight:p:visitor': 'v',
      'porchlight:p:session': 's',
      'porchlight:p:seen:s': '2',
    })
  })
})

describe('a storage of which the page takes a part', () => {
  it('is whole again with the next message', () => {
    const disk = fakeDisk()
    const storage = openStorage('p', disk)
    storage.setAll({ visitor: 'v', session: 's' })
    storage.persist()
    disk.map.delete('porchlight:p:visitor')
    storage.set('seen:s', '2')
    storage.persist()
    expect(disk.map.size).toBe(3)
  })
})

describe('a storage that is none', () => {
  const broken: Record<string, unknown> = {
    missing: undefined,
    'a stub without methods': {},
    'a stub that forgets': { length: 0, key: () => null, getItem: () => null, setItem() {}, removeItem() {} },
    'one that gives no text': { length: 1, key: () => 7, getItem: () => 7, setItem() {}, removeItem() {} },
  }
  it.each(Object.keys(broken))('lives in memory: %s', (name) => {
    vi.stubGlobal('localStorage', broken[name])
    const storage = openStorage('p')
    storage.persist()
    storage.setAll({ visitor: 'v', session: 's' })
    expect(storage.isPersistent()).toBe(false)
    expect(storage.get('visitor')).toBe('v')
    expect(storage.names('')).toEqual(['visitor', 'session'])
  })

  it('shows what was written, not what a storage made of it', () => {
    const disk = fakeDisk()
    const { setItem } = disk
    disk.setItem = (key, value) => setItem(key, value.slice(0, 1))
    const storage = openStorage('p', disk)
    storage.set('draft', 'text')
    storage.persist()
    expect(storage.get('draft')).toBe('text')
    expect(disk.map.size).toBe(0)
  })

  it('lives in memory: every access throws', () => {
    const refuse = () => {
      throw new Error('blocked')
    }
    const disk = {
      length: 1,
      key: () => 'porchlight:p:visitor',
      getItem: refuse,
      setItem: refuse,
      removeItem: refuse,
    }
    const storage = openStorage('p', disk)
    storage.set('draft', 'text')
    storage.persist()
    expect(storage.get('draft')).toBe('text')
    storage.set('draft', null)
    expect(storage.get('draft')).toBeNull()

    vi.stubGlobal('localStorage', undefined)
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: refuse })
    const blocked = openStorage('p')
    blocked.persist()
    blocked.set('draft', 'text')
    expect(blocked.get('draft')).toBe('text')
  })
})
