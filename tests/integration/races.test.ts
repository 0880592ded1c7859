import { Client, Query, TablesDB, Teams, Users } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { AGENTS_TEAM_ID } from '../../contract/agents-team.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { giveOut } from '../../functions/sessions/give-out.ts'
import { changeFunction } from '../support/change-function.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Answer, type Visitor } from '../support/visitor.ts'

/** How often each race is run: `npm run bench -- --races 200` for many. */
const RACES = Number(process.env['RACES'] ?? 2)
const AGENTS = Array.from({ length: 50 }, (_, index) => ({ id: `agent_${index}`, name: `Agent ${index}` }))
const TIMEOUT_MS = 20_000 + RACES * 10_000

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  // The turns of the bot are taken here.
  for (const id of ['bot', 'upkeep'] as const) await changeFunction(stack, id, { enabled: false })
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  for (const { id: userId, name } of AGENTS) {
    await new Users(client).create({ userId, name, email: `${userId}@example.com` })
    await new Teams(client).createMembership({ teamId: AGENTS_TEAM_ID, roles: [], userId })
  }
  process.env['ADMIN_SECRET'] = stack.adminSecret
})
afterAll(() => stack.close())

/** The built function `admin`, in this process: as many at once as are asked for. */
function asOperator(path: string, body: object): Promise<Answer> {
  const headers = { 'x-appwrite-key': stack.apiKey, authorization: `Bearer ${stack.adminSecret}` }
  const call = { functionId: 'admin', endpoint: stack.endpoint, method: 'POST', path, headers } as const
  return runBundle({ ...call, body: JSON.stringify(body) })
}

function asVisitor({ credentials }: Visitor, path: string): Promise<Answer> {
  const headers = { 'x-appwrite-key': stack.apiKey, 'x-appwrite-user-id': credentials.userId }
  return runBundle({
    functionId: 'chat',
    endpoint: stack.endpoint,
    method: 'POST',
    path,
    headers,
    body: '{}',
  })
}

async function asBot({ sessionId }: Visitor): Promise<Answer> {
  const body = JSON.stringify(await stack.repositories.turns.get(sessionId))
  const headers = { 'x-appwrite-key': stack.apiKey }
  return runBundle({ functionId: 'bot', endpoint: stack.endpoint, method: 'POST', path: '/', headers, body })
}

async function auditOf({ sessionId }: Visitor): Promise<readonly string[]> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const queries = [Query.equal('sessionId', sessionId), Query.orderAsc('$sequence')]
  const { rows } = await new TablesDB(client).listRows({ databaseId: 'chat', tableId: 'audit', queries })
  return rows.map((row) => String(row['action']))
}

/** What is stored of a session, once everybody has ended. */
async function storedOf(visitor: Visitor) {
  const { sessions, messages } = stack.repositories
  const session = await sessions.get(visitor.sessionId)
  const rows = await messages.newest(visitor.sessionId, 100)
  // Nothing is lost, and nothing counted twice.
  expect(session?.messageCount).toBe(rows.filter(({ sender }) => sender !== 'system').length)
  const placeOf = (is: (row: MessageRow) => boolean) => {
    const found = rows.filter(is)
    expect(found.length).toBeLessThanOrEqual(1)
    return rows.findIndex(is)
  }
  return { session, rows, placeOf, audit: await auditOf(visitor) }
}

async function repeat(race: () => Promise<void>): Promise<void> {
  for (let run = 0; run < RACES; run++) await race()
}

