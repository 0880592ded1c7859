import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChatClient } from '../../../client/chat-client.ts'
import { codeOf } from '../../../client/chat-error.ts'
import { executeFunction } from '../../../client/execute-function.ts'
import { requestJson, type Target } from '../../../client/http.ts'

/** What the server answers next, and what it was asked. */
let answer = { status: 200, body: '{}' }
let asked: { headers: IncomingHttpHeaders; url: string | undefined } | null = null
let server: Server
let target: Target

beforeAll(async () => {
  server = createServer((request, response) => {
    asked = { headers: request.headers, url: request.url }
    request.resume()
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(answer.body)
  })
  await once(server.listen(0), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  target = { endpoint: `http://localhost:${port}/v1`, projectId: 'p' }
})
afterAll(() => server.close())

function execution(status: number, body: unknown) {
  answer = {
    status: 201,
    body: JSON.stringify({ responseStatusCode: status, responseBody: JSON.stringify(body) }),
  }
}

async function codeFor(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'none',
    (thrown: unknown) => codeOf(thrown),
  )
}

const settings = { method: 'GET', path: '/settings' } as const

describe('the client', () => {
  it('names project and format, and sends an account session only when there is one', async () => {
    execution(200, {})
    await executeFunction(target, null, settings)
    expect(asked?.headers).toMatchObject({ 'x-appwrite-project': 'p', 'x-appwrite-response-format': '1.9.5' })
    expect(asked?.headers).not.toHaveProperty('x-appwrite-session')
    await executeFunction(target, 'secret', settings)
    expect(asked?.headers['x-appwrite-session']).toBe('secret')
  })

  it('rejects with the function’s own code', async () => {
    execution(409, { error: { code: 'session_closed', message: 'closed' } })
    expect(await codeFor(executeFunction(target, 's', settings))).toBe('session_closed')
  })

  it('takes a refusal that it doesn’t know by its status', async () => {
    execution(503, { error: { code: 'brand_new' } })
    expect(await codeFor(executeFunction(target, 's', settings))).toBe('internal')
    execution(418, 'teapot')
    expect(await codeFor(executeFunction(target, 's', settings))).toBe('bad_answer')
  })

  it('tells what Appwrite itself refuses', async () => {
    const codes: string[] = []
    for (const [status, type] of [
      [403, 'general_unknown_origin'],
      [404, 'function_not_found'],
      [408, 'function_synchronous_timeout'],
      [429, 'general_rate_limit_exceeded'],
      [500, 'general_unknown'],
      [400, 'general_cursor_not_found'],
      [404, 'row_not_found'],
    ] as const) {
      answer = { status, body: JSON.stringify({ type }) }
      codes.push(await codeFor(executeFunction(target, null, settings)))
    }
    expect(codes).toEqual([
      'origin_not_allowed',
      'not_deployed',
      'timeout',
      'rate_limited',
      'appwrite_unavailable',
      'query_invalid',
      'session_not_found',
    ])
  })

  it('tells a missing connection from an answer that makes no sense', async () => {
    answer = { status: 200, body: '<html>' }
    expect(await codeFor(executeFunction(target, null, settings))).toBe('bad_answer')
    const nowhere = { endpoint: 'http://localhost:1/v1', projectId: 'p' }
    expect(await codeFor(executeFunction(nowhere, null, settings))).toBe('network')
  })

  it('gives up after the time that a call allows', async () => {
    const silent = createServer(() => {})
    await once(silent.listen(0), 'listening')
    const address = silent.address()
    const port = typeof address === 'object' ? address?.port : 0
    const request = requestJson(
      { endpoint: `http://localhost:${port}`, projectId: 'p' },
      { path: '/', secret: null, timeoutMs: 50 },
    )
    expect(await codeFor(request)).toBe('timeout')
    silent.closeAllConnections()
    silent.close()
  })

  it('refuses a session that isn’t one, and leaves broken rows out of lists', async () => {
    const client = createChatClient(target)
    execution(200, { session: { $id: 's_1' } })
    expect(await codeFor(client.resume('s_1'))).toBe('bad_answer')
    execution(200, { sessions: [{ $id: 's_1' }, 7, null] })
    expect(await client.ownSessions()).toEqual([])
  })
})
