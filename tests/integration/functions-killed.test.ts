import { Client, Query, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as handoffPaths from '../../contract/handoff-paths.ts'
import * as chatHandoffPaths from '../../contract/chat-handoff-paths.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import type { AuditAction } from '../../contract/tables/audit.ts'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { applyRetention } from '../../functions/upkeep/apply-retention.ts'
import { expireIdle } from '../../functions/upkeep/expire-idle.ts'
import { releaseAbandoned } from '../../functions/upkeep/release-abandoned.ts'
import { giveOut } from '../../functions/sessions/give-out.ts'
import { callAdmin } from '../support/admin.ts'
import { changeFunction, withoutBot } from '../support/change-function.ts'
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

const HOUR_MS = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

let stack: Stack
let proxy: CountingProxy
let repositories: Repositories
beforeAll(async () => {
  stack = await startStack()
  await changeFunction(stack, 'upkeep', { schedule: '' })
  proxy = await startCountingProxy(stack.endpoint)
  const { projectId, apiKey: key } = stack
  repositories = openRepositories({ endpoint: proxy.endpoint, projectId, key, databaseId: 'chat' })
})
afterAll(async () => {
  await proxy.close()
  await stack.close()
})

/** What a function does to one session, and what has to go with it. */
interface Deed {
  readonly action: AuditAction
  /** What makes the session ready for it; else it has a question and an answer. */
  readonly before?: (visitor: Visitor) => Promise<unknown>
  readonly run: (visitor: Visitor) => Promise<unknown>
  /** Whether it has happened; throws when half of it has. */
  readonly hasHappened: (visitor: Visitor) => Promise<boolean>
}

/**
 * Kills what does the deed before its first call of Appwrite, then before its second, and so on until it ends by itself.
 * Each time it has to have happened with its row in `audit`, or not at all and without one: gives when it had not.
 */
async function halvesOf(deed: Deed): Promise<readonly string[]> {
  const halves: string[] = []
  let visitor: Visitor | null = null
  for (let calls = 0; ; calls++) {
    visitor ??= await readyFor(deed)
    proxy.dieAfter(calls)
    await deed.run(visitor).catch(() => null)
    const isOver = proxy.calls().length < calls
    const happened = await deed.hasHappened(visitor)
    const { length } = await auditOf(visitor, deed.action)
    if (length !== (happened ? 1 : 0)) halves.push(`after ${calls} calls: ${happened}, ${length} in audit`)
    if (isOver) return happened ? halves : [...halves, 'never happened']
    if (happened) visitor = null
  }
}

async function readyFor(deed: Deed): Promise<Visitor> {
  const visitor = await startVisitor(stack)
  await (deed.before === undefined ? visitor.ask('thanks') : deed.before(visitor))
  return visitor
}

/** What `audit` says of one session, or of none, with its detail. */
async function auditOf(visitor: Visitor | null, action: AuditAction): Promise<readonly unknown[]> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const about = visitor === null ? Query.isNull('sessionId') : Query.equal('sessionId', visitor.sessionId)
  const queries = [about, Query.equal('action', action), Query.limit(100)]
  const { rows } = await new TablesDB(client).listRows({ databaseId: 'chat', tableId: 'audit', queries })
  return rows.map((row): unknown => JSON.parse(String(row['detail'])))
}

function asOperator(method: string, path: (sessionId: string) => string, body: object = {}) {
  return ({ sessionId }: Visitor) => {
    process.env['ADMIN_SECRET'] = stack.adminSecret
    return runBundle({
      functionId: 'admin',
      endpoint: proxy.endpoint,
      method,
      path: path(sessionId),
      headers: { 'x-appwrite-key': stack.apiKey, authorization: `Bearer ${stack.adminSecret}` },
      body: JSON.stringify(body),
    })
  }
}

