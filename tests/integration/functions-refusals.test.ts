import { Client, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId } from '../../contract/ids.ts'
import type { ChatCall } from '../../functions/chat/chat-call.ts'
import { createHotSessions } from '../../functions/chat/hot-sessions.ts'
import { sendMessage } from '../../functions/chat/send-message.ts'
import { callAdmin } from '../support/admin.ts'
import { changeFunction } from '../support/change-function.ts'
import { startCountingProxy } from '../support/counting-proxy.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  // They would do what a test is about to see.
  await changeFunction(stack, 'bot', { enabled: false })
  await changeFunction(stack, 'upkeep', { schedule: '' })
})
afterAll(() => stack.close())

it('a turn that can’t be opened beside its message is asked for once more when that is stored', async () => {
  const visitor = await startVisitor(stack)
  const { repositories } = stack
  const told: string[] = []
  let attempts = 0
  const failingOnce: typeof repositories.turns.open = (turn) =>
    attempts++ === 0 ? Promise.reject(new Error('refused')) : repositories.turns.open(turn)
  const call: ChatCall = {
    repositories: { ...repositories, turns: { ...repositories.turns, open: failingOnce } },
    databaseId: 'chat',
    projectId: 'test',
    userId: visitor.credentials.userId,
    clientIp: null,
    rememberedSettings: () => null,
    settings: () => repositories.settings.get(),
    wait: async () => ({ expectedSeconds: null, isAnybodyThere: null }),
    reportError: (problem) => told.push(problem),
  }
  const id = newMessageId()
  const sent = await sendMessage(call, createHotSessions(), visitor.sessionId, { id, text: 'Hello?' })
  expect(sent.message.$id).toBe(id)
  expect(told).toEqual(['the bot’s turn could not be opened'])
  expect(await repositories.turns.get(visitor.sessionId)).toMatchObject({ messageId: id, attempts: 1 })
})

it('a start beyond a limit that a warm function has met costs Appwrite nothing', async () => {
  const proxy = await startCountingProxy(stack.endpoint)
  await stack.repositories.settings.put({ startsPerDay: 1 })
  const start = async () => {
    proxy.reset()
    const answer = await runBundle({
      functionId: 'chat',
      endpoint: proxy.endpoint,
      method: 'POST',
      path: chatPaths.sessions,
      headers: { 'x-appwrite-key': stack.apiKey },
    })
    return { status: answer.status, writes: proxy.calls().filter((call) => !call.startsWith('GET ')) }
  }
  await start()
  await start()
  expect(await start()).toEqual({ status: 429, writes: [] })
  await stack.repositories.settings.put({ startsPerDay: 0 })
  await proxy.close()
})

it('a dry run of a cleanup counts what 4,000 sessions hold, and says that there may be more', async () => {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const tables = new TablesDB(client)
  const before = Date.now() - 10 * 86_400_000
  for (let made = 0; made <= 4000; made += 100) {
    const rows = Array.from({ length: made === 4000 ? 1 : 100 }, (_, index) => {
      const $id = `s_old_${made + index}`
      const lastSeen = new Date(before + made + index).toISOString()
      return { $id, sessionId: $id, lastSeen, messageCount: 2 }
    })
    await tables.createRows({ databaseId: 'chat', tableId: 'sessions', rows })
  }
  const look = async () => (await callAdmin(stack, 'POST', adminToolPaths.cleanup, { days: 5 })).body
  expect(await look()).toMatchObject({ dryRun: true, sessions: 4001, messages: 8000, more: true })
  await stack.repositories.sessions.remove('s_old_4000')
  await stack.repositories.sessions.remove('s_old_3999')
  expect(await look()).toMatchObject({ sessions: 3999, messages: 7998, more: false })
})
