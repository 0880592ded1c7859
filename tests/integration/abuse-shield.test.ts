import { Client, Functions, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId } from '../../contract/ids.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { callAdmin } from '../support/admin.ts'
import { changeFunction } from '../support/change-function.ts'
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.ts'
import { eventually } from '../support/eventually.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callChat, startVisitor, type Answer, type Visitor } from '../support/visitor.ts'

let stack: Stack
let proxy: CountingProxy
beforeAll(async () => {
  stack = await startStack()
  proxy = await startCountingProxy(stack.endpoint)
  await changeFunction(stack, 'upkeep', { schedule: '' })
})
afterAll(async () => {
  await proxy.close()
  await stack.close()
})

const WAIT = { error: { details: { retryAfterSeconds: expect.any(Number) } } }
const unlimited = {
  accepting: true,
  pausedText: null,
  messagesPerMinute: 0,
  startsPerHour: 0,
  startsPerDay: 0,
}

/** For the container of `runBundle`, which remembers settings for some seconds from one test to the next. */
const ofBundle = { messagesPerMinute: 4, startsPerHour: 1000, startsPerDay: 1000 }

/** The settings hold at once: a warm function remembers the last ones for some seconds. */
async function set(settings: Partial<SettingsRow>): Promise<void> {
  await stack.repositories.settings.put({ ...unlimited, ...settings })
  stack.coldStart('chat')
}

async function limitRows() {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  return new TablesDB(client).listRows({ databaseId: 'chat', tableId: 'limits' })
}

describe('a flood', () => {
  it('of messages in one session stops at so many a minute, and nothing of the rest is stored or counted', async () => {
    await set({ messagesPerMinute: 5 })
    const visitor = await startVisitor(stack)
    const answers = await Promise.all(Array.from({ length: 40 }, () => visitor.send('thanks')))
    const stored = answers.filter(({ status }) => status === 200)
    // Of those sent at the very same moment one or two more may be let through; never fewer.
    expect(stored.length).toBeGreaterThanOrEqual(5)
    expect(stored.length).toBeLessThanOrEqual(7)
    for (const refused of answers.filter(({ status }) => status !== 200)) {
      expect(refused).toMatchObject({ status: 429, code: 'rate_limited', body: WAIT })
    }
    const said = await eventually('the count of what is stored', async () => {
      const [session, messages] = await Promise.all([visitor.session(), visitor.messages()])
      const own = messages.filter(({ sender }) => sender === 'user')
      return own.length === stored.length && session.messageCount === messages.length ? own : undefined
    })
    expect(said).toHaveLength(stored.length)
  })

  it('is not let through by clearing the history in between', async () => {
    await set({ messagesPerMinute: 6 })
    const visitor = await startVisitor(stack)
    const answers: Answer[] = []
    for (let round = 0; round < 6; round++) {
      for (let count = 0; count < 3; count++) answers.push(await visitor.send('thanks'))
      await visitor.call('DELETE', chatPaths.messages(visitor.sessionId))
    }
    const refused = await visitor.call('DELETE', chatPaths.messages(visitor.sessionId))
    expect(refused).toMatchObject({ status: 429, code: 'rate_limited', body: WAIT })
    const taken = answers.filter(({ status }) => status === 200).length
    expect(taken).toBeGreaterThanOrEqual(6)
    // What was cleared while there was room, and a whole minute's.
    expect(taken).toBeLessThanOrEqual(9)
  })

  it('leaves other sessions alone', async () => {
    await set({ messagesPerMinute: 2 })
    const [loud, quiet] = [await startVisitor(stack), await startVisitor(stack)]
    await Promise.all(Array.from({ length: 10 }, () => loud.send('thanks')))
    expect(await quiet.send('thanks')).toMatchObject({ status: 200 })
  })

  it('of starts from one address stops within the hour, and leaves no session or visitor behind', async () => {
    await set({ startsPerHour: 3 })
    const before = await stack.repositories.sessions.count({})
    const answers = await Promise.all(Array.from({ length: 12 }, () => start()))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    expect(answers.find(({ status }) => status !== 200)).toMatchObject({
      status: 429,
      code: 'rate_limited',
      body: WAIT,
    })
    const after = await stack.repositories.sessions.count({})
    expect(after.count - before.count).toBe(3)
  })

  it('of starts of all together stops within the day', async () => {
    await set({ startsPerDay: 1 })
    await start()
    expect(await start()).toMatchObject({ status: 429, code: 'rate_limited', body: WAIT })
  })

  it('of wrong admin secrets is told to wait, while the right one still works', async () => {
    const guess = () =>
      callAdmin(stack, 'GET', adminPaths.me, undefined, { authorization: `Bearer ${newMessageId()}` })
    for (let count = 0; count < 10; count++) expect(await guess()).toMatchObject({ code: 'secret_wrong' })
    expect(await guess()).toMatchObject({ status: 429, code: 'rate_limited', body: WAIT })
    expect(await callAdmin(stack, 'GET', adminPaths.me)).toMatchObject({ status: 200 })
  })
})

