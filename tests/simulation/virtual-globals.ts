import { currentOwner } from './owner.ts'
import type { Random } from './seeded-random.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What of a browser and of Node the product's code finds in the global scope. */
export interface VirtualWorld {
  readonly clock: VirtualClock
  readonly random: Random
  readonly fetch: (address: unknown, init?: RequestInit) => Promise<unknown>
  readonly WebSocket: unknown
  /** Of the tab that asks. */
  readonly navigator: () => object
  readonly storage: () => Storage | null
  readonly listen: (type: string, listener: (event: unknown) => void, isOn: boolean) => void
}

/** Puts a world in place of the real one. Gives how to put the real one back. */
export function installGlobals(world: VirtualWorld): () => void {
  const { clock, random } = world
  const timers = new Map<number, () => void>()
  let timerIds = 0
  const RealDate = Date
  const ownNow = () => clock.now() + (currentOwner()?.skewMs ?? 0)

  class VirtualDate extends RealDate {
    constructor(...parts: readonly (string | number)[]) {
      // oxlint-disable-next-line typescript/no-unsafe-argument, typescript/no-explicit-any -- a Date takes what a Date takes
      super(...((parts.length === 0 ? [ownNow()] : parts) as [any]))
    }
    static override now(): number {
      return ownNow()
    }
  }

  function setVirtualTimeout(run: () => void, delayMs = 0): number {
    const id = ++timerIds
    const off = clock.after(delayMs, () => {
      timers.delete(id)
      run()
    })
    timers.set(id, off)
    return id
  }

  function setVirtualInterval(run: () => void, delayMs: number): number {
    const id = ++timerIds
    const again = () => {
      timers.set(
        id,
        clock.after(Math.max(1, delayMs), () => {
          again()
          run()
        }),
      )
    }
    again()
    return id
  }

  function clear(id: unknown): void {
    if (typeof id !== 'number') return
    timers.get(id)?.()
    timers.delete(id)
  }

  const replaced = new Map<string, PropertyDescriptor | undefined>()
  function replace(name: string, value: unknown, isGetter = false): void {
    replaced.set(name, Object.getOwnPropertyDescriptor(globalThis, name))
    const what = isGetter ? { get: value as () => unknown } : { value, writable: true }
    Object.defineProperty(globalThis, name, { configurable: true, enumerable: true, ...what })
  }

  replace('Date', VirtualDate)
  replace('setTimeout', setVirtualTimeout)
  replace('setInterval', setVirtualInterval)
  replace('clearTimeout', clear)
  replace('clearInterval', clear)
  replace('performance', { now: () => clock.now() })
  replace('fetch', world.fetch)
  replace('WebSocket', world.WebSocket)
  replace('navigator', world.navigator, true)
  const events = {
    addEventListener: (type: string, listener: (event: unknown) => void) =>
      world.listen(type, listener, true),
    removeEventListener: (type: string, listener: (event: unknown) => void) =>
      world.listen(type, listener, false),
  }
  replace('addEventListener', events.addEventListener)
  replace('removeEventListener', events.removeEventListener)
  replace('document', { ...events, hidden: false, visibilityState: 'visible' })
  replace('localStorage', world.storage, true)
  const quiet = { warn: () => undefined, error: () => undefined }
  replace('window', () => ({ ...events, localStorage: world.storage(), console: quiet }), true)
  const realRandom = Math.random
  Math.random = random.next
  const realTimeout = AbortSignal.timeout
  AbortSignal.timeout = (delayMs) => {
    const controller = new AbortController()
    clock.after(delayMs, () => controller.abort(new DOMException('too late', 'TimeoutError')))
    return controller.signal
  }
  const realValues = crypto.getRandomValues
  crypto.getRandomValues = <T extends ArrayBufferView | null>(into: T): T => {
    if (into instanceof Uint8Array) for (const index of into.keys()) into[index] = random.between(0, 255)
    return into
  }

  return () => {
    for (const [name, descriptor] of replaced) {
      if (descriptor === undefined) Reflect.deleteProperty(globalThis, name)
      else Object.defineProperty(globalThis, name, descriptor)
    }
    Math.random = realRandom
    AbortSignal.timeout = realTimeout
    crypto.getRandomValues = realValues
  }
}
