import { connect } from 'node:net'

/** One kept connection: one request at a time, its answer's status and body. */
export interface KeepAliveConnection {
  send(method: string, path: string, body: string): Promise<{ status: number; body: string }>
  close(): void
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * Opens a connection that costs next to nothing, so that a bench measures the server and not Node's HTTP client, which
 * needs as much time for a request as the server does. Reads only answers that say their length.
 */
export function openConnection(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
): KeepAliveConnection {
  const { hostname, port, pathname } = new URL(endpoint)
  const socket = connect({ host: hostname, port: Number(port), noDelay: true })
  const head = Object.entries({ host: `${hostname}:${port}`, ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  let waiting: { resolve(text: { status: number; body: string }): void; reject(error: Error): void } | null =
    null
  let received: Buffer[] = []
  let missing = 0

  const take = (chunk: Buffer) => {
    received.push(chunk)
    missing -= chunk.length
    if (missing > 0) return
    const answer = received.length === 1 ? chunk : Buffer.concat(received)
    const end = answer.indexOf(END_OF_HEAD)
    if (end < 0) return
    const text = answer.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
    const start = end + END_OF_HEAD.length
    missing = start + length - answer.length
    received = [answer]
    if (missing > 0) return
    received = []
    missing = 0
    waiting?.resolve({
      status: Number(text.slice(9, 12)),
      body: answer.toString('utf8', start, start + length),
    })
  }
  socket.on('data', take)
  const fail = (error: Error) => waiting?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server closed the connection')))

  return {
    send(method, path, body) {
      const answer = Promise.withResolvers<{ status: number; body: string }>()
      waiting = answer
      socket.write(
        `${method} ${pathname}${path} HTTP/1.1\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
      return answer.promise
    },
    close: () => socket.destroy(),
  }
}
