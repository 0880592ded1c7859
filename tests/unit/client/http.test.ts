import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createChatClient } from '../../../client/chat-client.ts'
import { ChatError, codeOf } from '../../../client/chat-error.ts'
import { executeFunction } from '../../../client/execute-function.ts'
import { requestJson, type Target } from '../../../client/http.ts'
import { readTable } from '../../../client/read-table.ts'
import { message } from '../../support/chat-rows.ts'
import { errorCodes } from '../../../contract/error-codes.ts'

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

  it('keeps the code of a refusal that it doesn’t know, and tells by its status whether that is final', async () => {
    const passes = async (status: number, code: string | null) => {
      execution(status, code === null ? 'teapot' : { error: { code } })
      const thrown: unknown = await executeFunction(target, 's', settings).catch((error: unknown) => error)
      return thrown instanceof ChatError ? [thrown.code, thrown.passes] : thrown
    }
    expect(await passes(422, 'text_forbidden')).toEqual(['text_forbidden', false])
    expect(await passes(503, 'brand_new')).toEqual(['brand_new', true])
    expect(await passes(429, 'slow_down')).toEqual(['slow_down', true])
    expect(await passes(418, null)).toEqual(['bad_answer', false])
    expect(await passes(0, null)).toEqual(['bad_answer', true])
    expect(await passes(500, null)).toEqual(['internal', true])
  })

  it('takes every refusal of the contract for final but for those that pass by themselves', () => {
    const passing = Object.entries(errorCodes)
      .filter(([code, status]) => new ChatError(code, code, status).passes)
      .map(([code]) => code)
    expect(passing).toEqual([
      'session_changed',
      'rate_limited',
      'not_accepting',
      'identity_keys_unavailable',
      'internal',
      'misconfigured',
      'appwrite_unavailable',
    ])
  })

  it('says what is no failed call in the console, and never takes it for the network', () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(codeOf(new TypeError('undefined is not a function'))).toBe('internal')
    expect(said).toHaveBeenCalledOnce()
    said.mockRestore()
  })

  it('asks for rows without having them counted, in the word that Appwrite takes for that', async () => {
    answer = { status: 200, body: JSON.stringify({ rows: [] }) }
    await readTable(target, { databaseId: 'd', sessionId: 's_1', secret: 's' }).before(null, 30)
    expect(asked?.url).toMatch(/&total=0$/)
  })

  it('reads the page before a message newest first, shows it oldest first, and knows by one more row of others', async () => {
    const reader = readTable(target, { databaseId: 'd', sessionId: 's_1', secret: 's' })
    const newestFirst = [message(5, 5), message(4, 4), message(3, 3)]
    answer = { status: 200, body: JSON.stringify({ rows: newestFirst }) }
    const ids = ({ messages }: { readonly messages: readonly { readonly $id: string }[] }) =>
      messages.map(({ $id }) => $id)
    const page = await reader.before('m6', 2)
    expect([ids(page), page.hasMore]).toEqual([['m4', 'm5'], true])
    const queries = new URLSearchParams(asked?.url?.split('?')[1])
    expect([...queries.values()]).toEqual([
      '{"method":"equal","attribute":"sessionId","values":["s_1"]}',
      '{"method":"orderDesc","attribute":"$sequence"}',
      '{"method":"cursorAfter","values":["m6"]}',
      '{"method":"limit","values":[3]}',
      '0',
    ])
    const last = await reader.before(null, 3)
    expect([ids(last), last.hasMore]).toEqual([['m3', 'm4', 'm5'], false])
    expect(asked?.url).not.toContain('cursorAfter')
  })

  it('reads a hundred messages after one, and goes on when there were as many', async () => {
    const reader = readTable(target, { databaseId: 'd', sessionId: 's_1', secret: 's' })
    for (const count of [99, 100]) {
      const rows = Array.from({ length: count }, (_, index) => message(index + 1, index))
      answer = { status: 200, body: JSON.stringify({ rows }) }
      const page = await reader.after('m0')
      expect([page.messages.length, page.hasMore]).toEqual([count, count === 100])
    }
    const queries = new URLSearchParams(asked?.url?.split('?')[1])
    expect([...queries.values()]).toEqual([
      '{"method":"equal","attribute":"sessionId","values":["s_1"]}',
      '{"method":"orderAsc","attribute":"$sequence"}',
      '{"method":"cursorAfter","values":["m0"]}',
      '{"method":"limit","values":[100]}',
      '0',
    ])
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
      { method: 'GET', path: '/', secret: null, timeoutMs: 50 },
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
