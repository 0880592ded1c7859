/** One immutable state that tells when it changes. */
export interface Store<S extends object> {
  readonly get: () => S
  /** Replaces the fields that are given. Fields that stay the same tell nobody. */
  readonly set: (changes: Partial<S>) => void
  /** Calls back after a change, with what was before. */
  readonly subscribe: (listener: (state: S, before: S) => void) => void
}

export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial
  const listeners: ((state: S, before: S) => void)[] = []
  return {
    get: () => state,
    set: (changes) => {
      const before = state
      const next = { ...before, ...changes }
      if (Object.keys(changes).every((key) => Object.is(Reflect.get(next, key), Reflect.get(before, key))))
        return
      state = next
      for (const listener of listeners) listener(next, before)
    },
    subscribe: (listener) => {
      listeners.push(listener)
    },
  }
}
