import { Client, Query, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as handoffPaths from '../../contract/handoff-paths.ts'
import * as limits from '../../contract/limits.ts'
import { isPresent, presentSince } from '../../contract/presence.ts'
import * as chatHandoffPaths from '../../contract/chat-handoff-paths.ts'
import { dayOf, endOfStep, stepOfScale } from '../../contract/statistics.ts'
import { isAnybodyThere } from '../../functions/chat/wait.ts'
import * as chatMailPaths from '../../contract/chat-mail-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { StatsAnswer } from '../../contract/admin-answers.ts'
import { readRow } from '../../contract/read-row.ts'
import { auditColumns, type AuditAction } from '../../contract/tables/audit.ts'
import { countChanges } from '../../functions/upkeep/count-changes.ts'
import { eventOfDeed } from '../../functions/upkeep/webhooks/event-of.ts'
import { handoffColumns } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { ensureAgent } from '../../deployment/ensure-agent.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { releaseAbandoned } from '../../functions/upkeep/release-abandoned.ts'
import { giveOut } from '../../functions/sessions/give-out.ts'
import { readPortableRow } from '../../scripts/transfer/portable-rows.ts'
import { callAdmin, jwtOf } from '../support/admin.ts'
import { changeFunction } from '../support/change-function.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'
import { newSessionId } from '../../contract/ids.ts'
import { eventually } from '../support/eventually.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  await changeFunction(stack, 'upkeep', { schedule: '' })
})
afterAll(() => stack.close())

describe('an agent', () => {
  it('is there once their inbox says so, away when they say so, and nobody says it for another', async () => {
    const headers = { authorization: `Bearer ${await jwtOf(stack, stack.agent.userId)}` }
    const say = (body: object) => callAdmin(stack, 'PUT', handoffPaths.presence, body, headers)
    const listed = async () => (await callAdmin(stack, 'GET', adminPaths.agents)).body['agents']
    await say({ state: 'online' })
    const { userId, name } = stack.agent
    expect(await listed()).toMatchObject([{ $id: userId, name, presence: 'online', isPresent: true }])
    expect(await say({ state: 'away', agentId: 'somebody-else' })).toMatchObject({
      body: { agent: { $id: userId, presence: 'away', isPresent: false } },
    })
    expect(await listed()).toMatchObject([{ presence: 'away', isPresent: false }])
    expect(await say({ state: 'asleep' })).toMatchObject({ code: 'body_invalid' })
    const bySecret = (body: object) => callAdmin(stack, 'PUT', handoffPaths.presence, body)
    expect(await bySecret({ state: 'online' })).toMatchObject({ code: 'body_invalid' })
    expect(await bySecret({ state: 'online', agentId: 'nobody' })).toMatchObject({ code: 'agent_not_found' })
    expect(await bySecret({ state: 'online', agentId: userId })).toMatchObject({
      body: { agent: { isPresent: true } },
    })
  })

  it('is not believed to be there once a second word of their inbox is overdue', () => {
    const now = new Date()
    const seenAgo = (seconds: number) => ({
      presence: 'online' as const,
      seenAt: new Date(now.getTime() - seconds * 1000).toISOString(),
    })
    expect(isPresent(seenAgo(2 * limits.heartbeatSeconds), now)).toBe(true)
    expect(isPresent(seenAgo(limits.presenceSeconds), now)).toBe(false)
    expect(isPresent({ presence: 'online', seenAt: null }, now)).toBe(false)
    expect(presentSince(now)).toBe(seenAgo(limits.presenceSeconds).seenAt)
  })
})

/** Rules for giving sessions out, in force at once. */
async function setRules(rules: Partial<Omit<SettingsRow, `$${string}`>>): Promise<void> {
  await stack.repositories.settings.put(rules)
  for (const id of ['chat', 'admin', 'bot']) stack.coldStart(id)
}

/** Agents who are there, and nobody else. */
async function onlyThere(...ids: readonly string[]): Promise<void> {
  const { agents } = stack.repositories
  for (const { $id, name } of await agents.list())
    if (!ids.includes($id)) await agents.keepPresence({ id: $id, name, email: null }, 'away', nowIso())
  for (const id of ids) await agents.keepPresence({ id, name: id, email: null }, 'online', nowIso())
}

const nowIso = () => new Date().toISOString()

function tables(): TablesDB {
  return new TablesDB(
    new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey),
  )
}

/** Asks for a person, and gives who has the session then. */
async function askForPerson(visitor: Visitor): Promise<string | null> {
  await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
  return holderOf(visitor)
}