function asVisitor(method: string, path: (sessionId: string) => string, body?: object) {
  return ({ sessionId, credentials }: Visitor) =>
    runBundle({
      functionId: 'chat',
      endpoint: proxy.endpoint,
      method,
      path: path(sessionId),
      headers: { 'x-appwrite-key': stack.apiKey, 'x-appwrite-user-id': credentials.userId },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
}

/** Whether a move has happened, with its one message for the transcript. */
function hasMoved(event: string) {
  return async ({ sessionId }: Visitor) => {
    const messages = await stack.repositories.messages.newest(sessionId, 30)
    const session = await stack.repositories.sessions.get(sessionId)
    const moves = messages.filter((message) => message.event !== null)
    const happened = moves.at(-1)?.event === event
    expect(session?.status === STATUS_AFTER[event] || !happened).toBe(true)
    return happened
  }
}

const STATUS_AFTER: Readonly<Record<string, string>> = {
  agent_joined: 'agent_assigned',
  agent_left: 'active',
  escalated: 'active',
  closed: 'closed',
  expired: 'closed',
}

async function isGone({ sessionId }: Visitor): Promise<boolean> {
  return (await stack.repositories.sessions.get(sessionId)) === null
}

async function isCleared({ sessionId }: Visitor): Promise<boolean> {
  const [stored, session] = await Promise.all([
    stack.repositories.messages.countRows(sessionId),
    stack.repositories.sessions.get(sessionId),
  ])
  expect([0, 2]).toContain(stored)
  expect(session).toMatchObject({ messageCount: stored, chatName: stored === 0 ? null : 'thanks' })
  return stored === 0
}

const claim = (visitor: Visitor) =>
  callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
const put = (values: object) => (visitor: Visitor) =>
  stack.repositories.sessions.touch(visitor.sessionId, values, 0)
const OLD = { lastSeen: ago(100 * 24 * HOUR_MS), status: 'closed' }

const deeds: Readonly<Record<string, Deed>> = {
  'a claim': {
    action: 'assign',
    run: (visitor) => asOperator('POST', adminPaths.assign, { agentId: stack.agent.userId })(visitor),
    hasHappened: hasMoved('agent_joined'),
  },
  'a release': {
    action: 'release',
    before: claim,
    run: asOperator('POST', adminPaths.release),
    hasHappened: hasMoved('agent_left'),
  },
  'a transfer with a note': {
    action: 'transfer',
    before: async (visitor) => {
      await claim(visitor)
      await put({ assignedAgent: 'somebody-else' })(visitor)
    },
    run: (visitor) => {
      const note = { agentId: stack.agent.userId, transfer: true, note: 'Wants a refund' }
      return asOperator('POST', adminPaths.assign, note)(visitor)
    },
    hasHappened: async ({ sessionId }) => {
      const session = await stack.repositories.sessions.get(sessionId)
      const happened = session?.assignedAgent === stack.agent.userId
      const { length } = await stack.repositories.notes.ofSession(sessionId, 10)
      expect(length).toBe(happened ? 1 : 0)
      return happened
    },
  },
  'another agent’s joining': {
    action: 'join',
    before: async (visitor) => {
      await claim(visitor)
      await put({ assignedAgent: 'somebody-else' })(visitor)
    },
    run: (visitor) => asOperator('POST', handoffPaths.join, { agentId: stack.agent.userId })(visitor),
    hasHappened: async ({ sessionId }) =>
      (await stack.repositories.sessions.get(sessionId))?.participants.length === 1,
  },
  'an agent’s reply': {
    action: 'reply',
    before: claim,
    run: asOperator('POST', adminPaths.messages, { text: 'Hello' }),
    hasHappened: async ({ sessionId }) => {
      const messages = await stack.repositories.messages.newest(sessionId, 30)
      return messages.some(({ sender }) => sender === 'agent')
    },
  },
  'a visitor’s wish for a person': {
    action: 'escalate',
    run: asVisitor('POST', chatPaths.escalate),
    hasHappened: hasMoved('escalated'),
  },
  'a visitor’s end of the chat': {
    action: 'close',
    run: asVisitor('POST', chatPaths.close),
    hasHappened: hasMoved('closed'),
  },
  'a visitor’s rating': {
    action: 'rate',
    before: (visitor) => visitor.call('POST', chatPaths.close(visitor.sessionId)),
    run: (visitor) => asVisitor('POST', chatHandoffPaths.rating, { score: 5 })(visitor),
    hasHappened: async ({ sessionId }) => (await stack.repositories.sessions.get(sessionId))?.rating === 5,
  },
  'a visitor’s clearing': {
    action: 'clear',
    run: asVisitor('DELETE', chatPaths.messages),
    hasHappened: isCleared,
  },
  'an operator’s clearing': {
    action: 'clear',
    run: asOperator('DELETE', adminPaths.messages),
    hasHappened: isCleared,
  },
  'a visitor’s deletion': {
    action: 'delete',
    run: asVisitor('DELETE', chatPaths.session),
    hasHappened: isGone,
  },
  'an operator’s deletion': {
    action: 'delete',
    run: asOperator('DELETE', adminPaths.session),
    hasHappened: isGone,
  },
  'upkeep’s expiry': {
    action: 'expire',
    before: put({ lastSeen: ago(2 * HOUR_MS), expiresAt: ago(HOUR_MS) }),
    run: () => expireIdle(repositories, new Date(), createBudget(60_000)),
    hasHappened: hasMoved('expired'),
  },
  'giving a session that waits to an agent': {
    action: 'assign',
    before: (visitor) => visitor.call('POST', chatPaths.escalate(visitor.sessionId)),
    run: async () => {
      const { userId: id, name } = stack.agent
      await stack.repositories.agents.keepPresence({ id, name, email: null }, 'online', ago(0))
      return giveOut(repositories, { autoAssign: true, maxChatsPerAgent: 1000 }, new Date())
    },
    hasHappened: hasMoved('agent_joined'),
  },
  'upkeep’s taking back': {
    action: 'release',
    before: async (visitor) => {
      await claim(visitor)
      await put({ assignedAutomatically: true })(visitor)
    },
    run: () => {
      const get = async () => ({ ...(await repositories.settings.get()), autoAssign: true })
      const ruled = { ...repositories, settings: { ...repositories.settings, get } }
      return releaseAbandoned(ruled, new Date(Date.now() + HOUR_MS), createBudget(60_000))
    },
    hasHappened: hasMoved('agent_left'),
  },
  'upkeep’s retention': {
    action: 'delete',
    before: put(OLD),
    run: () => applyRetention(repositories, new Date(), createBudget(60_000)),
    hasHappened: isGone,
  },
}

const HANDOVER: Deed = {
  action: 'escalate',
  before: (visitor) => visitor.send('I want to talk to a human'),
  run: async ({ sessionId }) =>
    runBundle({
      functionId: 'bot',
      endpoint: proxy.endpoint,
      method: 'POST',
      path: '/',
      headers: { 'x-appwrite-key': stack.apiKey },
      body: JSON.stringify(await stack.repositories.turns.get(sessionId)),
    }),
  hasHappened: hasMoved('escalated'),
}

describe('killed between any two calls of Appwrite, a function has done with its row in the audit, or not at all,', () => {
  it.each(Object.entries(deeds))('%s', async (_, deed) => {
    expect(await halvesOf(deed)).toEqual([])
  })

  it('the bot’s handover', () =>
    // Else the turn that is to be taken here would be taken there.
    withoutBot(stack, async () => {
      expect(await halvesOf(HANDOVER)).toEqual([])
    }))

  it('an operator’s cleanup, which tells with one row of its own how many sessions are gone', async () => {
    const gone = new Set<string>()
    const halves = await halvesOf({
      action: 'delete',
      before: put(OLD),
      run: asOperator('POST', () => adminToolPaths.cleanup, { days: 90, dryRun: false }),
      hasHappened: async (visitor) => {
        if (await isGone(visitor)) gone.add(visitor.sessionId)
        const cleanups = await auditOf(null, 'cleanup')
        expect(cleanups).toEqual([...gone].map(() => ({ days: 90, sessions: 1, messages: 0 })))
        return gone.has(visitor.sessionId)
      },
    })
    expect(halves).toEqual([])
  })
})
