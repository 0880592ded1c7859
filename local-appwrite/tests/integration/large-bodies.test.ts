import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type RunningServer } from '../support/running-server.ts'

const MB = 1024 * 1024

let server: RunningServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** Sends a body of so many bytes in pieces, until the answer comes or the connection ends. */
function post(bytes: number, headers: Record<string, string>): Promise<{ status: number; sent: number }> {
  const { promise, resolve } = Promise.withResolvers<{ status: number; sent: number }>()
  const piece = Buffer.alloc(64 * 1024, ' ')
  let sent = 0
  let status = 0
  const out = request(`${server.appwrite.endpoint}/account`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-appwrite-project': server.appwrite.projectId,
      ...headers,
    },
  })
  const end = () => resolve({ status, sent })
  out.on('response', (answer) => {
    status = answer.statusCode ?? 0
    answer.resume().on('end', end).on('error', end)
  })
  out.on('error', end)
  const write = () => {
    // oxlint-disable-next-line eslint/no-unmodified-loop-condition -- the answer sets it
    while (sent < bytes && status === 0) {
      sent += piece.length
      if (!out.write(piece)) return void out.once('drain', write)
    }
    out.end()
  }
  write()
  return promise
}

it.each([
  ['says its length', { 'content-length': String(30 * MB) }],
  ['does not say its length', { 'transfer-encoding': 'chunked' }],
  [
    'comes with a key that is none',
    { 'content-length': String(30 * MB), 'x-appwrite-key': 'standard_wrong' },
  ],
])('a guest’s body of 30 MB that %s is refused, and never held', async (_, headers) => {
  const before = process.memoryUsage().rss
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(30 * MB, headers)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([413]))
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB)
  expect(await server.raw('GET', '/health/version', { as: 'guest' })).toMatchObject({ status: 200 })
})

it('a guest’s body that is large for a message is read', async () => {
  const { status } = await post(MB, { 'content-length': String(MB) })
  expect(status).toBe(400)
})

it('whoever has a key may send what an execution takes', async () => {
  const key = { 'x-appwrite-key': server.appwrite.apiKey, 'content-length': String(12 * MB) }
  expect((await post(12 * MB, key)).status).not.toBe(413)
})