async function holderOf(visitor: Visitor): Promise<string | null> {
  return (await visitor.session()).assignedAgent
}

async function auditOf(visitor: Visitor, action: AuditAction): Promise<readonly Record<string, unknown>[]> {
  const queries = [
    Query.equal('sessionId', visitor.sessionId),
    Query.equal('action', action),
    Query.orderAsc('$sequence'),
  ]
  const { rows } = await tables().listRows({ databaseId: 'chat', tableId: 'audit', queries })
  return rows.map((row) => ({ ...row, detail: JSON.parse(String(row['detail'])) as unknown }))
}

const eventsOf = async (visitor: Visitor) =>
  (await visitor.messages()).flatMap(({ event }) => (event === null ? [] : [event]))

/** Nobody waits, and nobody has anything: what a test counts is its own. */
async function closeAll(): Promise<void> {
  const { sessions } = stack.repositories
  for (const status of ['active', 'agent_assigned'] as const)
    for (const { $id } of await sessions.list({ filter: { status }, limit: 200 })) await sessions.remove($id)
}

describe('with autoAssign a session that waits', () => {
  beforeEach(async () => {
    await closeAll()
    await setRules({ autoAssign: true, maxChatsPerAgent: 2, takeBackAfterSeconds: 300 })
  })
  afterAll(() => setRules({ autoAssign: false }))

  it('is given to the agent with the fewest, of equals to whom none was given for longest, up to their capacity', async () => {
    await onlyThere('ana', 'ben')
    const visitors = await Promise.all(Array.from({ length: 6 }, () => startVisitor(stack)))
    const holders: (string | null)[] = []
    for (const visitor of visitors) holders.push(await askForPerson(visitor))
    expect(holders.slice(0, 4).toSorted()).toEqual(['ana', 'ana', 'ben', 'ben'])
    expect(holders[0]).not.toBe(holders[1])
    expect(holders.slice(4)).toEqual([null, null])
    const [first] = visitors
    if (first === undefined) throw new Error('no visitor')
    expect(await eventsOf(first)).toEqual(['escalated', 'agent_joined'])
    expect(await auditOf(first, 'assign')).toMatchObject([
      { actorKind: 'system', detail: { agentId: holders[0], automatic: true } },
    ])
    // Who has room again gets the one that has waited longest, whoever closes.
    await first.call('POST', chatPaths.close(first.sessionId))
    const waiting = visitors.slice(4)
    expect(await Promise.all(waiting.map(holderOf))).toEqual([holders[0], null])
    const second = visitors[1]
    await callAdmin(stack, 'POST', adminPaths.close(second?.sessionId ?? ''))
    expect(await Promise.all(waiting.map(holderOf))).toEqual([holders[0], holders[1]])
    expect(holders[2]).toBe(holders[0])
  })

  it('is given to the agent with the fewest, though it is they to whom one was given last', async () => {
    await onlyThere('ana', 'ben')
    const [first, second, third] = [
      await startVisitor(stack),
      await startVisitor(stack),
      await startVisitor(stack),
    ]
    const holder = await askForPerson(first)
    const other = await askForPerson(second)
    expect([holder, other].toSorted()).toEqual(['ana', 'ben'])
    await second.call('POST', chatPaths.close(second.sessionId))
    expect(await askForPerson(third)).toBe(other)
  })

  it('waits while nobody is there, and is given to who comes, as many as they take by their own row', async () => {
    await onlyThere()
    const { userId } = stack.agent
    await tables().updateRow({
      databaseId: 'chat',
      tableId: 'agents',
      rowId: userId,
      data: { maxChats: 3 },
    })
    const visitors: Visitor[] = []
    for (let count = 0; count < 4; count++) {
      const visitor = await startVisitor(stack)
      visitors.push(visitor)
      expect(await askForPerson(visitor)).toBeNull()
    }
    await callAdmin(stack, 'PUT', handoffPaths.presence, { state: 'online', agentId: userId })
    expect(await Promise.all(visitors.map(holderOf))).toEqual([userId, userId, userId, null])
    await tables().updateRow({
      databaseId: 'chat',
      tableId: 'agents',
      rowId: userId,
      data: { maxChats: null },
    })
  })

  it('is given out by the bot that hands it over, and by upkeep where whoever should have was killed', async () => {
    await onlyThere('ana')
    const visitor = await startVisitor(stack)
    await visitor.send('I want to talk to a human')
    await eventually('the bot to give it to Ana', async () => (await holderOf(visitor)) === 'ana')
    await onlyThere()
    const lost = await startVisitor(stack)
    await askForPerson(lost)
    await onlyThere('ana')
    const settings = await stack.repositories.settings.get()
    expect(await giveOut(stack.repositories, settings, new Date())).toBe(1)
    expect(await holderOf(lost)).toBe('ana')
    expect(await giveOut(stack.repositories, settings, new Date())).toBe(0)
  })

  it('never makes an agent have more than they take, however many ask at once; what is left goes out later', async () => {
    await onlyThere()
    const visitors = await Promise.all(Array.from({ length: 8 }, () => startVisitor(stack)))
    await Promise.all(visitors.map(askForPerson))
    await onlyThere('ana', 'ben')
    const settings = await stack.repositories.settings.get()
    const give = () => giveOut(stack.repositories, settings, new Date())
    const given = await Promise.all(Array.from({ length: 12 }, give))
    expect(given.reduce((sum, count) => sum + count, 0) + (await give())).toBe(4)
    const holders = await Promise.all(visitors.map(holderOf))
    const held = (id: string | null) => holders.filter((holder) => holder === id).length
    expect([held('ana'), held('ben'), held(null)]).toEqual([2, 2, 4])
    for (const visitor of visitors) {
      const isHeld = (await holderOf(visitor)) !== null
      expect(await eventsOf(visitor)).toEqual(isHeld ? ['escalated', 'agent_joined'] : ['escalated'])
      expect(await auditOf(visitor, 'assign')).toHaveLength(isHeld ? 1 : 0)
    }
  })

  it('is not given to an agent whose last room another session takes at that very moment', async () => {
    await setRules({ maxChatsPerAgent: 1 })
    await onlyThere()
    const visitors = await Promise.all([startVisitor(stack), startVisitor(stack)])
    await Promise.all(visitors.map(askForPerson))
    await onlyThere('ana')
    const { repositories } = stack
    const settings = await repositories.settings.get()
    const { sessions } = repositories
    const newest = async (limit: number) => (await sessions.longestWaiting(limit)).toReversed()
    const other = { ...repositories, sessions: { ...sessions, longestWaiting: newest } }
    const count: typeof sessions.count = async (filter) => {
      const counted = await sessions.count(filter)
      await giveOut(other, settings, new Date())
      return counted
    }
    const racing = { ...repositories, sessions: { ...sessions, count } }
    expect(await giveOut(racing, settings, new Date())).toBe(0)
    expect((await Promise.all(visitors.map(holderOf))).toSorted()).toEqual(['ana', null])
  })

  it('and was given back goes to somebody else, or waits', async () => {
    await onlyThere('ana')
    const visitor = await startVisitor(stack)
    expect(await askForPerson(visitor)).toBe('ana')
    await callAdmin(stack, 'POST', adminPaths.release(visitor.sessionId))
    expect(await holderOf(visitor)).toBeNull()
    await onlyThere('ana', 'ben')
    const settings = await stack.repositories.settings.get()
    await giveOut(stack.repositories, settings, new Date())
    expect(await holderOf(visitor)).toBe('ben')
    const { body } = await visitor.call('GET', chatPaths.session(visitor.sessionId))
    await visitor.send('Good')
    const own = await visitor.call('GET', chatPaths.sessions)
    for (const told of [JSON.stringify(body), JSON.stringify(own.body)]) {
      expect(told).toContain(visitor.sessionId)
      for (const column of Object.keys(handoffColumns)) expect(told).not.toContain(column)
    }
  })

  it('is found behind any number that nobody who is there may get', async () => {
    await onlyThere()
    const at = (index: number) => new Date(Date.now() - 3_600_000 + index).toISOString()
    for (let from = 0; from < 620; from += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          stack.repositories.sessions.create(newSessionId(), 'v_waits', {
            needsHuman: true,
            waitingSince: at(from + index),
            givenBackBy: ['ana'],
          }),
        ),
      )
    }
    const visitor = await startVisitor(stack)
    await askForPerson(visitor)
    await onlyThere('ana')
    const settings = await stack.repositories.settings.get()
    const give = () => giveOut(stack.repositories, settings, new Date())
    expect([await give(), await give()]).toEqual([0, 1])
    expect(await holderOf(visitor)).toBe('ana')
    for (let rest = 620; rest > 0; rest -= 200) await closeAll()
  })

  it('and can’t be given at this moment keeps no other from being given', async () => {
    await onlyThere()
    const visitors = [await startVisitor(stack), await startVisitor(stack)] as const
    for (const visitor of visitors) await askForPerson(visitor)
    await onlyThere('ana')
    const { repositories } = stack
    const { sessions } = repositories
    const stale: typeof sessions.longestWaiting = async (...of) =>
      (await sessions.longestWaiting(...of)).map((row) =>
        row.$id === visitors[0].sessionId ? { ...row, waitingSince: nowIso() } : row,
      )
    const behind = { ...repositories, sessions: { ...sessions, longestWaiting: stale } }
    expect(await giveOut(behind, await repositories.settings.get(), new Date())).toBe(1)
    expect(await Promise.all(visitors.map(holderOf))).toEqual([null, 'ana'])
  })
})

