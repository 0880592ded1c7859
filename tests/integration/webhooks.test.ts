import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import { resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Client, Query, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { isRecord } from '../../contract/is-record.ts'
import { openRepositories } from '../../functions/repositories/repositories.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { isPrivateAddress } from '../../functions/upkeep/webhooks/private-addresses.ts'
import { findAlerts } from '../../functions/upkeep/webhooks/find-events.ts'
import { readReceiver, type Receiver } from '../../functions/upkeep/webhooks/receiver.ts'
import { sendAlerts, sendEvents } from '../../functions/upkeep/webhooks/send-events.ts'
import { callAdmin } from '../support/admin.ts'
import { changeFunction } from '../support/change-function.ts'
import { startCountingProxy } from '../support/counting-proxy.ts'
import { eventually } from '../support/eventually.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw=='
const Event = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.looseObject({ sessionId: z.string() }),
})
type Event = z.infer<typeof Event>

/** What the receiver was told, in order. */
interface Told {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly event: Event
}

let server: Server
let address: string
let told: Told[] = []
/** What it answers: a status, or null for never. */
let answer: (event: Event) => number | null = () => 204
let stack: Stack

beforeAll(async () => {
  server = createServer((request, response) => void receive(request, response))
  const listening = Promise.withResolvers<null>()
  server.listen(0, '127.0.0.1', () => listening.resolve(null))
  await listening.promise
  const bound = server.address()
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/`
  stack = await startStack({
    environment: { WEBHOOK_URL: address, WEBHOOK_SECRET: SECRET, WEBHOOK_ALLOW_PRIVATE: '1' },
  })
  await stack.repositories.settings.put({ messagesPerMinute: 0 })
  // The first look only notes where everything ends.
  await send()
})
afterAll(async () => {
  await stack.close()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  told = []
  answer = () => 204
})

function receiver(variables: Readonly<Record<string, string>> = {}): Receiver {
  const read = readReceiver({
    WEBHOOK_URL: address,
    WEBHOOK_SECRET: SECRET,
    WEBHOOK_ALLOW_PRIVATE: '1',
    ...variables,
  })
  if (read === null) throw new Error('there is no receiver')
  return read
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request)
  const event = Event.parse(JSON.parse(body))
  told.push({ headers: request.headers, body, event })
  const status = answer(event)
  if (status !== null) response.writeHead(status, { location: `${address}elsewhere` }).end()
}

/** As upkeep does, at a moment. */
const send = (now = new Date(), to = receiver()) =>
  sendEvents(stack.repositories, to, now, createBudget(60_000))
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)

function toldOf({ sessionId }: Visitor): readonly string[] {
  return told.filter(({ event }) => event.data.sessionId === sessionId).map(({ event }) => event.type)
}

async function rowsOf(tableId: string, ...queries: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const asked = { databaseId: 'chat', tableId, queries: [...queries, Query.limit(500)] }
  return (await new TablesDB(client).listRows(asked)).rows
}

const deliveriesOf = ({ sessionId }: Visitor) => rowsOf('deliveries', Query.equal('sessionId', sessionId))

describe('the site’s own server', () => {
  it('is told at once and in order what happens to a session, each event once', async () => {
    const visitor = await startVisitor(stack)
    const { sessionId } = visitor
    await visitor.send('I want to talk to a human')
    await eventually('the handover', async () => (await visitor.session()).needsHuman)
    await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
    await callAdmin(stack, 'POST', adminPaths.messages(sessionId), { text: 'Hello, Ana here' })
    await callAdmin(stack, 'POST', adminPaths.close(sessionId))
    await callAdmin(stack, 'POST', adminPaths.reopen(sessionId))
    await visitor.call('DELETE', chatPaths.session(sessionId))
    const all = [
      'session.started',
      'message.created',
      'session.waiting',
      'session.assigned',
      'message.created',
      'session.closed',
      'session.reopened',
      'session.removed',
    ]
    await eventually('all events', async () => toldOf(visitor).length >= all.length)
    expect(toldOf(visitor)).toEqual(all)
    expect(told.filter(({ event }) => !event.timestamp.endsWith('Z'))).toEqual([])
    const ids = told.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(ids.length)
    const messages = told.filter(({ event }) => event.type === 'message.created')
    expect(messages.map(({ event }) => event.data)).toMatchObject([
      { from: 'visitor', text: 'I want to talk to a human' },
      { from: 'agent', text: 'Hello, Ana here', authorId: stack.agent.userId },
    ])
    await Promise.all([send(), send(inMinutes(1))])
    expect(toldOf(visitor)).toEqual(all)
    // What is over keeps no text.
    expect((await deliveriesOf(visitor)).map(({ state, body }) => [state, body])).toEqual(
      all.map(() => ['delivered', null]),
    )
  })

  it('can tell by the signature that it was us, as the documentation shows', async () => {
    const visitor = await startVisitor(stack)
    await eventually('an event', async () => toldOf(visitor).length > 0)
    const documented = readFileSync(resolve(import.meta.dirname, '../../docs/webhooks.md'), 'utf8')
    const [, example = ''] = /```js\n([^]*?)```/.exec(documented) ?? []
    const module: unknown = await import(`data:text/javascript,${encodeURIComponent(example)}`)
    const isOurs: unknown = isRecord(module) ? module['isOurs'] : null
    if (typeof isOurs !== 'function') throw new Error('the example exports no function')
    const [first] = told
    if (first === undefined) throw new Error('nothing was told')
    const { headers, body } = first
    const check = (...given: readonly unknown[]): unknown => Reflect.apply(isOurs, undefined, given)
    expect(check(SECRET, headers, body)).toBe(true)
    expect(check('whsec_b3RoZXI=', headers, body)).toBe(false)
    expect(check(SECRET, headers, `${body} `)).toBe(false)
    expect(check(SECRET, { ...headers, 'webhook-id': 'e_1' }, body)).toBe(false)
    const late = String(Number(headers['webhook-timestamp']) - 301)
    expect(check(SECRET, { ...headers, 'webhook-timestamp': late }, body)).toBe(false)
  })

  it('is told only of what the settings name', async () => {
    await stack.repositories.settings.put({ webhookEvents: ['session.closed'] })
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.close(visitor.sessionId))
    await eventually('the close', async () => toldOf(visitor).includes('session.closed'))
    expect(toldOf(visitor)).toEqual(['session.closed'])
    await stack.repositories.settings.put({ webhookEvents: [] })
  })
})

it('goes on telling behind a message that was brought in with a date of the future', async () => {
  await changeFunction(stack, 'upkeep', { enabled: false })
  const visitor = await startVisitor(stack)
  const { sessionId, credentials } = visitor
  const future = '9999-01-01T00:00:00.000+00:00'
  const times = { $createdAt: future, $updatedAt: future }
  const row = { $id: 'm_future', ...times, sessionId, sender: 'user', text: 'from the future' }
  await stack.repositories.restoredRows.create('message', row, credentials.userId)
  // More than one look finds.
  for (let message = 0; message < 205; message++) await visitor.send(`message ${message}`)
  await send(inMinutes(1))
  await visitor.send('the last')
  await send(inMinutes(2))
  const texts = told.map(({ event }) => event.data['text'])
  expect(texts).toContain('the last')
  expect(texts.filter((said) => said === 'from the future')).toHaveLength(1)
  await changeFunction(stack, 'upkeep', { enabled: true })
})

describe('killed between any two calls of Appwrite, who tells', () => {
  it('has lost nothing: the next run tells what is left, in order', async () => {
    const { projectId, apiKey: key } = stack
    const proxy = await startCountingProxy(stack.endpoint)
    const repositories = openRepositories({ endpoint: proxy.endpoint, projectId, key, databaseId: 'chat' })
    // Else what is to be told here is told there.
    await changeFunction(stack, 'upkeep', { enabled: false })
    for (let calls = 0; ; calls++) {
      told = []
      const visitor = await startVisitor(stack)
      await visitor.call('POST', chatPaths.close(visitor.sessionId))
      proxy.dieAfter(calls)
      const budget = createBudget(60_000)
      await sendEvents(repositories, receiver(), new Date(), budget).catch(() => null)
      const isOver = proxy.calls().length < calls
      // What a killed run had in hand is free again after half a minute.
      await send(inMinutes(1))
      expect([...new Set(toldOf(visitor))]).toEqual(['session.started', 'session.closed'])
      if (isOver) break
      expect(calls).toBeLessThan(60)
    }
    await changeFunction(stack, 'upkeep', { enabled: true })
    await proxy.close()
  })
})

describe('a receiver that', () => {
  it.each([
    ['answers 500', 500, 'refused'],
    ['answers 400', 400, 'refused'],
    ['redirects', 307, 'refused'],
    ['is busy', 503, 'unreachable'],
    ['hangs', null, 'unreachable'],
  ])('%s is asked again later, behind what came before, and the chat goes on', async (_, status, failure) => {
    answer = () => status
    const visitor = await startVisitor(stack)
    const reply = await visitor.ask('thanks')
    expect(reply.sender).toBe('bot')
    await send()
    const failed = await eventually('a failure', async () =>
      (await deliveriesOf(visitor)).find((row) => row['failure'] !== null),
    )
    expect(failed).toMatchObject({ event: 'session.started', failure, state: 'pending' })
    // The message waits behind it, untried, also when both are due.
    await send(inMinutes(20))
    const before = toldOf(visitor)
    expect(new Set(before)).toEqual(new Set(['session.started']))
    // Nothing is asked again before its time.
    answer = () => 204
    await send(inMinutes(20))
    expect(toldOf(visitor)).toEqual(before)
    await send(inMinutes(60))
    expect(toldOf(visitor)).toEqual([...before, 'session.started', 'message.created'])
  })

  it('takes only other sessions’ events is told these all the same', async () => {
    const poisoned = await startVisitor(stack)
    answer = ({ data }) => (data.sessionId === poisoned.sessionId ? 500 : 204)
    await poisoned.send('thanks')
    const visitor = await startVisitor(stack)
    await eventually('an event', async () => toldOf(visitor).includes('session.started'))
    answer = () => 204
    await send(inMinutes(60))
    expect(toldOf(poisoned)).toContain('message.created')
  })

  it('refuses a chat’s events, however many, is told those of others at once', async () => {
    await changeFunction(stack, 'upkeep', { enabled: false })
    const poisoned = await startVisitor(stack)
    answer = ({ data }) => (data.sessionId === poisoned.sessionId ? 500 : 204)
    for (let message = 0; message < 60; message++) await poisoned.send(`boom ${message}`)
    await send()
    const visitor = await startVisitor(stack)
    await send()
    expect(toldOf(visitor)).toEqual(['session.started'])
    // Nor do those that come behind the refused one take the others' places.
    for (let message = 60; message < 120; message++) await poisoned.send(`boom ${message}`)
    await visitor.send('hello')
    await send()
    expect(toldOf(visitor)).toEqual(['session.started', 'message.created'])
    answer = () => 204
    told = []
    await send(inMinutes(60))
    expect(
      told.filter(({ event }) => event.type === 'message.created').map(({ event }) => event.data),
    ).toMatchObject(Array.from({ length: 120 }, (_, message) => ({ text: `boom ${message}` })))
    await changeFunction(stack, 'upkeep', { enabled: true })
  })

  it.each([
    ['is busy with', 503],
    ['hangs on', null],
  ])('%s the events of two chats alone is told those of others at once', async (_, status) => {
    await changeFunction(stack, 'upkeep', { enabled: false })
    const poisoned = [await startVisitor(stack), await startVisitor(stack)]
    const ids = new Set(poisoned.map(({ sessionId }) => sessionId))
    answer = ({ data }) => (ids.has(data.sessionId) ? status : 204)
    const visitor = await startVisitor(stack)
    for (let minutes = 0; minutes < 300; minutes += 60) {
      await visitor.send(`hello after ${minutes} minutes`)
      await send(inMinutes(minutes))
      expect(toldOf(visitor).filter((type) => type === 'message.created')).toHaveLength(minutes / 60 + 1)
    }
    answer = () => 204
    await send(inMinutes(600))
    for (const one of poisoned) expect(toldOf(one)).toContain('session.started')
    await changeFunction(stack, 'upkeep', { enabled: true })
  })

  it('was thought dead for one chat’s event is told another’s that comes while this waits', async () => {
    await changeFunction(stack, 'upkeep', { enabled: false })
    const poisoned = await startVisitor(stack)
    answer = ({ data }) => (data.sessionId === poisoned.sessionId ? 503 : 204)
    await send()
    const visitor = await startVisitor(stack)
    await send()
    expect(toldOf(visitor)).toEqual(['session.started'])
    answer = () => 204
    await send(inMinutes(60))
    expect(toldOf(poisoned)).toContain('session.started')
    await changeFunction(stack, 'upkeep', { enabled: true })
  })

  it('is dead is asked no more than twice in a pause, however much there is to tell', async () => {
    await changeFunction(stack, 'upkeep', { enabled: false })
    answer = () => 503
    const visitors: Visitor[] = []
    for (let count = 0; count < 12; count++) visitors.push(await startVisitor(stack))
    await send()
    expect(told.length).toBeLessThanOrEqual(4)
    told = []
    await send()
    expect(told).toEqual([])
    await send(inMinutes(10))
    expect(told.length).toBeLessThanOrEqual(2)
    answer = () => 204
    told = []
    await send(inMinutes(90))
    expect(visitors.filter((visitor) => toldOf(visitor).length !== 1)).toEqual([])
    await changeFunction(stack, 'upkeep', { enabled: true })
  })

  it('is told each event once and in order by ten runs at once', async () => {
    await changeFunction(stack, 'upkeep', { enabled: false })
    const visitors = await Promise.all(Array.from({ length: 4 }, () => startVisitor(stack)))
    for (const visitor of visitors) for (const said of ['one', 'two', 'three']) await visitor.send(said)
    await Promise.all(Array.from({ length: 10 }, () => send()))
    const all = ['session.started', 'message.created', 'message.created', 'message.created']
    expect(visitors.map(toldOf)).toEqual(visitors.map(() => all))
    await changeFunction(stack, 'upkeep', { enabled: true })
  })

  it('is dead for a day is given up, which audit tells, and an alert once it is back', async () => {
    answer = () => 500
    const visitor = await startVisitor(stack)
    await send()
    await send(inMinutes(25 * 60))
    const [delivery] = await deliveriesOf(visitor)
    expect(delivery).toMatchObject({ state: 'given_up', body: null, problem: 'answered 500' })
    const audit = await rowsOf('audit', Query.equal('sessionId', visitor.sessionId))
    expect(audit).toMatchObject([{ action: 'give_up', actorKind: 'upkeep' }])
    answer = () => 204
    told = []
    await send(inMinutes(26 * 60))
    expect(toldOf(visitor)).toEqual(['alert.undelivered'])
  })

  it('has a private address gets nothing unless that is allowed', async () => {
    const visitor = await startVisitor(stack)
    await eventually('an event', async () => toldOf(visitor).length > 0)
    await visitor.call('POST', chatPaths.close(visitor.sessionId))
    await eventually('the close', async () => toldOf(visitor).includes('session.closed'))
    told = []
    answer = () => 500
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    await callAdmin(stack, 'POST', adminPaths.reopen(visitor.sessionId))
    await eventually('a refusal', async () => toldOf(visitor).length > 0)
    told = []
    for (const url of [
      address,
      address.replace('127.0.0.1', 'localhost'),
      address.replace('127.0.0.1', '[::ffff:127.0.0.1]'),
    ]) {
      await send(inMinutes(600), receiver({ WEBHOOK_URL: url, WEBHOOK_ALLOW_PRIVATE: '' }))
    }
    expect(told).toEqual([])
    const [, , last] = await deliveriesOf(visitor)
    expect(String(last?.['problem'])).toContain('private')
    answer = () => 204
    await send(inMinutes(1200))
    expect(toldOf(visitor)).toEqual(['session.reopened'])
  })
})

describe('an alert', () => {
  it('is given once for somebody who waits too long, and not for who doesn’t wait', async () => {
    await stack.repositories.settings.put({ alertWaitingMinutes: 10 })
    const waiting = await startVisitor(stack)
    await waiting.call('POST', chatPaths.escalate(waiting.sessionId))
    const busy = await startVisitor(stack)
    await busy.ask('thanks')
    for (const minutes of [5, 11, 12, 40]) {
      await sendAlerts(stack.repositories, receiver(), inMinutes(minutes), createBudget(60_000))
    }
    const alerts = (visitor: Visitor) => toldOf(visitor).filter((type) => type === 'alert.waiting')
    expect(alerts(waiting)).toHaveLength(1)
    expect(alerts(busy)).toEqual([])
    const { event } = told.find((one) => one.event.type === 'alert.waiting') ?? {}
    expect(event?.data['waitingSince']).toMatch(/Z$/)
  })

  it('is given to each of very many who wait, in several runs when time is short', async () => {
    await stack.repositories.settings.put({ alertWaitingMinutes: 10, webhookEvents: ['alert.waiting'] })
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    const waitingSince = inMinutes(-60).toISOString()
    const values = { status: 'active', needsHuman: true, waitingSince, lastSeen: waitingSince }
    const ids = Array.from({ length: 620 }, (_, index) => `s_waits_${index}`)
    for (let made = 0; made < ids.length; made += 100) {
      const rows = ids.slice(made, made + 100).map(($id) => ({ $id, sessionId: $id, ...values }))
      await new TablesDB(client).createRows({ databaseId: 'chat', tableId: 'sessions', rows })
    }
    const settings = await stack.repositories.settings.get()
    for (let run = 0; run < 10; run++) {
      let looks = 0
      await findAlerts(
        stack.repositories,
        settings,
        new Date(),
        createBudget(1.5, () => looks++),
      )
    }
    const found = await Promise.all(
      ids.map((id) =>
        rowsOf('deliveries', Query.equal('sessionId', id), Query.equal('event', 'alert.waiting')),
      ),
    )
    expect(found.filter((rows) => rows.length !== 1)).toEqual([])
    await stack.repositories.settings.put({ webhookEvents: [] })
  })
})

it.each([
  '127.0.0.1',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  'fec0::1',
  'fe80::1%eth0',
  '169.254.169.254',
  'no address',
])('%s counts as private', (one) => expect(isPrivateAddress(one)).toBe(true))

it.each(['8.8.8.8', '::ffff:8.8.8.8', '2606:4700::1111', '2001:4860:4860::8888'])(
  '%s counts as public',
  (one) => expect(isPrivateAddress(one)).toBe(false),
)

it('an address that is none, or has no secret, is refused', () => {
  expect(readReceiver({})).toBeNull()
  const wrong = expect.objectContaining({ code: 'misconfigured' })
  expect(() => readReceiver({ WEBHOOK_URL: 'ftp://example.com', WEBHOOK_SECRET: 's' })).toThrow(wrong)
  expect(() => readReceiver({ WEBHOOK_URL: 'nowhere', WEBHOOK_SECRET: 's' })).toThrow(wrong)
  expect(() => readReceiver({ WEBHOOK_URL: 'https://example.com' })).toThrow(wrong)
})
