import { currentOwner, runAs, runAsWorld, type Owner } from './owner.ts'

/** The same at every moment of a run: what waits, by time and then by when it was asked for. */
interface Waiting {
  readonly at: number
  readonly order: number
  readonly owner: Owner | null
  readonly run: () => void
  isOff: boolean
}

const afterMicrotasks = setImmediate

/** A clock that stands still until it is told to go on. */
export function createVirtualClock(startAt: number) {
  let now = startAt
  let orders = 0
  const heap: Waiting[] = []

  function isBefore(one: Waiting, other: Waiting): boolean {
    return one.at < other.at || (one.at === other.at && one.order < other.order)
  }

  function push(item: Waiting): void {
    let at = heap.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(item, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = item
  }

  function pop(): Waiting | undefined {
    const [first] = heap
    const last = heap.pop()
    if (first === undefined || last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      const right = heap[2 * at + 2]
      const isRight = right !== undefined && left !== undefined && isBefore(right, left)
      const child = isRight ? right : left
      if (child === undefined || !isBefore(child, last)) break
      heap[at] = child
      at = isRight ? 2 * at + 2 : 2 * at + 1
    }
    heap[at] = last
    return first
  }

  /** Calls back after some time, unless its owner is gone by then. Gives how to prevent it. */
  function after(delayMs: number, run: () => void, owner: Owner | null = currentOwner()): () => void {
    const item = { at: now + Math.max(0, Math.round(delayMs)), order: orders++, owner, run, isOff: false }
    push(item)
    return () => {
      item.isOff = true
    }
  }

  return {
    /** In milliseconds since 1970. */
    now: () => now,
    after,
    /** Goes on whatever becomes of who sleeps, as a message does that is on its way. */
    sleep: (delayMs: number): Promise<void> => new Promise((resolve) => after(delayMs, resolve, null)),

    /** Lets so much time pass, and everything happen that falls into it. */
    async run(durationMs: number): Promise<void> {
      const until = now + durationMs
      for (;;) {
        // All that follows from the last step at once: promises alone, since nothing here waits for the real world.
        await new Promise<void>((resolve) => void afterMicrotasks(resolve))
        const next = heap[0]
        if (next === undefined || next.at > until) break
        pop()
        now = next.at
        if (next.isOff || next.owner?.isAlive === false) continue
        if (next.owner === null) runAsWorld(next.run)
        else runAs(next.owner, next.run)
      }
      now = until
    },
  }
}

export type VirtualClock = ReturnType<typeof createVirtualClock>