describe('without autoAssign', () => {
  it('nothing is given to anybody', async () => {
    await setRules({ autoAssign: false })
    await onlyThere('ana')
    expect(await askForPerson(await startVisitor(stack))).toBeNull()
  })
})

describe('a session whose agent leaves the visitor without an answer', () => {
  const LATE_MS = 300_000
  let other: string
  beforeAll(async () => {
    const { endpoint, projectId, apiKey } = stack
    const project = { endpoint, projectId, apiKey, databaseId: 'chat' }
    const login = {
      userId: 'agent_other',
      name: 'Other',
      email: 'other@example.com',
      password: 'other-agent-1',
    }
    other = (await ensureAgent(project, login)).userId
  })
  beforeEach(async () => {
    await closeAll()
    await setRules({ autoAssign: true, maxChatsPerAgent: 4, takeBackAfterSeconds: LATE_MS / 1000 })
  })
  afterAll(() => setRules({ autoAssign: false }))

  /** What upkeep takes back after so long, with all inboxes still open then. */
  async function takenBack(afterMs: number): Promise<number> {
    const then = new Date(Date.now() + afterMs)
    return (await releaseAbandoned(stack.repositories, then, createBudget(60_000))).changed
  }

  it('that was given to them is taken back, told, written down, and given to another', async () => {
    await onlyThere(stack.agent.userId)
    const visitor = await startVisitor(stack)
    expect(await askForPerson(visitor)).toBe(stack.agent.userId)
    await visitor.send('Is anybody there?')
    expect(await takenBack(LATE_MS - 60_000)).toBe(0)
    expect(await takenBack(LATE_MS + 1000)).toBe(1)
    expect(await visitor.session()).toMatchObject({ status: 'active', needsHuman: true, assignedAgent: null })
    expect(await auditOf(visitor, 'release')).toMatchObject([
      { actorKind: 'upkeep', detail: { takenBack: true } },
    ])
    const settings = await stack.repositories.settings.get()
    await giveOut(stack.repositories, settings, new Date())
    expect(await holderOf(visitor)).toBeNull()
    await onlyThere(stack.agent.userId, other)
    await giveOut(stack.repositories, settings, new Date())
    expect(await holderOf(visitor)).toBe(other)
    expect(await eventsOf(visitor)).toEqual(['escalated', 'agent_joined', 'agent_left', 'agent_joined'])
  })

  it('stays with them once they have answered all', async () => {
    await onlyThere(stack.agent.userId)
    const visitor = await startVisitor(stack)
    await askForPerson(visitor)
    await visitor.send('Is anybody there?')
    await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: 'Yes' })
    expect(await takenBack(2 * LATE_MS)).toBe(0)
    await visitor.send('Good')
    expect(await takenBack(2 * LATE_MS)).toBe(1)
  })

  it('that they claimed themselves is taken back only while they are not there', async () => {
    await onlyThere()
    const visitor = await startVisitor(stack)
    await visitor.send('Is anybody there?')
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    const { agents } = stack.repositories
    const { userId: id, name } = stack.agent
    const then = new Date(Date.now() + LATE_MS + 1000).toISOString()
    await agents.keepPresence({ id, name, email: null }, 'online', then)
    expect(await takenBack(LATE_MS + 2000)).toBe(0)
    await agents.keepPresence({ id, name, email: null }, 'away', then)
    expect(await takenBack(LATE_MS + 2000)).toBe(1)
  })

  it('is left to who answers it at that very moment', async () => {
    await onlyThere(stack.agent.userId)
    const visitor = await startVisitor(stack)
    await askForPerson(visitor)
    const { repositories } = stack
    const newest: typeof repositories.messages.newest = async (...of) => {
      const found = await repositories.messages.newest(...of)
      await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: 'Here I am' })
      return found
    }
    const racing = { ...repositories, messages: { ...repositories.messages, newest } }
    const then = new Date(Date.now() + LATE_MS + 1000)
    expect((await releaseAbandoned(racing, then, createBudget(60_000))).changed).toBe(0)
    expect(await holderOf(visitor)).toBe(stack.agent.userId)
  })
})

