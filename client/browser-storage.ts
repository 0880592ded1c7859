/**
 * What a visitor's browser keeps: names and values, both text.
 *
 * Until `persist` was called everything stays in memory, so that nobody who only looks leaves a trace. Where the
 * browser refuses storage (private modes, blocked cookies, a full disk) it stays in memory for good; nothing throws.
 */
export interface BrowserStorage {
  readonly get: (name: string) => string | null
  /** Null forgets it. */
  readonly set: (name: string, value: string | null) => void
  /** Names that begin with a prefix. */
  readonly names: (prefix: string) => readonly string[]
  /** Moves what is held into the browser's storage, and keeps all that follows there. */
  readonly persist: () => void
  /** Whether values survive a reload. */
  readonly isPersistent: () => boolean
  /** Calls back when another tab changed a value. Returns how to stop. */
  readonly watch: (changed: (name: string) => void) => () => void
}

/** The storage of one Appwrite project on this page's origin: keys are `porchlight:PROJECT:NAME`. */
export function openStorage(projectId: string): BrowserStorage {
  const prefix = `porchlight:${projectId}:`
  const memory = new Map<string, string>()
  const disk = localStorageOrNull()
  // Something of ours is there: a first message was sent earlier.
  let persistent = disk !== null && keysOf(disk).some((key) => key.startsWith(prefix))

  function write(name: string, value: string | null): void {
    memory.delete(name)
    try {
      if (persistent && value === null) disk?.removeItem(prefix + name)
      else if (persistent && value !== null) disk?.setItem(prefix + name, value)
      else if (value !== null) memory.set(name, value)
    } catch {
      // A full disk: memory has it until the page goes.
      if (value !== null) memory.set(name, value)
    }
  }

  return {
    get: (name) => memory.get(name) ?? (persistent && disk ? disk.getItem(prefix + name) : null),
    set: write,
    names: (start) => {
      const stored = persistent && disk ? keysOf(disk) : []
      const ours = stored.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
      return [...new Set([...ours, ...memory.keys()])].filter((name) => name.startsWith(start))
    },
    persist: () => {
      if (persistent || disk === null) return
      persistent = true
      for (const [name, value] of memory) write(name, value)
    },
    isPersistent: () => persistent,
    watch: (changed) => {
      const listen = (event: StorageEvent) => {
        if (event.storageArea !== disk || !event.key?.startsWith(prefix)) return
        const name = event.key.slice(prefix.length)
        // That tab's visitor has sent a message, and what it wrote is newer than what is held here.
        persistent = true
        memory.delete(name)
        changed(name)
      }
      addEventListener('storage', listen)
      return () => removeEventListener('storage', listen)
    },
  }
}

/** Null where even looking at it throws, as under blocked cookies. */
function localStorageOrNull(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function keysOf(storage: Storage): readonly string[] {
  // Not `Array.from`, which old libraries of a page replace.
  const keys: string[] = []
  for (let index = 0; index < storage.length; index += 1) keys.push(storage.key(index) ?? '')
  return keys
}
