import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId } from '../../contract/ids.ts'
import { callAdmin } from '../support/admin.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { sessionIn, startVisitor } from '../support/visitor.ts'

describe('a closed session', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
  })
  afterAll(() => stack.close())

  it('is opened again by the visitor’s next message, and the bot answers', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    expect(sessionIn(await visitor.call('POST', chatPaths.close(visitor.sessionId)))).toMatchObject({
      status: 'closed',
      closedAt: expect.any(String),
    })
    const answer = await visitor.ask('Do you take PayPal?')
    expect(answer).toMatchObject({ sender: expect.stringMatching(/system|bot/) })
    expect(await visitor.session()).toMatchObject({ status: 'active', closedAt: null })
  })

  it('closes once: closing again changes nothing', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.close(visitor.sessionId))
    const before = await visitor.messages()
    expect((await visitor.call('POST', chatPaths.close(visitor.sessionId))).status).toBe(200)
    expect(await visitor.messages()).toEqual(before)
  })

  it('can’t be escalated, assigned or released', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.close(visitor.sessionId))
    expect(await visitor.call('POST', chatPaths.escalate(visitor.sessionId))).toMatchObject({
      status: 409,
      code: 'session_closed',
    })
    const agentId = stack.agent.userId
    expect(await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId })).toMatchObject({
      status: 409,
      code: 'session_closed',
    })
    expect(await callAdmin(stack, 'POST', adminPaths.release(visitor.sessionId))).toMatchObject({
      status: 409,
      code: 'session_closed',
    })
  })
})

describe('a session that was closed too long ago to be opened again', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack()
    await stack.repositories.settings.put({ reopenWindowMinutes: 0 })
  })
  afterAll(() => stack.close())

  it('takes no message: it is refused, stored nowhere and counted nowhere', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
    const before = await visitor.session()
    expect(await visitor.send('one more thing')).toMatchObject({
      status: 409,
      body: { error: { code: 'session_closed', message: expect.stringContaining('start a new one') } },
    })
    const after = await visitor.session()
    expect(after).toMatchObject({
      status: 'closed',
      messageCount: before.messageCount,
      preview: before.preview,
      previewSender: before.previewSender,
    })
    expect((await visitor.messages()).map((message) => message.text)).not.toContain('one more thing')
  })

  it('answers a resend of what it stored before, also in a function that sees it for the first time', async () => {
    const visitor = await startVisitor(stack)
    const id = newMessageId()
    await visitor.send('did this arrive?', id)
    await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
    const before = await visitor.session()
    const again = await runBundle({
      functionId: 'chat',
      endpoint: stack.endpoint,
      method: 'POST',
      path: chatPaths.messages(visitor.sessionId),
      headers: { 'x-appwrite-key': stack.apiKey, 'x-appwrite-user-id': visitor.credentials.userId },
      body: JSON.stringify({ id, text: 'did this arrive?' }),
    })
    expect(again).toMatchObject({ status: 200, body: { duplicate: true, message: { $id: id } } })
    expect(await visitor.session()).toMatchObject({ status: 'closed', messageCount: before.messageCount })
  })
})