describe('a session that one agent has', () => {
  let other: { readonly id: string; readonly headers: Record<string, string> }
  beforeAll(async () => {
    const { endpoint, projectId, apiKey } = stack
    const login = { userId: 'agent_ben', name: 'Ben', email: 'ben@example.com', password: 'ben-is-an-agent' }
    const { userId: id } = await ensureAgent({ endpoint, projectId, apiKey, databaseId: 'chat' }, login)
    other = { id, headers: { authorization: `Bearer ${await jwtOf(stack, id)}` } }
    await callAdmin(stack, 'GET', adminPaths.me, undefined, other.headers)
  })

  async function startHeld(): Promise<Visitor> {
    const visitor = await startVisitor(stack)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    return visitor
  }

  const asOther = (path: string, body: object = {}) => callAdmin(stack, 'POST', path, body, other.headers)
  const rowOf = ({ sessionId }: Visitor) => stack.repositories.sessions.get(sessionId)
  const notesOf = async ({ sessionId }: Visitor) =>
    (await stack.repositories.notes.ofSession(sessionId, 10)).map(({ text, authorName }) => [
      text,
      authorName,
    ])

  it('goes to another with a note for them, once; where nothing moves no note is stored', async () => {
    const visitor = await startHeld()
    const path = adminPaths.assign(visitor.sessionId)
    const note = 'Wants a refund. {"method":"increment"}'
    expect(await asOther(path, { note })).toMatchObject({ code: 'session_taken' })
    expect(await notesOf(visitor)).toEqual([])
    expect(await asOther(path, { transfer: true, note })).toMatchObject({ body: { changed: true } })
    expect(await asOther(path, { transfer: true, note })).toMatchObject({ body: { changed: false } })
    expect(await notesOf(visitor)).toEqual([[note, 'Ben']])
    expect(await asOther(path, { transfer: true, note: ' ' })).toMatchObject({ code: 'body_invalid' })
    const to = ['--agent', stack.agent.email, '--transfer', '--note', 'Back to you']
    expect(await runScript('assign-session', [visitor.sessionId, ...to], stack.environment)).toMatchObject({
      code: 0,
    })
    expect(await notesOf(visitor)).toEqual([
      [note, 'Ben'],
      ['Back to you', null],
    ])
    expect(
      await runScript('assign-session', [visitor.sessionId, '--bot', '--note', 'x'], stack.environment),
    ).toMatchObject({
      code: 2,
    })
  })

  it('lets another take part: they may reply until they leave, and its agent stays who has it', async () => {
    const visitor = await startHeld()
    const { sessionId } = visitor
    const reply = () => asOther(adminPaths.messages(sessionId), { text: 'Ben here' })
    expect(await reply()).toMatchObject({ code: 'session_taken' })
    expect(await asOther(handoffPaths.join(sessionId))).toMatchObject({
      body: { changed: true, session: { participants: [other.id], assignedAgent: stack.agent.userId } },
    })
    expect(await asOther(handoffPaths.join(sessionId))).toMatchObject({ body: { changed: false } })
    expect(await reply()).toMatchObject({ body: { message: { authorId: other.id, authorName: 'Ben' } } })
    const named = { text: 'Ben by the secret', agentId: other.id }
    expect(await callAdmin(stack, 'POST', adminPaths.messages(sessionId), named)).toMatchObject({
      body: { message: { authorName: 'Ben' } },
    })
    expect(await callAdmin(stack, 'POST', adminPaths.messages(sessionId), { text: 'Mine' })).toMatchObject({
      body: { message: { authorName: stack.agent.name } },
    })
    expect(await asOther(handoffPaths.leave(sessionId))).toMatchObject({ body: { changed: true } })
    expect(await asOther(handoffPaths.leave(sessionId))).toMatchObject({ body: { changed: false } })
    expect(await reply()).toMatchObject({ code: 'session_taken' })
    for (const action of ['join', 'leave'] as const) {
      expect(await auditOf(visitor, action)).toMatchObject([
        { actorKind: 'agent', actorId: other.id, detail: { agentId: other.id } },
      ])
    }
    // The visitor is told of none of it but by who writes.
    expect(await eventsOf(visitor)).toEqual(['agent_joined'])
  })

  it('has nobody else in it once it is given back, and no second place for who gets it', async () => {
    const visitor = await startHeld()
    const { sessionId } = visitor
    await asOther(handoffPaths.join(sessionId))
    await asOther(adminPaths.assign(sessionId), { transfer: true })
    expect(await rowOf(visitor)).toMatchObject({ assignedAgent: other.id, participants: [] })
    const first = { agentId: stack.agent.userId }
    await callAdmin(stack, 'POST', handoffPaths.join(sessionId), first)
    await asOther(adminPaths.release(sessionId))
    expect(await rowOf(visitor)).toMatchObject({ participants: [] })
    expect(await asOther(handoffPaths.join(sessionId))).toMatchObject({ code: 'session_not_assigned' })
    await callAdmin(stack, 'POST', adminPaths.close(sessionId))
    expect(await asOther(handoffPaths.join(sessionId))).toMatchObject({ code: 'session_closed' })
  })

  it('takes ten others, of many who come at once each only once', async () => {
    const visitor = await startHeld()
    const participants = Array.from({ length: 9 }, (_, index) => `agent_${index}`)
    await stack.repositories.sessions.touch(visitor.sessionId, { participants }, 0)
    const path = handoffPaths.join(visitor.sessionId)
    const joined = await Promise.all(Array.from({ length: 4 }, () => asOther(path)))
    expect(joined.filter(({ body }) => body['changed'] === true)).toHaveLength(1)
    expect((await rowOf(visitor))?.participants).toEqual([...participants, other.id])
    await asOther(handoffPaths.leave(visitor.sessionId))
    await stack.repositories.sessions.touch(visitor.sessionId, { participants: [...participants, 'x'] }, 0)
    expect(await asOther(path)).toMatchObject({ code: 'participants_full' })
  })
})

