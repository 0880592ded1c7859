import { Client, Query, TablesDB, Users } from 'node-appwrite'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'

import { startLocalAppwrite } from '../../../vitest.ts'
import { listen, subscribeTo } from '../../support/listener.ts'

let tables: TablesDB
let ann: string

const server = await startLocalAppwrite()

beforeAll(async () => {
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  tables = new TablesDB(client)
  const users = new Users(client)
  await users.create({ userId: 'ann' })
  ann = (await users.createSession({ userId: 'ann' })).secret
  await tables.create({ databaseId: 'main', name: 'Main' })
  await tables.createTable({
    databaseId: 'main',
    tableId: 'notes',
    name: 'Notes',
    permissions: ['read("any")'],
    columns: [{ key: 'body', type: 'string', size: 100, required: true }],
  })
})

/** Connects, sends frames as soon as the socket is open, and answers all that came until it closed. */
function hasty(...frames: object[]): Promise<unknown[]> {
  const socket = new WebSocket(
    `${server.endpoint.replace('http', 'ws')}/realtime?project=${server.projectId}`,
  )
  const came: unknown[] = []
  socket.on('open', () => frames.forEach((frame) => socket.send(JSON.stringify(frame))))
  socket.on('message', (data) => came.push(JSON.parse(Buffer.isBuffer(data) ? data.toString() : '')))
  return new Promise((resolve, reject) => {
    socket.on('close', () => resolve(came))
    socket.on('error', reject)
  })
}

const ROWS = 'databases.main.tables.notes.rows'
const addRow = (body: string) =>
  tables.createRow({ databaseId: 'main', tableId: 'notes', rowId: 'unique()', data: { body } })

describe('a message that comes before the server said that it is connected', () => {
  const frames = {
    subscribe: { type: 'subscribe', data: [{ channels: [ROWS] }] },
    authentication: { type: 'authentication', data: { session: 'any' } },
    presence: { type: 'presence', data: { status: 'here' } },
  }
  it.each(Object.keys(frames))('ends the connection: %s', async (name) => {
    const frame = Object.entries(frames).find(([key]) => key === name)?.[1] ?? {}
    for (let tries = 0; tries < 10; tries += 1)
      expect(await hasty(frame)).toEqual([
        { type: 'error', data: { code: 1008, message: expect.stringContaining('Missing project context') } },
      ])
  })
})

describe('a connection', () => {
  it('is no access of its user', async () => {
    const listener = await listen(server.endpoint, server.projectId, {
      headers: { 'x-appwrite-session': ann },
    })
    const connected = await listener.frame(({ type }) => type === 'connected')
    expect(connected.data['user']).toMatchObject({ $id: 'ann', accessedAt: '' })
    listener.close()
  })

  it('hears by an id what was ever subscribed under it', async () => {
    const listener = await listen(server.endpoint, server.projectId)
    await listener.ask(subscribeTo('s', [ROWS]))
    expect((await listener.ask(subscribeTo('s', ['files']))).data['subscriptions']).toMatchObject([
      { subscriptionId: 's', channels: ['files'] },
    ])
    await addRow('still heard')
    const event = await listener.frame(({ type }) => type === 'event')
    expect(event.data['subscriptions']).toEqual(['s'])
    listener.close()
  })

  it('gets its queries back as PHP writes them, and text in them is compared exactly', async () => {
    const listener = await listen(server.endpoint, server.projectId)
    const asked = await listener.ask(subscribeTo('s', [ROWS], [Query.equal('body', ['CAFÉ 😀 a/b'])]))
    expect(asked.data['subscriptions']).toMatchObject([
      {
        queries: [String.raw`{"method":"equal","attribute":"body","values":["CAF\u00c9 \ud83d\ude00 a\/b"]}`],
      },
    ])
    await addRow('café 😀 a/b')
    await addRow('CAFÉ 🙈 a/b')
    await addRow('CAFÉ 😀 a/b')
    const event = await listener.frame(({ type }) => type === 'event')
    expect(event.data.payload).toMatchObject({ body: 'CAFÉ 😀 a/b' })
    listener.close()
  })
})
