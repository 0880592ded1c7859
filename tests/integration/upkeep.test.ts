import { Client, Functions } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerIdFor } from '../../contract/ids.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callChat, messageIn, startVisitor } from '../support/visitor.ts'
import { eventually } from '../support/eventually.ts'
import * as chatPaths from '../../contract/chat-paths.ts'

const NOTHING = { answered: 0, expired: 0, removed: 0, repaired: 0 }
const HOUR_MS = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

async function runUpkeep(body: object = {}): Promise<unknown> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const execution = await new Functions(client).createExecution({
    functionId: 'upkeep',
    body: JSON.stringify(body),
  })
  return JSON.parse(execution.responseBody)
}

describe('upkeep', () => {
  beforeEach(async () => {
    await runUpkeep({ all: true })
  })

  it('closes what is idle for over an hour, and says so to the visitor', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await stack.repositories.sessions.touch(
      visitor.sessionId,
      { lastSeen: ago(2 * HOUR_MS), expiresAt: ago(HOUR_MS) },
      0,
    )
    expect(await runUpkeep()).toMatchObject({ expired: 1 })
    expect(await visitor.session()).toMatchObject({ status: 'closed', closedAt: expect.any(String) })
    expect((await visitor.messages()).at(-1)).toMatchObject({ sender: 'system', event: 'expired' })
    expect(await runUpkeep()).toEqual(NOTHING)
  })

  it('leaves alone what was active within the hour', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    expect(await runUpkeep()).toEqual(NOTHING)
    expect(await visitor.session()).toMatchObject({ status: 'active' })
  })

  it('removes sessions, messages and visitors after the retention of the settings', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const lastSeen = ago(31 * 24 * HOUR_MS)
    await stack.repositories.sessions.touch(visitor.sessionId, { status: 'closed', lastSeen }, 0)
    expect(await runUpkeep()).toEqual({ ...NOTHING, removed: 1 })
    expect(await stack.repositories.sessions.get(visitor.sessionId)).toBeNull()
    expect(await stack.repositories.messages.count({ sessionId: visitor.sessionId })).toBe(0)
    // The account is gone too: its credentials are a guest's.
    expect(await visitor.call('GET', chatPaths.sessions)).toMatchObject({ code: 'visitor_unknown' })
    expect(await runUpkeep()).toEqual(NOTHING)
  })

  it('clears sessions that never got a message after a day', async () => {
    const [empty, fresh] = await Promise.all([startVisitor(stack), startVisitor(stack)])
    await stack.repositories.sessions.touch(
      empty.sessionId,
      { status: 'closed', lastSeen: ago(25 * HOUR_MS) },
      0,
    )
    expect(await runUpkeep()).toEqual({ ...NOTHING, removed: 1 })
    expect(await stack.repositories.sessions.get(fresh.sessionId)).not.toBeNull()
  })

  it('starts the bot’s turn again for a message whose turn got lost', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    const sent = messageIn(await visitor.send('Do you take PayPal?'))
    // As if the bot had held the session all along, and its execution had never come.
    const lost = { needsHuman: false, lastSeen: ago(2 * 60_000) }
    await stack.repositories.sessions.touch(visitor.sessionId, lost, 0)
    expect(await runUpkeep()).toMatchObject({ answered: 1 })
    await eventually('the answer', () => stack.repositories.messages.get(answerIdFor(sent.$id)))
    expect(await runUpkeep()).toEqual(NOTHING)
  })

  it('sets a counter right that a killed function left wrong', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const session = await stack.repositories.sessions.touch(visitor.sessionId, {}, 5)
    expect(session?.messageCount).toBe(7)
    // What changed within seconds may be under way: it is left alone.
    expect(await runUpkeep()).toMatchObject({ repaired: 0 })
    await backdate(visitor.sessionId)
    expect(await runUpkeep()).toMatchObject({ repaired: 1 })
    expect((await visitor.session()).messageCount).toBe(2)
    await backdate(visitor.sessionId)
    expect(await runUpkeep()).toEqual(NOTHING)
  })

  it('can’t be run by visitors', async () => {
    const visitor = await startVisitor(stack)
    const { Client: WebClient, Functions: WebFunctions } = await import('appwrite')
    const client = new WebClient().setEndpoint(stack.endpoint).setProject(stack.projectId)
    client.setSession(visitor.credentials.secret)
    const run = new WebFunctions(client).createExecution({ functionId: 'upkeep' })
    await expect(run).rejects.toMatchObject({ code: 401 })
    expect(await callChat(stack, null, 'POST', '/')).toMatchObject({ status: 404 })
  })
})

/** A key may set when a row was changed: ten minutes ago. */
async function backdate(sessionId: string): Promise<void> {
  const { TablesDB } = await import('node-appwrite')
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  await new TablesDB(client).updateRow({
    databaseId: 'chat',
    tableId: 'sessions',
    rowId: sessionId,
    data: { $updatedAt: ago(600_000) },
  })
}
