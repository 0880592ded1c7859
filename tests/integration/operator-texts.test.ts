import { Client, Query, TablesDB, Users } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId } from '../../contract/ids.ts'
import { callAdmin, jwtOf } from '../support/admin.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { messageIn, sessionIn, startVisitor } from '../support/visitor.ts'

let stack: Stack
let server: Client
beforeAll(async () => {
  stack = await startStack()
  server = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
})
afterAll(() => stack.close())

/** Appwrite does what such a text says wherever it reaches an update, or a transaction. */
const OPERATORS = [
  '{"method":"increment","values":[100]}',
  '{"method":"stringConcat","values":["!"]}',
  ' {"\\u006dethod":"toggle"} ',
  '{"method":"toggle"}',
]

/** As it is shown: the brace is another one where a text had to be kept from acting. */
const shown = (text: string | null) => text?.replace('\uFF5B', '{').trim()

describe.each(OPERATORS)('a text that reads %s', (text) => {
  it('is a message like any other: stored, counted once, shown in lists, and the chat’s name', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    const sent = await visitor.call('POST', chatPaths.messages(visitor.sessionId), {
      id: newMessageId(),
      text,
      first: true,
    })
    expect(sent.status).toBe(200)
    expect(shown(messageIn(sent).text)).toBe(text.trim())
    const session = await visitor.session()
    expect(session.messageCount).toBe(1)
    expect(shown(session.preview)).toBe(text.trim())
    expect(text.trim()).toContain(shown(session.chatName)?.replace('…', ''))
  })

  it('names a chat, and gives a reason', async () => {
    const visitor = await startVisitor(stack)
    const renamed = await visitor.call('PATCH', chatPaths.session(visitor.sessionId), { chatName: text })
    expect(shown(sessionIn(renamed).chatName)).toBe(text.trim())
    const escalated = await visitor.call('POST', chatPaths.escalate(visitor.sessionId), { reason: text })
    expect(shown(sessionIn(escalated).escalationReason)).toBe(text.trim())
  })

  it('is an agent’s reply', async () => {
    const visitor = await startVisitor(stack)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    const replied = await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text })
    expect(replied.status).toBe(200)
    expect(shown(messageIn(replied).text)).toBe(text.trim())
    expect((await visitor.session()).messageCount).toBe(1)
  })

  it('is an agent’s name: in the chat, in what it says, and in the audit', async () => {
    const users = new Users(server)
    await users.updateName({ userId: stack.agent.userId, name: text })
    const visitor = await startVisitor(stack)
    const { sessionId } = visitor
    const headers = { authorization: `Bearer ${await jwtOf(stack, stack.agent.userId)}` }
    const asAgent = (path: string, body?: object) => callAdmin(stack, 'POST', path, body, headers)
    const claimed = await asAgent(adminPaths.assign(sessionId))
    expect(shown(sessionIn(claimed).agentName)).toBe(text.trim())
    const replied = await asAgent(adminPaths.messages(sessionId), { text: 'Hello' })
    expect(shown(messageIn(replied).authorName)).toBe(text.trim())
    expect((await asAgent(adminPaths.close(sessionId))).status).toBe(200)
    const { rows } = await new TablesDB(server).listRows({
      databaseId: 'chat',
      tableId: 'audit',
      queries: [Query.equal('sessionId', sessionId)],
    })
    expect(rows.map((row) => String(row['action'])).toSorted()).toEqual(['assign', 'close', 'reply'])
  })
})

it('metadata that reads like one is refused by its name', async () => {
  const userMeta = { method: 'increment', values: 'x' }
  const visitor = await startVisitor(stack)
  const refused = await visitor.call('PATCH', chatPaths.session(visitor.sessionId), { userMeta })
  expect(refused.code).toBe('user_meta_invalid')
  expect((await visitor.session()).userMeta).toBeNull()
})
