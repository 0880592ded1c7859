import type { ModelAnswer, ModelRequest, ModelServer } from './appwrite-model/server.ts'
import type { ServerSocket } from './appwrite-model/realtime.ts'
import type { Browser } from './browser.ts'
import type { Faults } from './faults.ts'
import { currentOwner, runAsWorld, type Owner } from './owner.ts'
import type { Random } from './seeded-random.ts'
import type { VirtualClock } from './virtual-clock.ts'

export interface NetworkSurroundings {
  readonly clock: VirtualClock
  readonly random: Random
  readonly faults: Faults
  readonly server: ModelServer
  readonly browserOf: (tab: Owner) => Browser | null
}

/** An address that nobody answers at is given up after this long. */
const GIVE_UP_MS = 30_000

/** The way between browsers and Appwrite, with all that can happen on it. */
export function createNetwork({ clock, random, faults, server, browserOf }: NetworkSurroundings) {
  const sockets = new Set<VirtualSocket>()
  /** When a request of a tab failed last, or will be given up. */
  const trouble = new Map<Owner, number>()
  const latency = () => random.between(4, 40) + (random.chance(0.02) ? random.between(200, 2000) : 0)
  const isOnline = (owner: Owner | null) => owner === null || (browserOf(owner)?.isOnline ?? false)

  async function fetch(address: unknown, init: RequestInit = {}): Promise<unknown> {
    const owner = currentOwner()
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    const noteTrouble = (delayMs: number) => {
      if (owner !== null) trouble.set(owner, Math.max(trouble.get(owner) ?? 0, clock.now() + delayMs))
    }
    const failIn = (delayMs: number) => {
      noteTrouble(delayMs)
      clock.after(delayMs, () => reject(new TypeError('Failed to fetch')), owner)
    }
    init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    const url = new URL(String(address))
    const request: ModelRequest = {
      method: init.method ?? 'GET',
      path: url.pathname.replace('/v1', ''),
      query: url.searchParams,
      headers: plainHeaders(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
    }
    void runAsWorld(async () => {
      if (!isOnline(owner)) return failIn(random.between(1, 20))
      await clock.sleep(latency())
      if (faults.happens('requestLost')) return failIn(random.pick([5, 500, GIVE_UP_MS]) ?? 5)
      if (faults.happens('refused')) {
        const status = random.pick([429, 503, 502]) ?? 503
        noteTrouble(0)
        return void clock.after(latency(), () => resolve(responseOf({ status, body: { type: '' } })), owner)
      }
      const answer = await server.handle(request)
      await clock.sleep(latency())
      if (!isOnline(owner) || faults.happens('answerLost')) {
        return failIn(random.pick([5, 500, GIVE_UP_MS]) ?? 5)
      }
      clock.after(0, () => resolve(responseOf(answer)), owner)
    })
    return promise
  }

  class VirtualSocket {
    readonly #owner = currentOwner()
    readonly #listeners: { readonly type: string; readonly listener: (event: unknown) => void }[] = []
    readonly #server: ServerSocket
    #isOpen = false
    #isEnded = false
    #isMute = false
    /** Frames that are no events keep their order. */
    #lastArrival = 0

    constructor() {
      sockets.add(this)
      this.#owner?.onEnd.add(() => this.#end(false))
      this.#server = { send: (text, isEvent) => this.#arrive(text, isEvent), close: () => this.#end(true) }
      const delayMs = latency()
      clock.after(delayMs, () => this.#connect(), null)
    }

    addEventListener(
      type: string,
      listener: (event: unknown) => void,
      options?: { signal?: AbortSignal },
    ): void {
      const entry = { type, listener }
      this.#listeners.push(entry)
      options?.signal?.addEventListener('abort', () => {
        this.#listeners.splice(this.#listeners.indexOf(entry), 1)
      })
    }

    send(text: string): void {
      if (!this.#isOpen || this.#isMute || !isOnline(this.#owner)) return
      clock.after(
        latency(),
        () => {
          if (!this.#isEnded) server.realtime.receive(this.#server, text)
        },
        null,
      )
    }

    close(): void {
      this.#end(false)
    }

    /** From now on nothing gets through, and nobody says so. */
    mute(): void {
      if (this.#isOpen) this.#isMute = true
    }

    cut(): void {
      this.#end(true)
    }

    #connect(): void {
      if (this.#isEnded) return
      if (!isOnline(this.#owner)) return this.#end(true)
      this.#isOpen = true
      server.realtime.open(this.#server)
      clock.after(latency(), () => server.realtime.greet(this.#server), null)
    }

    #arrive(text: string, isEvent: boolean): void {
      if (this.#isEnded || this.#isMute) return
      if (faults.happens('socketCut')) return this.#end(true)
      if (faults.happens('socketMute')) {
        this.#isMute = true
        return
      }
      if (isEvent && faults.happens('eventDropped')) return
      this.#deliver(text, isEvent && faults.happens('eventLate') ? random.between(500, 12_000) : latency())
      if (isEvent && faults.happens('eventDoubled')) this.#deliver(text, random.between(5, 3000))
    }

    #deliver(text: string, delayMs: number): void {
      const at = Math.max(clock.now() + delayMs, delayMs < 500 ? this.#lastArrival : 0)
      if (delayMs < 500) this.#lastArrival = at
      clock.after(
        at - clock.now(),
        () => !this.#isEnded && isOnline(this.#owner) && this.#emit('message', { data: text }),
        this.#owner,
      )
    }

    #emit(type: string, event: object): void {
      for (const entry of this.#listeners.filter((one) => one.type === type)) entry.listener(event)
    }

    #end(isTold: boolean): void {
      if (this.#isEnded) return
      this.#isEnded = true
      sockets.delete(this)
      server.realtime.close(this.#server)
      if (isTold) clock.after(1, () => this.#emit('close', {}), this.#owner)
    }
  }

  return {
    fetch,
    WebSocket: VirtualSocket,
    /** How long ago a request of a tab failed, in milliseconds; negative while one is still to be given up. */
    calmFor: (owner: Owner): number => clock.now() - (trouble.get(owner) ?? -Infinity),
    cutAll: () => {
      for (const socket of sockets) socket.cut()
    },
    muteAll: () => {
      for (const socket of sockets) socket.mute()
    },
  }
}

function plainHeaders(headers: RequestInit['headers']): Record<string, string> {
  const entries =
    headers === undefined ? [] : headers instanceof Headers ? [...headers] : Object.entries(headers)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]))
}

/** As much of a `Response` as is read of it. */
function responseOf({ status, body, headers = {} }: ModelAnswer): object {
  const text = status === 204 ? '' : JSON.stringify(body)
  return {
    ok: status < 400,
    status,
    headers: {
      get: (name: string) =>
        ({ ...(text !== '' && { 'content-type': 'application/json' }), ...headers })[
          name.toLowerCase() as 'content-type'
        ] ?? null,
    },
    text: async () => text,
    json: async () => JSON.parse(text) as unknown,
  }
}
