import { createServer, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** A server that passes everything on to another, and counts. */
export interface CountingProxy {
  /** The endpoint to use in place of the real one. */
  readonly endpoint: string
  /** `METHOD path` of each call since the last look, ids left out. */
  readonly calls: () => readonly string[]
  /** How often calls were waited for, one lot after the other: calls side by side are one lot. */
  readonly depth: () => number
  readonly reset: () => void
  /** Passes on only so many calls from now on, as if whoever makes them were killed then; null for all. */
  readonly dieAfter: (calls: number | null) => void
  readonly close: () => Promise<void>
}

/** Stands between a function and its Appwrite. */
export async function startCountingProxy(endpoint: string): Promise<CountingProxy> {
  const target = new URL(endpoint)
  let calls: string[] = []
  let depth = 0
  let underWay = 0
  let lifetime: number | null = null

  async function forward(request: IncomingMessage): Promise<{ status: number; type: string; body: string }> {
    const body = await text(request)
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string' && !HOP.has(name)) headers.set(name, value)
    }
    const answer = await fetch(new URL(request.url ?? '/', target), {
      method: request.method ?? 'GET',
      headers,
      ...(body !== '' && { body }),
    })
    return {
      status: answer.status,
      type: answer.headers.get('content-type') ?? 'application/json',
      body: await answer.text(),
    }
  }

  const server = createServer((request, response) => {
    if (lifetime !== null && calls.length >= lifetime) {
      request.destroy()
      return
    }
    calls.push(`${request.method} ${(request.url ?? '').replace(/\?.*/, '')}`)
    if (underWay === 0) depth++
    underWay++
    void forward(request)
      .catch(() => null)
      .then((answer) => {
        underWay--
        if (answer === null) return response.destroy()
        const { status, type, body } = answer
        return response.writeHead(status, { 'content-type': type }).end(status === 204 ? undefined : body)
      })
  })
  const { promise, resolve } = Promise.withResolvers<null>()
  server.listen(0, '127.0.0.1', () => resolve(null))
  await promise
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}${target.pathname}`,
    calls: () => calls,
    depth: () => depth,
    reset: () => {
      calls = []
      depth = 0
    },
    dieAfter: (count) => {
      calls = []
      lifetime = count
    },
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  }
}

/** Headers of one connection, not of what it carries. */
const HOP: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
])