describe('who waits for a person', () => {
  beforeEach(async () => {
    await closeAll()
    await setRules({ autoAssign: false, hours: null })
  })
  afterAll(() => setRules({ hours: null }))

  const waitOf = async (visitor: Visitor) =>
    (await visitor.call('GET', chatHandoffPaths.wait(visitor.sessionId))).body['wait']

  it('is told whether anybody is there, and how long it takes once that is known', async () => {
    await onlyThere('ana')
    const visitor = await startVisitor(stack)
    expect(await waitOf(visitor)).toBeNull()
    const asked = await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    expect(asked.body['wait']).toEqual({ expectedSeconds: null, isAnybodyThere: true })
    await onlyThere()
    const day = dayOf(nowIso())
    const scale = `first_reply_${stepOfScale(90)}`
    const numbers = JSON.stringify({ first_reply_count: 9, first_reply_seconds: 810, [scale]: 9 })
    const row = { databaseId: 'chat', tableId: 'counters', rowId: `day_${day}` }
    await tables().upsertRow({ ...row, data: { kind: 'day', of: day, numbers } })
    stack.coldStart('chat')
    const wait = { expectedSeconds: endOfStep(stepOfScale(90)), isAnybodyThere: false }
    expect(await waitOf(visitor)).toEqual(wait)
    const resumed = await visitor.call('GET', chatPaths.session(visitor.sessionId))
    expect(resumed.body['wait']).toEqual(wait)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    expect(await waitOf(visitor)).toBeNull()
    const other = await startVisitor(stack)
    expect(await other.call('GET', chatHandoffPaths.wait(visitor.sessionId))).toMatchObject({
      code: 'session_not_found',
    })
  })
})