describe('two containers', () => {
  const calls = ['one', 'two'] as const
  it('count what one session sends together', async () => {
    await set(ofBundle)
    const visitor = await startVisitor(stack)
    const answers: Answer[] = []
    for (let round = 0; round < 4; round++) {
      for (const name of calls) {
        answers.push(name === 'one' ? await visitor.send('thanks') : await sendByBundle(visitor))
      }
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4)
  })

  it('do not take what the other counted before for a flood', async () => {
    await set(ofBundle)
    const visitor = await startVisitor(stack)
    for (let count = 0; count < 4; count++) await visitor.send('thanks')
    await aMinuteLater(visitor.sessionId)
    // It counted nothing of what came before, and begins the minute anew.
    expect(await sendByBundle(visitor)).toMatchObject({ status: 200 })
    expect(await visitor.send('thanks')).toMatchObject({ status: 200 })
  })
})

describe('a start', () => {
  it('is counted beside what it makes: no call waits for it', async () => {
    await set(ofBundle)
    const begin = () => {
      proxy.reset()
      return runBundle({
        functionId: 'chat',
        endpoint: proxy.endpoint,
        method: 'POST',
        path: chatPaths.sessions,
        headers: { 'x-appwrite-key': stack.apiKey, 'x-appwrite-client-ip': '203.0.113.7' },
        body: '{}',
      })
    }
    await begin()
    expect(await begin()).toMatchObject({ status: 200 })
    expect(proxy.calls().filter((call) => call.includes('/tables/limits/'))).toHaveLength(2)
    expect(proxy.depth()).toBe(2)
  })

  it('leaves no address in the table of limits', async () => {
    expect(JSON.stringify(await limitRows())).not.toMatch(/127\.0\.0\.1|203\.0\.113/)
  })
})

describe('a site that takes nothing new', () => {
  beforeEach(() => set({ accepting: false, pausedText: 'Back on Monday.' }))

  it('refuses new sessions and messages with the words of its owner', async () => {
    const paused = {
      status: 503,
      code: 'not_accepting',
      body: { error: { details: { text: 'Back on Monday.' } } },
    }
    expect(await start()).toMatchObject(paused)
    await set({})
    const visitor = await startVisitor(stack)
    await set({ accepting: false, pausedText: 'Back on Monday.' })
    expect(await visitor.send('hello')).toMatchObject(paused)
    expect((await visitor.session()).messageCount).toBe(0)
  })

  it('lets agents go on', async () => {
    await set({})
    const visitor = await startVisitor(stack)
    await visitor.send('thanks')
    await set({ accepting: false })
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    const answer = await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: 'Hello' })
    expect(answer).toMatchObject({ status: 200 })
  })
})

describe('upkeep', () => {
  it('removes what was counted in windows that are over, and nothing else', async () => {
    await stack.repositories.limits.count('old', new Date(Date.now() - 1000).toISOString(), false)
    await stack.repositories.limits.count('present', new Date(Date.now() + 60_000).toISOString(), false)
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    await new Functions(client).createExecution({ functionId: 'upkeep', body: '{}' })
    const ids = (await limitRows()).rows.map(({ $id }) => $id)
    expect(ids).toContain('present')
    expect(ids).not.toContain('old')
  })
})

/** In another container than the one behind the door. */
function sendByBundle({ credentials, sessionId }: Visitor): Promise<Answer> {
  return runBundle({
    functionId: 'chat',
    endpoint: stack.endpoint,
    method: 'POST',
    path: chatPaths.messages(sessionId),
    headers: { 'x-appwrite-key': stack.apiKey, 'x-appwrite-user-id': credentials.userId },
    body: JSON.stringify({ id: newMessageId(), text: 'thanks' }),
  })
}

/** As if everything in a session had been said a minute earlier. */
async function aMinuteLater(sessionId: string): Promise<void> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const tables = new TablesDB(client)
  const earlier = (time: string) => new Date(Date.parse(time) - 60_000).toISOString()
  for (const message of await stack.repositories.messages.newest(sessionId, 50)) {
    const data = { $createdAt: earlier(message.$createdAt) }
    await tables.updateRow({ databaseId: 'chat', tableId: 'messages', rowId: message.$id, data })
  }
  const session = await stack.repositories.sessions.get(sessionId)
  const data = { windowStartedAt: earlier(session?.windowStartedAt ?? '') }
  await tables.updateRow({ databaseId: 'chat', tableId: 'sessions', rowId: sessionId, data })
  stack.coldStart('chat')
}

function start(): Promise<Answer> {
  return callChat(stack, null, 'POST', chatPaths.sessions, {})
}
