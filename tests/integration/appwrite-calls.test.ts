import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId } from '../../contract/ids.ts'
import { callAdmin } from '../support/admin.ts'
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.ts'
import { eventually } from '../support/eventually.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { withoutBot } from '../support/change-function.ts'
import { sessionIn, startVisitor, type Answer, type Visitor } from '../support/visitor.ts'

let stack: Stack
let proxy: CountingProxy
let visitor: Visitor
beforeAll(async () => {
  stack = await startStack()
  proxy = await startCountingProxy(stack.endpoint)
})
afterAll(async () => {
  await proxy.close()
  await stack.close()
})

/** Runs a built function here, warm after its first call, with its calls counted. */
async function run(functionId: 'chat' | 'bot' | 'admin', path: string, body: object): Promise<Answer> {
  proxy.reset()
  process.env['ADMIN_SECRET'] = stack.adminSecret
  const who =
    functionId === 'admin'
      ? { authorization: `Bearer ${stack.adminSecret}` }
      : { 'x-appwrite-user-id': visitor.credentials.userId }
  // However busy this machine is, the function takes its writes for quick ones: after slow ones it looks again.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  const answered = runBundle({
    functionId,
    endpoint: proxy.endpoint,
    method: 'POST',
    path,
    headers: { 'x-appwrite-key': stack.apiKey, ...who },
    body: JSON.stringify(body),
  })
  return answered.finally(() => clock.mockRestore())
}

/** A send while the settings are remembered: they are read again every 15 seconds, which a busy machine needs for less. */
async function send(text: string, further: object = {}): Promise<Answer> {
  for (;;) {
    const body = { id: newMessageId(), text, ...further }
    const answer = await run('chat', chatPaths.messages(visitor.sessionId), body)
    if (!proxy.calls().some((call) => call.includes('/tables/settings/'))) return answer
  }
}

async function isOver(): Promise<boolean> {
  return (await stack.repositories.turns.get(visitor.sessionId)) === null
}

describe('a message costs', () => {
  beforeEach(async () => {
    visitor = await startVisitor(stack)
    // The function remembers the session, and settings and articles are read.
    await send('thanks')
    await eventually('the end of the turn', isOver)
  })

  it('three calls of Appwrite side by side, and none of them starts an execution', async () => {
    expect(await send('Do you take PayPal?')).toMatchObject({ status: 200 })
    expect([...proxy.calls()].sort()).toEqual([
      `PATCH /v1/tablesdb/chat/tables/sessions/rows/${visitor.sessionId}`,
      'POST /v1/tablesdb/chat/tables/messages/rows',
      'POST /v1/tablesdb/chat/tables/turns/rows',
    ])
    expect(proxy.depth()).toBe(1)
  })

  it('two calls while an agent holds the session: no turn of the bot is opened for nothing', async () => {
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    await send('hello Ana')
    await eventually('the end of the turn', isOver)
    await send('are you there?')
    expect(proxy.calls()).toHaveLength(2)
    expect(proxy.depth()).toBe(1)
  })

  it('one call more while a turn is open already', () =>
    withoutBot(stack, async () => {
      await send('Do you take PayPal?')
      await send('Do you take Visa?')
      expect(proxy.calls()).toHaveLength(4)
      expect(proxy.depth()).toBe(2)
    }))

  it('three calls for the first one too, which names the chat', async () => {
    const started = sessionIn(await run('chat', chatPaths.sessions, {}))
    proxy.reset()
    const path = chatPaths.messages(started.$id)
    await run('chat', path, { id: newMessageId(), text: 'Do you take PayPal?', first: true })
    const writes = proxy.calls().filter((call) => !call.includes('/tables/settings/'))
    expect(writes).toHaveLength(3)
    expect(proxy.depth()).toBeLessThanOrEqual(1 + proxy.calls().length - writes.length)
    expect(await stack.repositories.sessions.get(started.$id)).toMatchObject({
      chatName: 'Do you take PayPal?',
    })
  })

  it.each([
    ['an answer', 'Do you take PayPal?', 'bot'],
    ['a handover', 'I want to talk to a human', 'system'],
  ])('six calls in the bot’s turn for %s', (_, text, sender) =>
    withoutBot(stack, async () => {
      // The first turn reads settings and articles.
      for (const words of ['What about returns?', text]) {
        await send(words)
        const turn = await stack.repositories.turns.get(visitor.sessionId)
        expect(await run('bot', '/', turn ?? {})).toMatchObject({ status: 200 })
      }
      // Settings and articles are remembered for some seconds.
      const own = proxy.calls().filter((call) => !/tables\/(?:settings|articles|article_index)\//.test(call))
      expect(own).toHaveLength(6)
      expect((await visitor.messages()).at(-1)).toMatchObject({ sender })
      expect(await isOver()).toBe(true)
    }),
  )
})

describe('one after the other, five calls of Appwrite are the way of', () => {
  beforeEach(async () => {
    visitor = await startVisitor(stack)
    await send('thanks')
    await eventually('the end of the turn', isOver)
  })

  /** Settings, and what all who wait are told, are remembered for some seconds. */
  const own = () => proxy.calls().filter((call) => !/tables\/(?:settings|agents|counters)\//.test(call))

  /** Session and transaction, the staging, the session as it is then, the commit, the session as it is left. */
  const MOVE = 6

  it('a claim, with who the agent is', async () => {
    const assign = { agentId: stack.agent.userId }
    expect(await run('admin', adminPaths.assign(visitor.sessionId), assign)).toMatchObject({ status: 200 })
    expect(own()).toHaveLength(MOVE + 1)
    expect(proxy.depth()).toBe(5)
  })

  it.each([
    ['a release', adminPaths.release],
    ['closing', adminPaths.close],
    ['opening again', adminPaths.reopen],
  ])('%s', async (name, path) => {
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    if (name === 'opening again') await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
    expect(await run('admin', path(visitor.sessionId), {})).toMatchObject({ body: { changed: true } })
    expect(own()).toHaveLength(MOVE)
    expect(proxy.depth()).toBe(5)
  })

  it('giving a session back to the bot, and one more to look what is left to answer', async () => {
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    await run('admin', adminPaths.returnToBot(visitor.sessionId), {})
    expect(own()).toHaveLength(MOVE + 1)
    expect(proxy.depth()).toBe(6)
  })

  it('a reply, with the message that is stored', async () => {
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    const reply = { text: 'Hello' }
    expect(await run('admin', adminPaths.messages(visitor.sessionId), reply)).toMatchObject({ status: 200 })
    expect(own()).toHaveLength(MOVE + 1)
    expect(proxy.depth()).toBe(5)
  })

  it('asking for a person, with the newest messages, and of ending a chat', async () => {
    await run('chat', chatPaths.escalate(visitor.sessionId), {})
    expect(own()).toHaveLength(MOVE + 1)
    expect(proxy.depth()).toBe(5)
    await run('chat', chatPaths.close(visitor.sessionId), {})
    expect(own()).toHaveLength(MOVE)
    expect(proxy.depth()).toBe(5)
  })

  it('but a stranger’s, who makes nothing: it ends with one look', async () => {
    const { sessionId } = visitor
    visitor = await startVisitor(stack)
    for (const path of [chatPaths.escalate, chatPaths.close]) {
      expect(await run('chat', path(sessionId), {})).toMatchObject({ code: 'session_not_found' })
      expect(proxy.calls()).toEqual([`GET /v1/tablesdb/chat/tables/sessions/rows/${sessionId}`])
    }
  })
})