describe('somebody is there', () => {
  const NOON = new Date('2026-01-28T12:00:00.000Z')
  const online = { presence: 'online', seenAt: NOON.toISOString() } as const
  const away = { presence: 'away', seenAt: NOON.toISOString() } as const
  const never = { presence: null, seenAt: null } as const
  const week = { wed: ['09:00-17:00'] }
  const hours = JSON.stringify({ zone: 'UTC', week })
  const holiday = JSON.stringify({ zone: 'UTC', week, holidays: ['2026-01-28'] })
  const evening = new Date('2026-01-28T20:00:00.000Z')

  it.each([
    ['while an agent is online', null, [online, away], NOON, true],
    ['not while all are away', null, [away], NOON, false],
    ['not once an inbox has been silent', hours, [online], new Date(NOON.getTime() + 200_000), false],
    [
      'not out of hours, whose page may have been left open',
      hours,
      [{ ...online, seenAt: evening.toISOString() }],
      evening,
      false,
    ],
    ['not on a holiday', holiday, [online], NOON, false],
    ['by the hours alone where no inbox has ever said so', hours, [never], NOON, true],
    ['or nobody knows', null, [never], NOON, null],
  ] as const)('%s', (_, settings, agents, now, there) => {
    const faults: string[] = []
    const report = (places: readonly string[]) => void faults.push(...places)
    expect(isAnybodyThere({ hours: settings }, agents, now, report)).toBe(there)
    expect(faults).toEqual([])
  })

  it('whatever hours say that nobody understands, which is reported', () => {
    const faults: string[] = []
    expect(isAnybodyThere({ hours: '{}' }, [online], NOON, (places) => void faults.push(...places))).toBe(
      true,
    )
    expect(faults).toEqual(['zone', 'week'])
  })
})

