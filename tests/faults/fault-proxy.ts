import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import type { Random } from '../simulation/seeded-random.ts'
import type { NetworkFaults } from './network-faults.ts'
import { relaySocket, type RelayedSocket } from './relay-socket.ts'

/** Stands between browsers and a server, and does to what passes what networks and overloaded servers do. */
export interface FaultProxy {
  /** Of an origin that no page has. */
  readonly origin: string
  readonly cutSockets: () => void
  /** Sockets go on standing, and carry nothing any more. */
  readonly muteSockets: () => void
  readonly close: () => Promise<void>
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** How long an answer takes that is late. */
const LATE_MS = [500, 4000] as const

/**
 * @param target origin of the server; while nobody listens there, connections are reset
 * @param muteMs how long a silent socket stands before it is cut after all; null: for good
 */
export async function startFaultProxy(
  target: string,
  faults: NetworkFaults,
  muteMs: number | null,
): Promise<FaultProxy> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<RelayedSocket>()

  function forward(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const { method, url: path, headers } = request
    const onward = httpRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      const { statusCode: status = 502, headers: answered } = response
      buffer(response).then((bytes) => resolve({ status, headers: answered, body: bytes }), reject)
    })
    onward.on('error', reject)
    onward.end(body)
    return promise
  }

  /** Null: the connection is reset. */
  async function answer(request: IncomingMessage): Promise<Answer | null> {
    const body = await buffer(request)
    if (faults.happens('requestDropped')) return null
    if (faults.happens('refused')) return refusal(faults.random, request.headers.origin)
    // Half of them reach the server late, so that what was sent after them overtakes them.
    const isLate = faults.happens('answeredLate')
    const isFirst = isLate && faults.random.chance(0.5)
    if (isFirst) await delay(faults.random.between(...LATE_MS))
    const answered = await forward(request, body)
    if (isLate && !isFirst) await delay(faults.random.between(...LATE_MS))
    return faults.happens('answerDropped') ? null : answered
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (answered) => {
        if (answered === null) return response.destroy()
        return response.writeHead(answered.status, withoutLength(answered.headers)).end(answered.body)
      },
      // The server was killed, or the browser has gone.
      () => response.destroy(),
    )
  })
  const handshakes = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, connection, head) => {
    if (faults.happens('socketCut')) return void connection.destroy()
    handshakes.handleUpgrade(request, connection, head, (browser) => {
      const relayed = relaySocket(browser, `ws://${hostname}:${port}${request.url}`, request, {
        faults,
        muteMs,
        ended: () => sockets.delete(relayed),
      })
      sockets.add(relayed)
    })
  })
  const { promise, resolve: listening } = Promise.withResolvers<null>()
  server.listen(0, '127.0.0.1', () => listening(null))
  await promise
  const address = server.address()
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    cutSockets: () => {
      faults.count('all sockets cut')
      for (const socket of sockets) socket.cut()
    },
    muteSockets: () => {
      faults.count('all sockets mute')
      for (const socket of sockets) socket.mute()
    },
    close: () => {
      for (const socket of sockets) socket.cut()
      return new Promise((done) => server.close(() => done()).closeAllConnections())
    },
  }
}

/** What something in front of the server says; half of these know nothing of CORS. */
function refusal(random: Random, origin: string | undefined): Answer {
  const [status, type] = random.chance(0.5) ? [503, 'general_unknown'] : [429, 'general_rate_limit_exceeded']
  return {
    status,
    headers: {
      'content-type': 'application/json',
      ...(random.chance(0.5) && { 'access-control-allow-origin': origin ?? '*' }),
    },
    body: Buffer.from(JSON.stringify({ message: 'Not now.', code: status, type })),
  }
}

/** The body is passed on whole, on another connection. */
function withoutLength(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const { 'transfer-encoding': _encoding, connection: _connection, ...kept } = headers
  return kept
}
