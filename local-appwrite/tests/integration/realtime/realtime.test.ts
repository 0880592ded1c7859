import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client as WebClient, Realtime as WebRealtime } from 'appwrite'
import { Client, Permission, Query, Role, TablesDB, TablesDBIndexType, Teams, Users } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'

import { type LocalAppwrite, startLocalAppwrite } from '../../../server.ts'
import { eventually } from '../../support/eventually.ts'
import { type Frame, type Listener, listen, subscribeTo } from '../../support/listener.ts'

let server: LocalAppwrite
let dataDir: string
let tables: TablesDB
let users: Users
let teams: Teams
let secrets: { ann: string; bob: string }
let made = 0
const open: Listener[] = []

const ROWS = 'tablesdb.live.tables.notes.rows'

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-appwrite-realtime-'))
  server = await startLocalAppwrite({ port: 0, dataDir, projectId: 'live' })
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  tables = new TablesDB(client)
  users = new Users(client)
  teams = new Teams(client)
  await tables.create({ databaseId: 'live', name: 'Live' })
  await tables.createTable({
    databaseId: 'live',
    tableId: 'notes',
    name: 'Notes',
    rowSecurity: true,
    permissions: [],
    columns: [
      { key: 'room', type: 'string', size: 64, required: true },
      { key: 'text', type: 'string', size: 16_000, required: false },
    ],
    indexes: [{ key: 'by_room', type: TablesDBIndexType.Key, attributes: ['room'] }],
  })
  const secretOf = async (userId: string) => {
    await users.create({ userId, name: userId })
    return (await users.createSession({ userId })).secret
  }
  secrets = { ann: await secretOf('ann'), bob: await secretOf('bob') }
  await teams.create({ teamId: 'staff', name: 'Staff' })
})
afterAll(async () => {
  for (const listener of open) listener.close()
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function connect(options?: Parameters<typeof listen>[2]): Promise<Listener> {
  const listener = await listen(server.endpoint, server.projectId, options)
  open.push(listener)
  return listener
}

const as = (session: string) => ({ headers: { 'x-appwrite-session': session } })

/** A connection subscribed to all rows. */
async function hears(session: string | null, queries: string[] = []): Promise<Listener> {
  const listener = await connect(session === null ? undefined : as(session))
  await listener.ask(subscribeTo('rows', [ROWS], queries))
  return listener
}

async function addRow(permissions: string[], room = 'lobby'): Promise<string> {
  made += 1
  const row = await tables.createRow({
    databaseId: 'live',
    tableId: 'notes',
    rowId: `row-${made}`,
    data: { room },
    permissions,
  })
  return row.$id
}

/** The id of what an event is about. */
function idOf({ type, data }: Frame): unknown {
  const { payload } = data
  return type === 'event' && typeof payload === 'object' && payload !== null && '$id' in payload
    ? payload.$id
    : null
}
const ofRow = (rowId: string) => (frame: Frame) => idOf(frame) === rowId
const heardRows = (listener: Listener) => listener.events().map(idOf)

describe('who hears of a row', () => {
  it('is whoever may read its new state, and nobody else', async () => {
    const [ann, bob, guest] = [await hears(secrets.ann), await hears(secrets.bob), await hears(null)]
    const forAnn = await addRow([Permission.read(Role.user('ann'))])
    const forNobody = await addRow([])
    const forUsers = await addRow([Permission.read(Role.users())])
    const forAny = await addRow([Permission.read(Role.any())])
    // The last one reaches all three, so whatever came before it has arrived too.
    await Promise.all([ann, bob, guest].map((listener) => listener.frame(ofRow(forAny))))
    expect(heardRows(ann)).toEqual([forAnn, forUsers, forAny])
    expect(heardRows(bob)).toEqual([forUsers, forAny])
    expect(heardRows(guest)).toEqual([forAny])
    expect(heardRows(ann)).not.toContain(forNobody)
  })

  it('does not include those whom the change takes the right from', async () => {
    const [ann, bob] = [await hears(secrets.ann), await hears(secrets.bob)]
    const rowId = await addRow([Permission.read(Role.users())])
    await Promise.all([ann.frame(ofRow(rowId)), bob.frame(ofRow(rowId))])
    await tables.updateRow({
      databaseId: 'live',
      tableId: 'notes',
      rowId,
      permissions: [Permission.read(Role.user('bob'))],
    })
    const last = await addRow([Permission.read(Role.any())])
    await Promise.all([ann.frame(ofRow(last)), bob.frame(ofRow(last))])
    expect(heardRows(ann)).toEqual([rowId, last])
    expect(heardRows(bob)).toEqual([rowId, rowId, last])
  })

  it('follows memberships while the connection is open', async () => {
    const bob = await hears(secrets.bob)
    const forStaff = () => addRow([Permission.read(Role.team('staff', 'agent'))])
    const before = await forStaff()
    const membership = await teams.createMembership({ teamId: 'staff', userId: 'bob', roles: ['agent'] })
    const during = await forStaff()
    await teams.deleteMembership({ teamId: 'staff', membershipId: membership.$id })
    const after = await forStaff()
    const last = await addRow([Permission.read(Role.any())])
    await bob.frame(ofRow(last))
    expect(heardRows(bob)).toEqual([during, last])
    expect(heardRows(bob)).not.toContain(before)
    expect(heardRows(bob)).not.toContain(after)
  })

  it('still includes an account whose sessions ended, that was blocked or deleted; `account` tells it', async () => {
    const userId = 'gone'
    await users.create({ userId })
    const first = await users.createSession({ userId })
    const second = await users.createSession({ userId })
    const gone = await hears(second.secret)
    await gone.ask(subscribeTo('me', ['account']))
    await users.deleteSession({ userId, sessionId: first.$id })
    await users.deleteSessions({ userId })
    await users.updatePassword({ userId, password: 'another password' })
    await users.updateStatus({ userId, status: false })
    const whileBlocked = await addRow([Permission.read(Role.user(userId))])
    await users.delete({ userId })
    const afterwards = await addRow([Permission.read(Role.user(userId))])
    await gone.frame(ofRow(afterwards))
    const said = gone
      .events()
      .map(({ data }) => (Array.isArray(data['events']) ? String(data['events'][0]) : ''))
      .filter((name) => name.startsWith('users.'))
    expect(said).toEqual([
      `users.gone.sessions.${first.$id}.delete`,
      'users.gone.sessions.delete',
      'users.gone.update.password',
      'users.gone.update.status',
      'users.gone.delete',
    ])
    expect(heardRows(gone)).toContain(whileBlocked)
  })
})

describe('a subscription', () => {
  it('with queries gets matching rows only', async () => {
    const guest = await hears(null, [Query.equal('room', ['kitchen'])])
    await addRow([Permission.read(Role.any())], 'lobby')
    const match = await addRow([Permission.read(Role.any())], 'kitchen')
    await guest.frame(ofRow(match))
    expect(heardRows(guest)).toEqual([match])
  })

  it('is named in the event, all of them at once', async () => {
    const guest = await connect()
    await guest.ask({
      type: 'subscribe',
      data: [
        { subscriptionId: 'one', channels: ['rows'] },
        { subscriptionId: 'two', channels: ['databases.live.collections.notes.documents.create'] },
        { subscriptionId: 'three', channels: ['files'] },
      ],
    })
    const event = await guest.frame(ofRow(await addRow([Permission.read(Role.any())])))
    expect(event.data['subscriptions']).toEqual(['one', 'two'])
    await guest.ask({ type: 'unsubscribe', data: [{ subscriptionId: 'one' }] })
    const next = await guest.frame(ofRow(await addRow([Permission.read(Role.any())])))
    expect(next.data['subscriptions']).toEqual(['two'])
  })

  it('in the address works as in the days before messages', async () => {
    const guest = await connect({ query: `&channels[]=${ROWS}&channels[]=files` })
    const event = await guest.frame(ofRow(await addRow([Permission.read(Role.any())])))
    expect(event.data['subscriptions']).toHaveLength(1)
  })
})

describe('authentication', () => {
  it('after subscribing gives the subscription the rights of the user', async () => {
    const listener = await hears(null)
    const answer = await listener.ask({ type: 'authentication', data: { session: secrets.ann } })
    expect(answer.data).toMatchObject({ to: 'authentication', success: true, user: { $id: 'ann' } })
    const rowId = await addRow([Permission.read(Role.user('ann'))])
    await listener.frame(ofRow(rowId))
  })

  it('before subscribing loses the project, as on Appwrite', async () => {
    const listener = await connect()
    expect((await listener.ask({ type: 'authentication', data: { session: secrets.ann } })).type).toBe(
      'response',
    )
    expect((await listener.ask(subscribeTo('s', [ROWS]))).data).toMatchObject({ code: 1008 })
    expect(await listener.closed).toBe(1006)
  })

  it('with a bad session is refused and changes nothing', async () => {
    const listener = await hears(null)
    for (const session of ['bad', '', secrets.ann.slice(0, -4)]) {
      expect((await listener.ask({ type: 'authentication', data: { session } })).data).toMatchObject({
        code: 1003,
      })
    }
    const rowId = await addRow([Permission.read(Role.guests())])
    await listener.frame(ofRow(rowId))
  })

  it.each([
    ['the session header', (secret: string) => ({ 'x-appwrite-session': secret })],
    ['a cookie', (secret: string) => ({ cookie: `a_session_live=${secret}` })],
    [
      'the fallback header',
      (secret: string) => ({ 'x-fallback-cookies': JSON.stringify({ a_session_live: secret }) }),
    ],
  ])('may come with the upgrade, by %s', async (_title, headers) => {
    const listener = await connect({ headers: headers(secrets.ann) })
    const { data } = await listener.frame(({ type }) => type === 'connected')
    expect(data['user']).toMatchObject({ $id: 'ann' })
  })
})

describe('a presence', () => {
  it('is announced to those who may read it, and goes with its connection', async () => {
    const [ann, bob] = [await connect(as(secrets.ann)), await connect(as(secrets.bob))]
    await bob.ask(subscribeTo('people', ['presences']))
    const permissions = [Permission.read(Role.users()), Permission.write(Role.user('ann'))]
    const presence = { presenceId: 'ann-here', status: 'typing', metadata: { room: 'lobby' }, permissions }
    const answer = await ann.ask({ type: 'presence', data: presence })
    expect(answer.data).toMatchObject({
      to: 'presence',
      presence: { $id: 'ann-here', userId: 'ann', status: 'typing' },
    })
    const isAbout = (action: string) => (frame: Frame) =>
      Array.isArray(frame.data['events']) && frame.data['events'].includes(`presences.ann-here.${action}`)
    await bob.frame(isAbout('upsert'))
    ann.close()
    await bob.frame(isAbout('delete'))
  })

  it('cannot be taken over, faked for others, or given to guests', async () => {
    const [ann, bob, guest] = [
      await connect(as(secrets.ann)),
      await connect(as(secrets.bob)),
      await connect(),
    ]
    await ann.ask({ type: 'presence', data: { presenceId: 'mine', status: 'here' } })
    const taken = await bob.ask({ type: 'presence', data: { presenceId: 'mine', status: 'gone' } })
    expect(taken).toMatchObject({ type: 'error', data: { code: 401 } })
    const granted = await bob.ask({
      type: 'presence',
      data: { presenceId: 'b', permissions: ['read("user:ann")'] },
    })
    expect(granted).toMatchObject({ type: 'error', data: { code: 401 } })
    const long = await bob.ask({ type: 'presence', data: { presenceId: 'b', status: 'x'.repeat(256) } })
    expect(long).toMatchObject({ type: 'error', data: { code: 400 } })
    const deep = `{"type":"presence","data":{"presenceId":"b","metadata":${'{"a":'.repeat(9000)}1${'}'.repeat(9000)}}}`
    expect(await bob.ask(deep)).toMatchObject({ type: 'error', data: { code: 400 } })
    expect(await guest.ask({ type: 'presence', data: { status: 'x' } })).toMatchObject({
      type: 'error',
      data: { code: 401 },
    })
  })
})

describe('a connection without a project', () => {
  it('is let in, and never hears of anything', async () => {
    const nowhere = await listen(server.endpoint, null)
    open.push(nowhere)
    await nowhere.ask(subscribeTo('rows', [ROWS]))
    const answer = await nowhere.ask({ type: 'authentication', data: { session: secrets.ann } })
    expect(answer.data).toMatchObject({ code: 1003 })
    const guest = await hears(null)
    const rowId = await addRow([Permission.read(Role.any())])
    await guest.frame(ofRow(rowId))
    expect((await nowhere.ask({ type: 'ping' })).type).toBe('pong')
    expect(nowhere.events()).toEqual([])
  })
})

describe('refusals', () => {
  it('drop pages of foreign origins and unknown projects', async () => {
    for (const options of [{ headers: { origin: 'https://evil.example' } }, { query: '' }]) {
      const projectId = 'headers' in options ? server.projectId : 'other'
      const listener = await listen(server.endpoint, projectId, options)
      const refused = await listener.frame(() => true)
      expect(refused).toMatchObject({ type: 'error', data: { code: 1008 } })
      expect(await listener.closed).toBe(1006)
    }
  })

  it('of faulty messages leave the connection open', async () => {
    const listener = await connect()
    const faulty = [
      'hello',
      '{}',
      '[]',
      '',
      'null',
      '{"type":"dance"}',
      '{"type":"subscribe","data":[{"channels":"x"}]}',
      '{"type":"subscribe","data":[{"channels":["rows"],"queries":["x"]}]}',
      '{"type":"presence","data":5}',
      '['.repeat(30_000),
    ]
    for (const message of faulty) expect((await listener.ask(message)).data).toMatchObject({ code: 1003 })
    expect((await listener.ask({ type: 'ping' })).type).toBe('pong')
  })

  it('of a frame over 64,000 bytes close the connection, and only that one', async () => {
    const [large, other] = [await connect(), await connect()]
    large.send('x'.repeat(64_001))
    expect(await large.closed).toBe(1009)
    expect((await other.ask({ type: 'ping' })).type).toBe('pong')
  })
})

describe('what a connection may hold', () => {
  it('is bounded by what it listens on now, not by what it once did', async () => {
    const listener = await connect()
    const thousand = Array.from({ length: 1000 }, (_, index) => `rows.${index}`)
    for (let round = 0; round < 6; round += 1) {
      expect((await listener.ask(subscribeTo('many', thousand))).data).toMatchObject({ success: true })
      const ended = await listener.ask({ type: 'unsubscribe', data: [{ subscriptionId: 'many' }] })
      expect(ended.data).toMatchObject({ success: true })
    }
    for (const id of ['a', 'b', 'c', 'd'])
      expect((await listener.ask(subscribeTo(id, thousand))).data).toMatchObject({ success: true })
    expect((await listener.ask(subscribeTo('e', ['rows']))).data).toMatchObject({ code: 1013 })
    expect((await listener.ask({ type: 'ping' })).type).toBe('pong')
  })
})

describe('with rate limits', () => {
  let limited: LocalAppwrite
  let limitedDir: string
  let time = Date.now()

  beforeAll(async () => {
    limitedDir = await mkdtemp(join(tmpdir(), 'local-appwrite-limited-'))
    limited = await startLocalAppwrite({ port: 0, dataDir: limitedDir, rateLimits: true, now: () => time })
  })
  afterAll(async () => {
    await limited.close()
    await rm(limitedDir, { recursive: true, force: true })
  })

  it('a thirty-third message in a minute is refused and leaves the connection open', async () => {
    const listener = await listen(limited.endpoint, limited.projectId)
    for (let sent = 0; sent < 32; sent += 1) expect((await listener.ask({ type: 'ping' })).type).toBe('pong')
    expect((await listener.ask({ type: 'ping' })).data).toMatchObject({ code: 1013 })
    expect(listener.socket.readyState).toBe(listener.socket.OPEN)
    const other = await listen(limited.endpoint, limited.projectId)
    expect((await other.ask({ type: 'ping' })).type).toBe('pong')
    time += 60_000
    expect((await listener.ask({ type: 'ping' })).type).toBe('pong')
    for (const each of [listener, other]) each.close()
  })

  it('a hundred and twenty-ninth connection in a minute from one address is refused', async () => {
    time += 60_000
    const first = await listen(limited.endpoint, limited.projectId)
    for (let count = 1; count < 128; count += 1) {
      const listener = await listen(limited.endpoint, limited.projectId)
      listener.close()
    }
    const refused = await listen(limited.endpoint, limited.projectId)
    expect((await refused.frame(({ type }) => type === 'error')).data).toEqual({
      code: 1013,
      message: 'Too many requests',
    })
    expect(await refused.closed).toBe(1006)
    expect((await first.ask({ type: 'ping' })).type).toBe('pong')
    time += 60_000
    const next = await listen(limited.endpoint, limited.projectId)
    expect((await next.ask({ type: 'ping' })).type).toBe('pong')
    for (const each of [first, next]) each.close()
  })
})

describe('many connections', () => {
  it('a reader that stops reading holds nobody up and is dropped in the end', async () => {
    const [slow, quick] = [await hears(null), await hears(null)]
    slow.socket.pause()
    const text = 'x'.repeat(16_000)
    // More than the network holds for a reader plus what the server keeps for it.
    for (let round = 0; round < 8; round += 1) {
      const rows = await tables.createRows({
        databaseId: 'live',
        tableId: 'notes',
        rows: Array.from({ length: 100 }, (_, index) => ({
          $id: `flood-${round}-${index}`,
          $permissions: [Permission.read(Role.any())],
          room: 'flood',
          text,
        })),
      })
      // However busy the machine is: this one is never further behind than that.
      await quick.frame(ofRow(rows.rows.at(-1)?.$id ?? ''))
    }
    slow.socket.resume()
    expect(await slow.closed).toBe(1006)
    expect(quick.events().length).toBe(800)
  })
})

describe('the web SDK', () => {
  it('subscribes with queries and hears of rows', async () => {
    // The SDK expects a browser's window around its WebSocket.
    vi.stubGlobal('window', { setInterval, clearInterval, localStorage: { getItem: () => null } })
    onTestFinished(() => {
      vi.unstubAllGlobals()
    })
    const client = new WebClient().setEndpoint(server.endpoint).setProject(server.projectId)
    const realtime = new WebRealtime(client)
    const heard: { events: string[]; payload: unknown }[] = []
    const subscription = await realtime.subscribe([ROWS], (event) => heard.push(event), [
      Query.equal('room', ['sdk']),
    ])
    // The SDK says that it is subscribed before it has asked for it, so the first rows may be missed.
    const event = await eventually('an event', async () => {
      await addRow([Permission.read(Role.any())], 'sdk')
      return heard[0]
    })
    expect(event.payload).toMatchObject({ room: 'sdk' })
    expect(event.events).toContain('databases.live.tables.notes.rows.*.create')
    await subscription.unsubscribe()
    await realtime.disconnect()
  })
})
