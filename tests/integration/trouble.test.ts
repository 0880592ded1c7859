import { createServer, type Server } from 'node:net'
import { Client, TablesDB } from 'node-appwrite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId } from '../../contract/ids.ts'
import { callAdmin } from '../support/admin.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callChat, startVisitor } from '../support/visitor.ts'

describe('while Appwrite', () => {
  let server: Server | null = null
  afterEach(() => server?.close())

  async function listen(onConnection: (socket: import('node:net').Socket) => void): Promise<string> {
    server = createServer(onConnection)
    const { promise, resolve } = Promise.withResolvers<null>()
    server.listen(0, '127.0.0.1', () => resolve(null))
    await promise
    const address = server.address()
    return typeof address === 'object' ? `http://127.0.0.1:${address?.port}/v1` : ''
  }

  const send = (endpoint: string) =>
    runBundle({
      functionId: 'chat',
      endpoint,
      method: 'POST',
      path: chatPaths.messages('s_1763614351136'),
      headers: { 'x-appwrite-user-id': 'v_1' },
      body: JSON.stringify({ id: newMessageId(), text: 'the secret word is gong' }),
    })

  const unavailable = {
    status: 503,
    body: {
      error: { code: 'appwrite_unavailable', message: expect.stringContaining('Try again in a moment') },
    },
  }

  it('is down, a call is refused with what to do', async () => {
    expect(await send('http://127.0.0.1:1/v1')).toMatchObject(unavailable)
  })

  it('is down, a session is not started, and no failure is left that nobody waits for', async () => {
    const start = {
      functionId: 'chat',
      endpoint: 'http://127.0.0.1:1/v1',
      method: 'POST',
      path: chatPaths.sessions,
    } as const
    expect(await runBundle(start)).toMatchObject(unavailable)
  })

  it('hangs up, a call is refused with what to do', async () => {
    expect(await send(await listen((socket) => socket.destroy()))).toMatchObject(unavailable)
  })

  it('answers something that is no Appwrite, a call is refused with what to do', async () => {
    const endpoint = await listen((socket) =>
      socket.end(
        'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 6\r\nconnection: close\r\n\r\n<html>',
      ),
    )
    expect(await send(endpoint)).toMatchObject(unavailable)
  })

  it('never answers, a call ends by itself rather than with the function’s life', async () => {
    // Without an end of its own the call would outlive this test.
    expect(await send(await listen(() => undefined))).toMatchObject(unavailable)
  })

  it('is down, the log has the reason and nothing that anyone wrote', async () => {
    const { log } = await send('http://127.0.0.1:1/v1')
    expect(log).toMatch(/^chat POST \/sessions\/:id\/messages appwrite_unavailable \d+ms/)
    expect(log).toContain('ECONNREFUSED')
    expect(log).not.toMatch(/gong|ephemeral_key|v_1/)
  })
})

describe('a project that is not as the contract says', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
  })
  afterAll(() => stack.close())

  it('without its table messages refuses to send, says that it is to be deployed, and loses nothing', async () => {
    const visitor = await startVisitor(stack)
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    await new TablesDB(client).deleteTable({ databaseId: 'chat', tableId: 'messages' })
    expect(await visitor.send('hello?')).toMatchObject({
      status: 500,
      body: { error: { code: 'misconfigured', message: expect.stringContaining('deploy') } },
    })
    expect(await callAdmin(stack, 'GET', adminPaths.health)).toMatchObject({
      status: 500,
      code: 'misconfigured',
    })
    await new TablesDB(client).delete({ databaseId: 'chat' })
    expect(await callChat(stack, null, 'POST', chatPaths.sessions)).toMatchObject({
      status: 500,
      code: 'misconfigured',
    })
  })
})

it.each(['chat', 'help', 'bot', 'admin', 'upkeep'] as const)(
  'the log of the function %s says which one it is, what was asked and how it ended',
  async (functionId) => {
    const endpoint = 'http://127.0.0.1:1/v1'
    const { log } = await runBundle({ functionId, endpoint, method: 'GET', path: '/nowhere' })
    expect(log).toMatch(new RegExp(`^${functionId} GET \\(no route\\) route_not_found \\d+ms$`))
  },
)

describe('a function without Appwrite’s own variables', () => {
  it('says so', async () => {
    const answer = await runBundle({
      functionId: 'chat',
      endpoint: '',
      method: 'GET',
      path: chatPaths.settings,
    })
    expect(answer).toMatchObject({ status: 500, code: 'misconfigured' })
  })

  it('takes a header that a caller made up for no user id', async () => {
    const answer = await runBundle({
      functionId: 'chat',
      endpoint: 'http://127.0.0.1:1/v1',
      method: 'GET',
      path: chatPaths.sessions,
      headers: { 'x-appwrite-user-id': 'victim, v_1' },
    })
    expect(answer).toMatchObject({ status: 401, code: 'visitor_unknown' })
  })
})
