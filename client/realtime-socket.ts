import { isRecord } from '../contract/is-record.ts'
import { backoffMs } from './backoff.ts'
import type { Target } from './http.ts'
import { parseJson } from './parse-json.ts'
import { toJson } from './to-json.ts'

/** One subscription: its channels, narrowed by queries. */
export interface Subscription {
  readonly channels: readonly string[]
  readonly queries: readonly string[]
}

export interface RealtimeEvent {
  /** The last of these words in Appwrite's event name: `users.ID.update.status` is an update. */
  readonly action: 'create' | 'update' | 'delete'
  /** As it is now, or as it was last. */
  readonly row: unknown
  readonly channels: readonly string[]
}

export interface RealtimeListener {
  /** Subscribed and signed in: whatever happens from now on is delivered. */
  readonly live: () => void
  /** The connection was lost, or the first attempt failed; further ones are made by themselves. */
  readonly down: () => void
  readonly event: (event: RealtimeEvent) => void
}

export interface RealtimeSocket {
  /** The page is back (online, visible): tries at once, or makes sure that the connection still lives. */
  readonly wake: () => void
  readonly stop: () => void
}

/** Three pings a minute of the 32 frames that Appwrite allows. */
const PING_EVERY_MS = 20_000
/** How long a connection may be silent after a ping, or not live after it was opened. */
const ANSWER_WITHIN_MS = 8000

/**
 * Keeps a signed-in Realtime connection, forever, until stopped.
 *
 * Sends nothing before Appwrite has sent `connected`: until then it doesn't know the project, and ends the connection.
 * Then subscribes, then signs in, each once the frame before is answered: signed in first, it forgets the project.
 *
 * @param secret the account session; null when the browser's own cookie signs in with the handshake
 */
export function connectRealtime(
  target: Target,
  secret: string | null,
  subscriptions: readonly Subscription[],
  listener: RealtimeListener,
): RealtimeSocket {
  const url = `${target.endpoint.replace(/^http/, 'ws')}/realtime?project=${encodeURIComponent(target.projectId)}`
  const lastStep = secret === null ? 'subscribe' : 'authentication'
  let socket: WebSocket | null = null
  let listening: AbortController | undefined
  let isLive = false
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let deadline: ReturnType<typeof setTimeout> | undefined
  let heartbeat: ReturnType<typeof setInterval> | undefined

  function send(type: string, data?: unknown): void {
    socket?.send(toJson({ type, data }))
  }

  function expectAnswer(): void {
    deadline ??= setTimeout(lose, ANSWER_WITHIN_MS)
  }

  function answered(): void {
    clearTimeout(deadline)
    deadline = undefined
  }

  function ping(): void {
    // One that is still unanswered is proof enough, and spares the budget of frames.
    if (deadline !== undefined) return
    send('ping')
    expectAnswer()
  }

  function connect(): void {
    clearTimeout(retry)
    retry = undefined
    try {
      socket = new WebSocket(url)
    } catch {
      // A strict CSP throws here.
      lose()
      return
    }
    expectAnswer()
    listening = new AbortController()
    const { signal } = listening
    socket.addEventListener(
      'message',
      (message: { readonly data: unknown }) => receive(parseJson(message.data)),
      {
        signal,
      },
    )
    socket.addEventListener('close', lose, { signal })
    socket.addEventListener('error', lose, { signal })
  }

  function receive(frame: Record<string, unknown> | null): void {
    const data = frame && isRecord(frame['data']) ? frame['data'] : {}
    switch (frame?.['type']) {
      case 'connected':
        // The cookie was kept from the handshake: a guest hears nothing, which mustn't pass for being live.
        if (secret === null && !isRecord(data['user'])) return lose()
        return send('subscribe', subscriptions)
      case 'response':
        if (isLive) return
        if (data['success'] !== true) return lose()
        if (data['to'] === 'subscribe' && secret !== null) return send('authentication', { session: secret })
        if (data['to'] === lastStep) begin()
        return
      case 'error':
        return lose()
      case 'event':
        if (isLive) answered()
        return deliver(data)
      case 'pong':
        return answered()
      default:
    }
  }

  function begin(): void {
    answered()
    isLive = true
    failures = 0
    heartbeat = setInterval(ping, PING_EVERY_MS)
    listener.live()
  }

  function deliver(data: Record<string, unknown>): void {
    const events = Array.isArray(data['events']) ? data['events'] : []
    const channels = Array.isArray(data['channels']) ? data['channels'].map(String) : []
    const action = String(events[0]).split('.').findLast(isAction)
    if (action) listener.event({ action, row: data['payload'], channels })
  }

  function lose(): void {
    drop()
    failures += 1
    retry = setTimeout(connect, backoffMs(failures))
    if (failures === 1) listener.down()
  }

  function drop(): void {
    answered()
    clearInterval(heartbeat)
    clearTimeout(retry)
    isLive = false
    listening?.abort()
    socket?.close()
  }

  connect()
  return {
    wake: () => {
      if (isLive) ping()
      else if (retry !== undefined) connect()
    },
    stop: () => {
      drop()
      retry = undefined
    },
  }
}

function isAction(part: string): part is RealtimeEvent['action'] {
  return part === 'create' || part === 'update' || part === 'delete'
}
