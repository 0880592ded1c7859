/**
 * What a visitor's browser keeps: names and values, both text.
 *
 * Until `persist` was called everything stays in memory, so that nobody who only looks leaves a trace. Where the
 * browser refuses storage (private modes, blocked cookies, a full disk, a page that replaced it) it stays in memory for
 * good; nothing throws. A page that clears the storage (as many do when somebody signs out) is taken at its word:
 * memory still holds everything, and the next `persist` stores it again.
 */
export interface BrowserStorage {
  readonly get: (name: string) => string | null
  /** Null forgets it. */
  readonly set: (name: string, value: string | null) => void
  /** Several values that make sense together only: all of them are stored, or none. */
  readonly setAll: (values: Readonly<Record<string, string | null>>) => void
  /** Names that begin with a prefix. */
  readonly names: (prefix: string) => readonly string[]
  /** Moves what is held into the browser's storage, and keeps all that follows there. */
  readonly persist: () => void
  /** Forgets all, here and on the disk, and stores nothing more until `persist`. */
  readonly clear: () => void
  /** Has the watchers of other tabs called with a name, of which nothing is kept. */
  readonly tell: (name: string) => void
  /** Whether values survive a reload. */
  readonly isPersistent: () => boolean
  /** Calls back when another tab changed a value, or removed it. Returns how to stop. */
  readonly watch: (changed: (name: string, isRemoved: boolean) => void) => () => void
}

/** As much of the page's `localStorage` as is used; pages replace it by all kinds of things. */
type Disk = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * The storage of one Appwrite project on this page's origin: keys are `porchlight:PROJECT:NAME`.
 *
 * @param disk null where there is none
 */
export function openStorage(projectId: string, disk: Disk | null = localStorageOrNull()): BrowserStorage {
  const prefix = `porchlight:${projectId}:`
  /** All that this page has written and not forgotten, whether it reached the disk or not. */
  const memory = new Map<string, string>()
  /** Names that the disk didn't take: what it has for them is old. */
  const unsaved = new Set<string>()
  // Something of ours is there: a first message was sent earlier.
  let persistent = storedNames().length > 0

  function storedNames(): readonly string[] {
    return keysOf(disk).flatMap((key) => (key.startsWith(prefix) ? key.slice(prefix.length) : []))
  }

  function read(name: string): string | null {
    try {
      const value: unknown = disk?.getItem(prefix + name)
      return typeof value === 'string' ? value : null
    } catch {
      return null
    }
  }

  function erase(name: string): void {
    try {
      disk?.removeItem(prefix + name)
    } catch {
      // It takes nothing, so it gives nothing up.
    }
  }

  /** False when it isn't there afterwards: some refuse by throwing, some in silence. */
  function save(name: string, value: string): boolean {
    if (read(name) === value) return true
    try {
      disk?.setItem(prefix + name, value)
    } catch {
      return false
    }
    return read(name) === value
  }

  /** All or none: half of it would be worse than nothing on the next page. */
  function saveAll(values: readonly (readonly [string, string])[]): boolean {
    const isSaved = values.every(([name, value]) => save(name, value))
    for (const [name] of values) {
      if (isSaved) unsaved.delete(name)
      else {
        unsaved.add(name)
        erase(name)
      }
    }
    return isSaved
  }

  /** Something that this page holds is not on the disk, which didn't refuse it. */
  function isMissing(): boolean {
    return [...memory.keys()].some((name) => !unsaved.has(name) && read(name) === null)
  }

  /** The page has taken away all of it. A single name that is missing is the doing of another tab, or was never stored. */
  function wasCleared(): boolean {
    return isMissing() && storedNames().length === 0
  }

  /** Another tab has stored something else since; that is joined, not overwritten. */
  function isOthers(): boolean {
    return [...memory].some(([name, value]) => ![null, value].includes(read(name)))
  }

  function setAll(values: Readonly<Record<string, string | null>>): void {
    if (persistent && wasCleared()) persistent = false
    const kept: [string, string][] = []
    for (const [name, value] of Object.entries(values)) {
      if (value === null) {
        memory.delete(name)
        unsaved.delete(name)
        if (persistent) erase(name)
      } else {
        memory.set(name, value)
        kept.push([name, value])
      }
    }
    if (persistent) saveAll(kept)
  }

  return {
    get: (name) => {
      const held = memory.get(name) ?? null
      return persistent && !unsaved.has(name) ? (read(name) ?? held) : held
    },
    set: (name, value) => setAll({ [name]: value }),
    setAll,
    names: (start) => {
      const stored = persistent ? storedNames() : []
      return [...new Set([...stored, ...memory.keys()])].filter((name) => name.startsWith(start))
    },
    persist: () => {
      if (persistent && !isMissing()) return
      persistent = isOthers() || saveAll([...memory])
    },
    clear: () => {
      for (const name of storedNames()) erase(name)
      memory.clear()
      unsaved.clear()
      persistent = false
    },
    tell: (name) => {
      save(name, 'told')
      erase(name)
    },
    isPersistent: () => persistent && storedNames().length > 0,
    watch: (changed) => {
      const listen = (event: StorageEvent) => {
        if (event.storageArea !== disk || !event.key?.startsWith(prefix)) return
        const name = event.key.slice(prefix.length)
        const isRemoved = event.newValue === null
        // That tab's visitor has sent a message, and what it wrote is newer than what is held here.
        if (!isRemoved) persistent = true
        memory.delete(name)
        unsaved.delete(name)
        changed(name, isRemoved)
      }
      if (typeof addEventListener === 'undefined') return () => {}
      addEventListener('storage', listen)
      return () => removeEventListener('storage', listen)
    },
  }
}

/** Null where even looking at it throws, as under blocked cookies, and where there is none. */
function localStorageOrNull(): Disk | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

function keysOf(disk: Disk | null): readonly string[] {
  // Not `Array.from`, which old libraries of a page replace.
  const keys: string[] = []
  try {
    for (let index = 0; index < (disk?.length ?? 0); index += 1) keys.push(String(disk?.key(index)))
  } catch {
    // Not even its length: nothing is there.
  }
  return keys
}
