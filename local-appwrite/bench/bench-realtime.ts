import { randomUUID } from 'node:crypto'
import { startBenchServer } from './bench-server.ts'
import { median } from './measure.ts'

const ROUNDS = 10

export interface RealtimeFigures {
  readonly sockets: number
  /** From the answered write until the last socket has its event. Medians of ten rounds. */
  readonly lastSocketMs: number
  readonly firstSocketMs: number
}

const RESPONSE = '{"type":"response"'
const EVENT = '{"type":"event"'

/** Opens sockets that all listen to one table, writes a row, and waits until each has heard of it. */
export async function benchRealtime(dataDir: string, sockets: number): Promise<RealtimeFigures> {
  const server = await startBenchServer(dataDir)
  await server.call('POST', '/tablesdb', { databaseId: 'fan', name: 'Fan-out' })
  await server.call('POST', '/tablesdb/fan/tables', {
    tableId: 'news',
    name: 'News',
    permissions: ['read("any")'],
    columns: [{ key: 'text', type: 'string', size: 200, required: true }],
  })
  const url = `${server.endpoint.replace('http', 'ws')}/realtime?project=${server.projectId}`
  let heard = 0
  let firstAt = 0
  let allHeard = Promise.withResolvers<number>()
  const open = await Promise.all(
    Array.from({ length: sockets }, async (_, index) => {
      // Appwrite takes 128 connections a minute from one address to one place.
      const socket = new WebSocket(`${url}&n=${Math.floor(index / 100)}`)
      const isReady = Promise.withResolvers<null>()
      socket.addEventListener('error', () => isReady.reject(new Error('a socket did not open')))
      const subscribe = () => {
        const channels = ['tablesdb.fan.tables.news.rows']
        socket.send(JSON.stringify({ type: 'subscribe', data: [{ channels, queries: [] }] }))
      }
      // Nothing may be sent before the server's first frame.
      socket.addEventListener('message', subscribe, { once: true })
      socket.addEventListener('message', ({ data }) => {
        // Not parsed: a thousand listeners in one process would measure their own parsing.
        const text = String(data)
        if (text.startsWith(RESPONSE)) isReady.resolve(null)
        if (!text.startsWith(EVENT)) return
        heard++
        if (heard === 1) firstAt = performance.now()
        if (heard === sockets) allHeard.resolve(performance.now())
      })
      await isReady.promise
      return socket
    }),
  )
  const last: number[] = []
  const first: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    heard = 0
    allHeard = Promise.withResolvers<number>()
    const startedAt = performance.now()
    await server.call('POST', '/tablesdb/fan/tables/news/rows', {
      rowId: randomUUID(),
      data: { text: `Round ${round}` },
    })
    last.push((await allHeard.promise) - startedAt)
    first.push(firstAt - startedAt)
  }
  for (const socket of open) socket.close()
  await server.stop()
  return { sockets, lastSocketMs: median(last), firstSocketMs: median(first) }
}