describe('a chat that is over', () => {
  async function startOver(): Promise<Visitor> {
    const visitor = await startVisitor(stack)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
    return visitor
  }

  const rate = (visitor: Visitor, body: object) =>
    visitor.call('POST', chatHandoffPaths.rating(visitor.sessionId), body)

  it('is rated by its visitor alone, once it is over, and changed once; the same again changes nothing', async () => {
    const open = await startVisitor(stack)
    expect(await rate(open, { score: 5 })).toMatchObject({ code: 'session_not_closed' })
    const visitor = await startOver()
    const path = chatHandoffPaths.rating(visitor.sessionId)
    expect(await open.call('POST', path, { score: 1 })).toMatchObject({ code: 'session_not_found' })
    for (const body of [
      {},
      { score: 0 },
      { score: 6 },
      { score: 2.5 },
      { score: 3, comment: 'x'.repeat(1001) },
    ])
      expect(await rate(visitor, body)).toMatchObject({ code: 'body_invalid' })
    const comment = '{"method":"increment","values":[1]} was \u{1F600}'
    const first = await rate(visitor, { score: 2, comment })
    expect(first).toMatchObject({ body: { rating: { score: 2, comment, isFinal: false } } })
    expect((await rate(visitor, { score: 2, comment: ` ${comment} ` })).body).toEqual(first.body)
    expect(await rate(visitor, { score: 4 })).toMatchObject({
      body: { rating: { score: 4, comment, isFinal: true } },
    })
    expect(await rate(visitor, { score: 4 })).toMatchObject({ status: 200 })
    expect(await rate(visitor, { score: 5 })).toMatchObject({ code: 'rating_final' })
    expect(await auditOf(visitor, 'rate')).toMatchObject([
      { actorKind: 'visitor', detail: { score: 2, agentId: stack.agent.userId } },
      { actorKind: 'visitor', detail: { score: 4, previous: 2 } },
    ])
    const resumed = await visitor.call('GET', chatPaths.session(visitor.sessionId))
    expect(resumed.body['rating']).toMatchObject({ score: 4, comment, isFinal: true })
    const shown = await runScript(
      'view-sessions',
      ['--session', visitor.sessionId, '--json'],
      stack.environment,
    )
    expect(JSON.parse(shown.stdout)).toMatchObject({ session: { rating: 4, ratingComment: comment } })
    const exported = await runScript('export-sessions', [visitor.sessionId], stack.environment)
    const [line = ''] = exported.stdout.split('\n')
    expect(readPortableRow(JSON.parse(line))).toMatchObject({ row: { rating: 4, ratingComment: comment } })
    await visitor.call('DELETE', chatPaths.messages(visitor.sessionId))
    expect(await stack.repositories.sessions.get(visitor.sessionId)).toMatchObject({ ratingComment: null })
  })

  it('and goes on after all is rated anew when it ends again', async () => {
    const visitor = await startOver()
    await rate(visitor, { score: 1 })
    await rate(visitor, { score: 2 })
    await callAdmin(stack, 'POST', adminPaths.reopen(visitor.sessionId))
    expect(await rate(visitor, { score: 5 })).toMatchObject({ code: 'session_not_closed' })
    await visitor.call('POST', chatPaths.close(visitor.sessionId))
    expect(await rate(visitor, { score: 5 })).toMatchObject({
      body: { rating: { score: 5, isFinal: false } },
    })
  })

  it('counts once for its day and its agent, however often it is changed or counted', async () => {
    const { repositories } = stack
    const count = async () => {
      await countChanges(repositories, new Date(Date.now() + 60_000), createBudget(60_000))
      const stats = StatsAnswer.parse((await callAdmin(stack, 'GET', adminPaths.stats)).body)
      const agent = stats.agents.find(({ agentId }) => agentId === stack.agent.userId)
      return { ...stats.last30Days.ratings, ofAgent: agent?.ratings.count ?? 0 }
    }
    const starsIn = ({ count: of, average }: { count: number; average: number | null }) =>
      Math.round(of * (average ?? 0))
    const before = await count()
    const [happy, grumpy] = [await startOver(), await startOver()]
    await rate(happy, { score: 5 })
    await rate(grumpy, { score: 4 })
    const between = await count()
    expect(between).toMatchObject({
      count: before.count + 2,
      good: before.good + 2,
      ofAgent: before.ofAgent + 2,
    })
    await rate(grumpy, { score: 1 })
    const after = await count()
    expect(after).toMatchObject({ count: between.count, good: between.good - 1, ofAgent: between.ofAgent })
    expect(starsIn(after)).toBe(starsIn(between) - 3)
    expect(await count()).toEqual(after)
    for (let times = 0; times < 2; times++) {
      await callAdmin(stack, 'POST', adminPaths.reopen(grumpy.sessionId))
      await grumpy.call('POST', chatPaths.close(grumpy.sessionId))
      await rate(grumpy, { score: 1 })
    }
    expect(await count()).toMatchObject({ count: after.count, average: after.average, good: after.good })
  })

  it('is told to the site’s own server with its stars, and without its words', async () => {
    const visitor = await startOver()
    await rate(visitor, { score: 3, comment: 'Took too long' })
    const [row] = await auditOf(visitor, 'rate')
    const deed = readRow(auditColumns, { ...row, detail: JSON.stringify(row?.['detail']) })
    const event = deed && eventOfDeed(deed)
    expect(event).toMatchObject({ event: 'session.rated', sessionId: visitor.sessionId })
    expect(JSON.parse(event?.body ?? '')).toMatchObject({
      type: 'session.rated',
      data: { action: 'rate', agentId: stack.agent.userId, score: 3 },
    })
    expect(event?.body).not.toContain('too long')
  })
})

