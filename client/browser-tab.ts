import type { BrowserStorage } from './browser-storage.ts'

/** This page among the tabs of one browser: what is its own is nobody else's while it lives. */
export interface BrowserTab {
  readonly id: string
  /** From now on this tab shows that it lives, until `release` or the end of the page. */
  readonly hold: () => void
  readonly release: () => void
  /** Which of the tabs that ever held still live. */
  readonly living: () => Promise<(id: string) => boolean>
  /** One tab at a time, as far as the browser can see to that. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
}

/** A tab that hangs must not stop the others for good; longer than a call may take. */
const ALONE_WITHIN_MS = 20_000
/** Without locks a tab shows by a heartbeat that it lives. */
const BEAT_MS = 5000
/** Timers of hidden tabs run once a minute. */
const DEAD_AFTER_MS = 90_000

/** By Web Locks, which end with the page however it ends; on origins without them (plain http) by a heartbeat in the storage. */
export function openTab(projectId: string, storage: BrowserStorage): BrowserTab {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('')
  const locks: LockManager | undefined = globalThis.navigator?.locks
  return locks ? lockedTab(id, `porchlight:${projectId}:`, locks) : beatingTab(id, storage)
}

function lockedTab(id: string, prefix: string, manager: LockManager): BrowserTab {
  let release: (() => void) | null = null
  // A page that puts something else in its place may have it throw at once.
  const locks = {
    request: async (name: string, options: LockOptions, work: () => Promise<void>) =>
      manager.request(name, options, work),
    query: async () => manager.query(),
  }
  return {
    id,
    hold: () => {
      if (release) return
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      // Held as long as the promise is pending. Where locks are not allowed `living` takes every tab for a living one.
      locks.request(prefix + id, {}, () => held).catch(() => {})
    },
    release: () => {
      release?.()
      release = null
    },
    living: async () => {
      const found = await locks.query().catch(() => null)
      // Not allowed to ask, as in a sandboxed frame: nothing is taken from anybody.
      if (!found) return () => true
      const { held = [], pending = [] } = found
      const names = new Set([...held, ...pending].map(({ name }) => name))
      return (other) => names.has(prefix + other)
    },
    alone: async (work) => {
      let result: ReturnType<typeof work> | undefined
      const signal = AbortSignal.timeout(ALONE_WITHIN_MS)
      await locks
        .request(`${prefix}alone`, { signal }, async () => {
          result = work()
          // Its failure is told by `result`.
          await result.catch(() => {})
        })
        // No lock in time, or none allowed: it works without.
        .catch(() => {})
      return result ?? work()
    },
  }
}

function beatingTab(id: string, storage: BrowserStorage): BrowserTab {
  const nameOf = (tab: string) => `tab:${tab}`
  let beats: ReturnType<typeof setInterval> | undefined
  const beat = () => storage.set(nameOf(id), String(Date.now()))
  function release(): void {
    clearInterval(beats)
    beats = undefined
    storage.set(nameOf(id), null)
  }
  return {
    id,
    hold: () => {
      if (beats) return
      beat()
      beats = setInterval(beat, BEAT_MS)
      globalThis.addEventListener?.('pagehide', release, { once: true })
    },
    release: () => beats && release(),
    living: () => Promise.resolve((other) => Date.now() - Number(storage.get(nameOf(other))) < DEAD_AFTER_MS),
    alone: (work) => work(),
  }
}
