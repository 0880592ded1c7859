import { Client, Query, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { callAdmin } from '../support/admin.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

function tables(): TablesDB {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  return new TablesDB(client)
}

/** What stands in the audit about one session, or about none, the oldest first. */
async function traces(sessionId: string | null): Promise<object[]> {
  const about = sessionId === null ? Query.isNull('sessionId') : Query.equal('sessionId', sessionId)
  const { rows } = await tables().listRows({
    databaseId: 'chat',
    tableId: 'audit',
    queries: [about, Query.orderAsc('$sequence')],
  })
  return rows.map(({ $id: _id, ...row }) => ({ ...row, detail: JSON.parse(String(row['detail'])) }))
}

describe('the audit', () => {
  it('keeps who cleared and who deleted a session, and how much went, when the session is gone', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await callAdmin(stack, 'DELETE', adminPaths.messages(visitor.sessionId))
    await visitor.ask('hello')
    await callAdmin(stack, 'DELETE', adminPaths.session(visitor.sessionId))
    const byOperator = { actorKind: 'operator', sessionId: visitor.sessionId }
    expect(await traces(visitor.sessionId)).toMatchObject([
      { ...byOperator, action: 'clear', detail: { messages: 2 } },
      { ...byOperator, action: 'delete', detail: { messages: 2 } },
    ])
  })

  it('says exactly how many messages a clear took, however many there were', async () => {
    const { messages, sessions } = stack.repositories
    const visitor = await startVisitor(stack)
    const { sessionId } = visitor
    for (let sent = 0; sent < 3; sent++) {
      const rows = Array.from({ length: 70 }, () => ({ sessionId, sender: 'user', text: 'x' }))
      await tables().createRows({ databaseId: 'chat', tableId: 'messages', rows })
    }
    const kept = await startVisitor(stack)
    await kept.ask('thanks')
    await callAdmin(stack, 'DELETE', adminPaths.messages(sessionId))
    expect(await traces(sessionId)).toMatchObject([{ action: 'clear', detail: { messages: 210 } }])
    expect(await messages.countRows(sessionId)).toBe(0)
    expect(await sessions.get(sessionId)).toMatchObject({ messageCount: 0 })
    expect(await kept.messages()).toHaveLength(2)
  })

  it('keeps a visitor’s own deletion', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await visitor.call('DELETE', `/sessions/${visitor.sessionId}`)
    expect(await traces(visitor.sessionId)).toMatchObject([
      { actorKind: 'visitor', action: 'delete', detail: { messages: 2 } },
    ])
  })
})

describe('an operator’s reopening', () => {
  it('gives the session as much time as a new one, so that upkeep doesn’t close it again', async () => {
    const visitor = await startVisitor(stack)
    const past = new Date(Date.now() - 3_600_000).toISOString()
    await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
    await stack.repositories.sessions.touch(visitor.sessionId, { expiresAt: past, lastSeen: past }, 0)
    await callAdmin(stack, 'POST', adminPaths.reopen(visitor.sessionId))
    const { expiresAt } = await visitor.session()
    expect(Date.parse(expiresAt ?? '') - Date.now()).toBeGreaterThan(59 * 60_000)
  })
})