describe('what was seen', () => {
  const agentSees = (sessionId: string, sequence: number) =>
    callAdmin(stack, 'POST', handoffPaths.seen(sessionId), { sequence, agentId: stack.agent.userId })
  const newest = async (sessionId: string) =>
    (await stack.repositories.messages.newest(sessionId, 1))[0]?.$sequence ?? 0

  it('by an agent is known to its visitor, with a name, only forward, and no further than there are messages', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('I want to talk to a person')
    const { sessionId } = visitor
    const read = async () => (await visitor.call('GET', chatPaths.session(sessionId))).body['session']
    expect(await read()).toMatchObject({ agentSeenSequence: 0, agentSeenBy: null })
    const last = await newest(sessionId)
    expect(await agentSees(sessionId, last + 1000)).toMatchObject({ body: { changed: true } })
    const { agentSeenSequence } = (await stack.repositories.sessions.get(sessionId)) ?? {}
    expect(agentSeenSequence).toBeGreaterThan(0)
    expect(agentSeenSequence).toBeLessThanOrEqual(last)
    expect(await read()).toMatchObject({ agentSeenSequence, agentSeenBy: stack.agent.name })
    expect(await agentSees(sessionId, 1)).toMatchObject({ body: { changed: false } })
    expect(await read()).toMatchObject({ agentSeenSequence })
    expect(await visitor.call('POST', handoffPaths.seen(sessionId), { sequence: 1 })).toMatchObject({
      code: 'route_not_found',
    })
  })

  it('is no agent’s while the bot answers, and nothing of it reaches visitors where the settings say so', async () => {
    const withBot = await startVisitor(stack)
    await withBot.ask('How long does shipping take?')
    expect(await agentSees(withBot.sessionId, 1e9)).toMatchObject({ body: { changed: false } })
    const waiting = await startVisitor(stack)
    await waiting.ask('I want to talk to a person')
    await setRules({ receipts: false })
    expect(await agentSees(waiting.sessionId, 1e9)).toMatchObject({ body: { changed: false } })
    await setRules({ receipts: true })
    expect(await agentSees(waiting.sessionId, 1e9)).toMatchObject({ body: { changed: true } })
  })

  it('by the visitor is known to agents, whether or not they have left an address', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('I want to talk to a person')
    const { sessionId } = visitor
    await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
    await callAdmin(stack, 'POST', adminPaths.messages(sessionId), {
      text: 'Hello, how can I help?',
      agentId: stack.agent.userId,
    })
    const reply = await newest(sessionId)
    const seen = async () => (await stack.repositories.sessions.get(sessionId))?.visitorSeenSequence
    expect(await seen()).toBe(0)
    await visitor.call('POST', chatMailPaths.seen(sessionId), { sequence: reply })
    expect(await seen()).toBe(reply)
    await visitor.call('POST', chatMailPaths.seen(sessionId), { sequence: 1 })
    expect(await seen()).toBe(reply)
  })
})
