import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Whose code runs: a browser's tab, an agent's page or an execution of a function. What it has under way (timers, calls,
 * sockets) ends with it, whenever that is.
 */
export interface Owner {
  readonly kind: 'tab' | 'execution'
  readonly name: string
  isAlive: boolean
  /** By how much its clock is wrong, in milliseconds. */
  readonly skewMs: number
  /** Told when it ends. */
  readonly onEnd: Set<() => void>
}

const current = new AsyncLocalStorage<Owner>()

export function createOwner(kind: Owner['kind'], name: string, skewMs = 0): Owner {
  return { kind, name, isAlive: true, skewMs, onEnd: new Set() }
}

/** The owner of the code that runs right now, or null for the world itself. */
export function currentOwner(): Owner | null {
  return current.getStore() ?? null
}

/** Runs code for an owner; what it starts belongs to it too. */
export function runAs<T>(owner: Owner, work: () => T): T {
  return current.run(owner, work)
}

/** Runs code for nobody, as the world does. */
export function runAsWorld<T>(work: () => T): T {
  return current.exit(work)
}

/** It is gone, without a word. */
export function endOwner(owner: Owner): void {
  if (!owner.isAlive) return
  owner.isAlive = false
  const ends = [...owner.onEnd]
  owner.onEnd.clear()
  for (const end of ends) end()
}
