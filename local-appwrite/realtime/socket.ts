import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

import { type RawData, type WebSocket, WebSocketServer } from 'ws'

import type { Caller } from '../services/caller.ts'
import type { AnnounceRoles, Publish } from '../services/change.ts'
import { createRateWindow } from '../services/rate-window.ts'
import { Broker } from './broker.ts'
import { channelsOf } from './channels.ts'
import { RealtimeError } from './client-frame.ts'
import { eventFrames } from './event-frame.ts'
import { readOpeningSubscriptions } from './opening-query.ts'
import { GUEST, type Opening, RealtimeClient, type RealtimeServices } from './realtime-client.ts'
import { lineOf, sendBounded } from './socket-line.ts'

/** Largest message of a client, in bytes (Appwrite's Swoole package limit). */
const MESSAGE_LIMIT_BYTES = 64_000
/** Connections per minute from one address to one URL (Appwrite 1.9.6, `app/realtime.php`). */
const CONNECTS_PER_MINUTE = 128
/** Messages a connection may send in a minute (as above). */
const MESSAGES_PER_MINUTE = 32
const MINUTE_MS = 60_000
/** The server asks for a sign of life this often, and drops whoever gave none since, in ms. */
const SIGN_OF_LIFE_MS = 60_000
/**
 * How long after the upgrade a connection is greeted, in ms. On a real Appwrite it is a race whether a message that is sent
 * at once, without waiting for `connected`, is understood or ends the connection; here it always ends it.
 */
const GREETING_MS = 30
const PATH = '/v1/realtime'

/** What Realtime needs of the rest of the server. */
export type RealtimeDependencies = RealtimeServices & {
  readonly projectId: string
  /** Who the headers of the upgrade prove the caller to be; throws for contradictions. */
  readonly identify: (header: (name: string) => string | null, use: 'realtime') => Caller
  /** The roles that a user holds now. */
  readonly rolesOf: (userId: string) => ReadonlySet<string>
  /** True when pages of this host may connect. */
  readonly allowsHost: (host: string) => boolean
  /** False: neither connections nor messages are counted. */
  readonly limited: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Told of failures that are nobody's message. */
  readonly report: (error: unknown) => void
}

/** Realtime, attached to an HTTP server by `attach`. */
export interface Realtime {
  /** Sends the change to every connection that subscribed to it and may read it. */
  readonly publish: Publish
  /** Gives open connections of a user the roles that it holds from now on. */
  readonly announceRoles: AnnounceRoles
  /** Takes over the WebSocket upgrades of `/v1/realtime`; other upgrades are refused. */
  attach(server: Pick<Server, 'on'>): void
  /** Drops every connection. */
  close(): Promise<void>
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : ''
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).hostname.toLowerCase() : null
}

/** Makes Realtime: `attach` it to the HTTP server, give `publish` to the services, `close` it with the server. */
export function createRealtime(dependencies: RealtimeDependencies): Realtime {
  const { projectId, identify, allowsHost, limited, now, report } = dependencies
  const broker = new Broker<RealtimeClient>()
  const sockets = new Map<RealtimeClient, WebSocket>()
  const connects = createRateWindow(CONNECTS_PER_MINUTE, MINUTE_MS, now)
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MESSAGE_LIMIT_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  })

  /** @throws RealtimeError */
  function open(request: IncomingMessage, url: URL): Opening {
    const named = url.searchParams.get('project') ?? ''
    if (named !== '' && named !== projectId) {
      throw new RealtimeError(1008, 'Missing or unknown project ID')
    }
    if (limited && !connects.take(`${url.pathname} ${request.socket.remoteAddress ?? ''}`)) {
      throw new RealtimeError(1013, 'Too many requests')
    }
    const { origin } = request.headers
    if (origin !== undefined && named !== '') {
      const host = hostOf(origin)
      if (host === null || !allowsHost(host)) {
        throw new RealtimeError(1008, `Invalid Origin. Register your new client (${origin}).`)
      }
    }
    return {
      caller: named === '' ? GUEST : callerOf(request),
      projectId: named === '' ? null : named,
      slots: readOpeningSubscriptions(url.searchParams),
      messages: limited ? createRateWindow(MESSAGES_PER_MINUTE, MINUTE_MS, now) : null,
    }
  }

  function callerOf(request: IncomingMessage): Caller {
    const caller = identify((name) => {
      // Keys are no identity in Realtime, and 1.9.6 does not look at them.
      if (name.toLowerCase() === 'x-appwrite-key') return null
      const value = request.headers[name.toLowerCase()]
      return Array.isArray(value) ? value.join(', ') : (value ?? null)
    }, 'realtime')
    return caller.kind === 'user' ? caller : GUEST
  }

  function refuse(socket: WebSocket, error: unknown): void {
    const code = error instanceof RealtimeError ? error.code : 1008
    const message = error instanceof Error ? error.message : 'Server Error'
    const line = lineOf(socket)
    line.send({ type: 'error', data: { code, message } })
    line.drop()
  }

  function serve(socket: WebSocket, request: IncomingMessage, url: URL): void {
    socket.on('error', () => socket.terminate())
    let opening: Opening
    try {
      opening = open(request, url)
    } catch (error) {
      refuse(socket, error)
      return
    }
    const client = new RealtimeClient(broker, dependencies, lineOf(socket), opening)
    sockets.set(client, socket)
    // Then once more through the loop, so that what arrived by then is looked at before the greeting.
    const greeting = setTimeout(() => setImmediate(() => sockets.has(client) && greet(client)), GREETING_MS)
    let alive = true
    const signOfLife = setInterval(() => {
      if (!alive) return socket.terminate()
      alive = false
      socket.ping()
    }, SIGN_OF_LIFE_MS)
    socket.on('pong', () => {
      alive = true
    })
    socket.on('message', (data) => {
      alive = true
      // One message at a time: what comes meanwhile waits in the network, not in memory.
      socket.pause()
      void client.receive(textOf(data)).finally(() => socket.resume())
    })
    socket.on('close', () => {
      clearInterval(signOfLife)
      clearTimeout(greeting)
      sockets.delete(client)
      client.close().catch(report)
    })
  }

  function greet(client: RealtimeClient): void {
    try {
      client.greet()
    } catch (error) {
      report(error)
    }
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const target = `http://localhost${request.url ?? '/'}`
    const url = URL.canParse(target) ? new URL(target) : null
    if (url === null || url.pathname !== PATH) {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    webSockets.handleUpgrade(request, stream, head, (socket) => serve(socket, request, url))
  }

  return {
    publish(change) {
      try {
        const channels = channelsOf(change)
        const deliveries = broker.match(change, channels)
        if (deliveries.length === 0) return
        const frameFor = eventFrames(change, channels, Date.now())
        for (const { connection, subscriptionIds } of deliveries) {
          const socket = sockets.get(connection)
          if (socket !== undefined) sendBounded(socket, frameFor(subscriptionIds))
        }
      } catch (error) {
        report(error)
      }
    },
    announceRoles(userId) {
      try {
        if (broker.hasUser(userId)) broker.changeRoles(userId, dependencies.rolesOf(userId))
      } catch (error) {
        report(error)
      }
    },
    attach(server) {
      server.on('upgrade', upgrade)
    },
    async close() {
      for (const socket of webSockets.clients) socket.terminate()
      await new Promise<void>((resolve) => webSockets.close(() => resolve()))
    },
  }
}