async function startHeld(): Promise<Visitor> {
  const visitor = await startVisitor(stack)
  await asOperator(adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
  return visitor
}

describe('of those who act on one session in the same instant', () => {
  it(
    'one of fifty agents gets it, and all others are told who',
    () =>
      repeat(async () => {
        const visitor = await startVisitor(stack)
        const path = adminPaths.assign(visitor.sessionId)
        const claims = await Promise.all(AGENTS.map(({ id }) => asOperator(path, { agentId: id })))
        const winner = AGENTS.find((_, index) => claims[index]?.status === 200)
        expect(claims.filter(({ status }) => status === 200)).toHaveLength(1)
        const taken = { agentId: winner?.id, agentName: winner?.name }
        for (const { status, body } of claims)
          if (status !== 200) expect(body['error']).toMatchObject({ code: 'session_taken', details: taken })
        const { session, rows, audit } = await storedOf(visitor)
        expect(session).toMatchObject({ status: 'agent_assigned', assignedAgent: winner?.id })
        expect(rows.map(({ event, authorName }) => [event, authorName])).toEqual([
          ['agent_joined', winner?.name],
        ])
        expect(audit).toEqual(['assign'])
      }),
    TIMEOUT_MS,
  )

  it(
    'an agent takes over from the bot: it has answered before, or not at all',
    () =>
      repeat(async () => {
        const visitor = await startVisitor(stack)
        await visitor.send('Do you take PayPal?')
        const { sessionId } = visitor
        const agentId = stack.agent.userId
        const takeOver = async () => {
          expect(await asOperator(adminPaths.assign(sessionId), { agentId })).toMatchObject({ status: 200 })
          return asOperator(adminPaths.messages(sessionId), { text: 'Let me look', agentId })
        }
        const [turn, reply] = await Promise.all([asBot(visitor), takeOver()])
        expect([turn.status, reply.status]).toEqual([200, 200])
        const { placeOf, audit } = await storedOf(visitor)
        const [joined, replied] = [
          placeOf(({ event }) => event === 'agent_joined'),
          placeOf(({ sender }) => sender === 'agent'),
        ]
        const answered = placeOf(({ sender }) => sender === 'bot')
        expect(placeOf(({ sender }) => sender === 'user')).toBe(0)
        expect(turn.body['outcome']).toBe(answered < 0 ? 'silent' : 'answered')
        expect(answered).toBeLessThan(joined)
        expect(joined).toBeLessThan(replied)
        expect(audit).toEqual(['assign', 'reply'])
        expect(await stack.repositories.turns.get(sessionId)).toBeNull()
      }),
    TIMEOUT_MS,
  )

  it(
    'a visitor ends the chat while its agent replies: the reply was there before, or is refused',
    () =>
      repeat(async () => {
        const visitor = await startHeld()
        const { sessionId } = visitor
        const agentId = stack.agent.userId
        const [reply, closing] = await Promise.all([
          asOperator(adminPaths.messages(sessionId), { text: 'One moment', agentId }),
          asVisitor(visitor, chatPaths.close(sessionId)),
        ])
        expect(closing.status).toBe(200)
        const { session, placeOf, audit } = await storedOf(visitor)
        expect(session).toMatchObject({ status: 'closed' })
        const replied = placeOf(({ sender }) => sender === 'agent')
        if (reply.status === 200) {
          expect(replied).toBeLessThan(placeOf(({ event }) => event === 'closed'))
          expect(audit).toEqual(['assign', 'reply', 'close'])
        } else {
          expect(reply.code).toBe('session_closed')
          expect(replied).toBe(-1)
          expect(audit).toEqual(['assign', 'close'])
        }
      }),
    TIMEOUT_MS,
  )

  it(
    'an agent claims what is being given to others: one of all gets it',
    () =>
      repeat(async () => {
        const visitor = await startVisitor(stack)
        await asVisitor(visitor, chatPaths.escalate(visitor.sessionId))
        const { agents } = stack.repositories
        const at = new Date()
        for (const { id, name } of AGENTS.slice(0, 3))
          await agents.keepPresence({ id, name, email: null }, 'online', at.toISOString())
        const rules = { autoAssign: true, maxChatsPerAgent: 1000 }
        const [claim, ...given] = await Promise.all([
          asOperator(adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId }),
          ...Array.from({ length: 8 }, () => giveOut(stack.repositories, rules, at)),
        ])
        const gave = given.reduce((sum, count) => sum + count, 0)
        expect(gave).toBe(claim.status === 200 ? 0 : 1)
        const { session, rows, audit } = await storedOf(visitor)
        expect(session?.status).toBe('agent_assigned')
        expect(rows.map(({ event }) => event)).toEqual(['escalated', 'agent_joined'])
        expect(audit).toEqual(['escalate', 'assign'])
      }),
    TIMEOUT_MS,
  )
})
