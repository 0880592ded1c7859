import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
async function run(functionId: 'chat' | 'bot', path: string, body: object): Promise<Answer> {
  proxy.reset()
  return runBundle({
    functionId,
    endpoint: proxy.endpoint,
    method: 'POST',
    path,
    headers: { 'x-appwrite-key': stack.apiKey, 'x-appwrite-user-id': visitor.credentials.userId },
    body: JSON.stringify(body),
  })
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
      const own = proxy.calls().filter((call) => !/tables\/(?:settings|articles)\//.test(call))
      expect(own).toHaveLength(6)
      expect((await visitor.messages()).at(-1)).toMatchObject({ sender })
      expect(await isOver()).toBe(true)
    }),
  )
})
