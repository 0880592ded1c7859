import type { Faults } from './faults.ts'
import { currentOwner, endOwner, runAs, runAsWorld, type Owner } from './owner.ts'
import type { VirtualClock } from './virtual-clock.ts'

interface StorageListener {
  readonly owner: Owner
  readonly listener: (event: unknown) => void
}

/** One browser profile: what its tabs share. */
export interface Browser {
  readonly name: string
  readonly disk: Storage
  readonly locks: object
  isOnline: boolean
  readonly tabs: Set<Owner>
  /** A tab that listens to storage. */
  readonly listeners: Set<StorageListener>
  /** Frames of Realtime and answers reach it while it is online. */
  readonly closeTab: (tab: Owner) => void
}

/** A change of the storage reaches other tabs a little later. */
const STORAGE_EVENT_MS = 3

export function createBrowser(name: string, clock: VirtualClock, _faults: Faults): Browser {
  const values = new Map<string, string>()
  const tabs = new Set<Owner>()
  const listeners = new Set<StorageListener>()

  function tell(key: string): void {
    const writer = currentOwner()
    for (const { owner, listener } of listeners) {
      if (owner === writer) continue
      clock.after(STORAGE_EVENT_MS, () => listener({ key, storageArea: disk }), owner)
    }
  }

  const disk: Storage = {
    get length() {
      return values.size
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      if (values.get(key) === value) return
      values.set(key, value)
      tell(key)
    },
    removeItem: (key) => {
      if (values.delete(key)) tell(key)
    },
    clear: () => values.clear(),
  }

  return {
    name,
    disk,
    locks: createLocks(),
    isOnline: true,
    tabs,
    listeners,
    closeTab(tab) {
      tabs.delete(tab)
      for (const entry of listeners) if (entry.owner === tab) listeners.delete(entry)
      endOwner(tab)
    },
  }
}

interface LockRequest {
  readonly name: string
  readonly run: () => void
}

/** Web Locks: one holder a name, others in line; a lock ends with the tab that holds it. */
function createLocks(): object {
  const held = new Map<string, LockRequest>()
  const pending: LockRequest[] = []

  function next(name: string): void {
    if (held.has(name)) return
    const index = pending.findIndex((request) => request.name === name)
    const [request] = index < 0 ? [] : pending.splice(index, 1)
    if (request === undefined) return
    held.set(name, request)
    request.run()
  }

  return {
    query: async () => ({ held: [...held.values()], pending: [...pending] }),
    request(name: string, ...rest: readonly unknown[]): Promise<unknown> {
      const owner = currentOwner()
      const work = rest.at(-1)
      const options = rest.length > 1 ? rest[0] : null
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      if (typeof work !== 'function') return Promise.reject(new TypeError('a lock needs a callback'))
      const request: LockRequest = {
        name,
        // Whoever gave the lock back, its work is that of the tab that asked for it.
        run: () => {
          const begin = (): Promise<unknown> =>
            Promise.resolve().then(() => (owner?.isAlive === false ? null : (work as () => unknown)()))
          const worked = owner === null ? runAsWorld(begin) : runAs(owner, begin)
          worked.then(resolve, reject).finally(release)
        },
      }
      function release(): void {
        if (held.get(name) === request) held.delete(name)
        const waiting = pending.indexOf(request)
        if (waiting >= 0) pending.splice(waiting, 1)
        next(name)
      }
      owner?.onEnd.add(release)
      const signal =
        typeof options === 'object' && options !== null && 'signal' in options ? options.signal : null
      if (signal instanceof AbortSignal) {
        signal.addEventListener('abort', () => {
          if (held.get(name) === request) return
          release()
          reject(new DOMException('aborted', 'AbortError'))
        })
      }
      pending.push(request)
      next(name)
      return promise
    },
  }
}
