import { Client, Functions, Query, TablesDB, Teams, Users } from 'node-appwrite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { adminPaths } from '../../contract/admin-api.ts'
import { answerIdFor, newMessageId } from '../../contract/ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { ensureAgent } from '../../deployment/ensure-agent.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { recount } from '../../functions/sessions/recount.ts'
import { removeSession, removeSessionIf } from '../../functions/sessions/remove-session.ts'
import { applyRetention } from '../../functions/upkeep/apply-retention.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { answerLost } from '../../functions/upkeep/answer-lost.ts'
import { expireIdle } from '../../functions/upkeep/expire-idle.ts'
import { releaseAbandoned } from '../../functions/upkeep/release-abandoned.ts'
import { repairCounters } from '../../functions/upkeep/repair-counters.ts'
import { runUpkeep as runSteps } from '../../functions/upkeep/run-upkeep.ts'
import { callAdmin } from '../support/admin.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { changeFunction, withoutBot } from '../support/change-function.ts'
import { callChat, messageIn, startVisitor, type Visitor } from '../support/visitor.ts'
import { eventually } from '../support/eventually.ts'
import * as chatPaths from '../../contract/chat-paths.ts'

const NOTHING = {
  answered: 0,
  released: 0,
  given: 0,
  expired: 0,
  removed: 0,
  repaired: 0,
  mailed: 0,
  behindSeconds: 0,
}
const HOUR_MS = 3_600_000
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()

const UpkeepRun = z.object({ expired: z.number(), behindSeconds: z.number() })

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  // Runs of its own would do what a test is about to see.
  await changeFunction(stack, 'upkeep', { schedule: '' })
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

  // First, while no other session is old: upkeep goes on from the last one that it has looked at.
  it('sets a counter right that a killed function left wrong', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const session = await stack.repositories.sessions.touch(visitor.sessionId, {}, 5)
    expect(session?.messageCount).toBe(7)
    // What changed within seconds may be under way: it is left alone.
    expect(await runUpkeep()).toMatchObject({ repaired: 0 })
    await backdate('sessions', visitor.sessionId, '$updatedAt')
    expect(await runUpkeep()).toMatchObject({ repaired: 1 })
    expect((await visitor.session()).messageCount).toBe(2)
    await backdate('sessions', visitor.sessionId, '$updatedAt')
    expect(await runUpkeep()).toEqual(NOTHING)
  })

  it('sets right what a list shows along with the counter, behind any number of system messages', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    await visitor.send('Do you take PayPal?')
    for (let time = 0; time < 3; time++) {
      await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
      await callAdmin(stack, 'POST', adminPaths.release(visitor.sessionId))
    }
    const lost = { preview: null, previewSender: null }
    await stack.repositories.sessions.touch(visitor.sessionId, lost, -1)
    await backdate('sessions', visitor.sessionId, '$updatedAt')
    expect(await runUpkeep({ all: true })).toMatchObject({ repaired: 1 })
    expect(await visitor.session()).toMatchObject({ preview: 'Do you take PayPal?', previewSender: 'user' })
  })

  it('looks at twenty sessions’ counters between two looks at its time, and goes on in the next run', async () => {
    const { sessions } = stack.repositories
    const ids = Array.from({ length: 25 }, (_, index) => `s_miscounted_${index}`)
    const rows = ids.map(($id) => ({
      $id,
      sessionId: $id,
      status: 'active',
      lastSeen: ago(0),
      messageCount: 3,
    }))
    await tables().createRows({ databaseId: 'chat', tableId: 'sessions', rows })
    const settled = new Date(Date.now() + 60_000)
    let looks = 0
    const short = { isSpent: () => looks++ > 0, until: () => short }
    const first = await repairCounters(stack.repositories, settled, short, false)
    expect(first).toEqual({ changed: expect.any(Number), leftSince: expect.any(String) })
    expect(first.changed).toBeGreaterThan(0)
    expect(first.changed).toBeLessThanOrEqual(20)
    const second = await repairCounters(stack.repositories, settled, createBudget(60_000), false)
    expect(second).toEqual({ changed: 25 - first.changed, leftSince: null })
    for (const row of await sessions.ofIds(ids)) expect(row.messageCount).toBe(0)
    await Promise.all(ids.map((id) => sessions.remove(id)))
  })

  it('sets right who said what a list shows, though its words and the count are right', async () => {
    const { repositories } = stack
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const right = await repositories.sessions.get(visitor.sessionId)
    for (const wrong of [{ previewSender: 'agent' }, { preview: 'Something else' }] as const) {
      await repositories.sessions.touch(visitor.sessionId, wrong, 0)
      const { preview, previewSender, messageCount } = (await recount(repositories, visitor.sessionId)) ?? {}
      expect({ preview, previewSender, messageCount }).toEqual({
        preview: right?.preview,
        previewSender: 'bot',
        messageCount: 2,
      })
    }
    expect(await recount(repositories, 's_nowhere')).toBeNull()
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

  it('makes all other steps when one fails, then answers with that, and logs it by its name', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await stack.repositories.sessions.touch(visitor.sessionId, { expiresAt: ago(HOUR_MS) }, 0)
    const { repositories } = stack
    const unreachable = () => Promise.reject(new Refusal('appwrite_unavailable', { details: 'planted' }))
    const problems: string[] = []
    const run = runSteps(
      {
        ...repositories,
        turns: { ...repositories.turns, openedBefore: unreachable },
        statistics: { ...repositories.statistics, counter: unreachable },
      },
      {
        now: new Date(),
        everything: false,
        receiver: () => Promise.reject(new Error('planted as well')),
        mail: () => null,
        reportError: (problem) => problems.push(problem),
      },
    )
    await expect(run).rejects.toMatchObject({ code: 'appwrite_unavailable', details: 'planted' })
    expect(problems).toEqual(
      ['reopenTurns', 'countChanges', 'recount', 'webhooks'].map((name) => `the step ${name} failed`),
    )
    expect(await visitor.session()).toMatchObject({ status: 'closed' })
  })

  it.each([
    ['address', { WEBHOOK_URL: 'nowhere', WEBHOOK_SECRET: 's' }],
    ['secret', { WEBHOOK_URL: 'https://shop.example/hook', WEBHOOK_SECRET: '' }],
  ])('does its work though a webhook’s %s is wrong, which it answers and logs once', async (_, variables) => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await stack.repositories.sessions.touch(visitor.sessionId, { expiresAt: ago(HOUR_MS) }, 0)
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
    const { status, body, log } = await runBundle({
      functionId: 'upkeep',
      endpoint: stack.endpoint,
      method: 'POST',
      path: '/',
      headers: { 'x-appwrite-key': stack.apiKey },
    })
    vi.unstubAllEnvs()
    expect({ status, body }).toMatchObject({ status: 500, body: { error: { code: 'misconfigured' } } })
    expect(log.match(/WEBHOOK_URL is no/g)).toHaveLength(1)
    expect(await visitor.session()).toMatchObject({ status: 'closed' })
  })

  it('leaves open what somebody writes in while it is about to be closed', async () => {
    const { repositories } = stack
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const idle = { lastSeen: ago(2 * HOUR_MS), expiresAt: ago(HOUR_MS) }
    const read = await repositories.sessions.touch(visitor.sessionId, idle, 0)
    await visitor.ask('thanks again')
    const lists = [[read].filter((row) => row !== null)]
    const sessions = { ...repositories.sessions, list: async () => lists.shift() ?? [] }
    const result = await expireIdle({ ...repositories, sessions }, new Date(), createBudget(60_000))
    expect(result).toEqual({ changed: 0, leftSince: null })
    expect(await visitor.session()).toMatchObject({ status: 'active' })
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
    expect(await stack.repositories.messages.countOf(visitor.sessionId)).toBe(0)
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

  it('clears one that opening made and upkeep closed, as nobody ever used it', async () => {
    const { sessionId } = await startVisitor(stack)
    const idle = { lastSeen: ago(25 * HOUR_MS), expiresAt: ago(24 * HOUR_MS) }
    await stack.repositories.sessions.touch(sessionId, idle, 0)
    expect(await runUpkeep()).toMatchObject({ expired: 1, removed: 1 })
    expect(await stack.repositories.sessions.get(sessionId)).toBeNull()
  })

  it('keeps a session whose messages name no sender, and counts them', async () => {
    const { sessions, messages } = stack.repositories
    const sessionId = 's_imported'
    const dated = { lastSeen: ago(25 * HOUR_MS), status: 'closed' } as const
    await sessions.create(sessionId, 'someone', dated)
    const data = { sessionId, text: 'hello' }
    await tables().createRow({ databaseId: 'chat', tableId: 'messages', rowId: 'imported', data })
    expect(await runUpkeep()).toMatchObject({ removed: 0 })
    expect(await sessions.get(sessionId)).toMatchObject({ messageCount: 1 })
    expect(await messages.get('imported')).not.toBeNull()
    await sessions.remove(sessionId)
    await messages.removeAllOf(sessionId)
  })

  it('keeps a visitor who waits for a person and has not said a word, and clears the empty behind them', async () => {
    const { sessions } = stack.repositories
    const waiting = await Promise.all(Array.from({ length: 5 }, () => startVisitor(stack)))
    for (const visitor of waiting) {
      await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
      await sessions.touch(visitor.sessionId, { lastSeen: ago(26 * HOUR_MS) }, 0)
    }
    const empty = await startVisitor(stack)
    await sessions.touch(empty.sessionId, { lastSeen: ago(25 * HOUR_MS), status: 'closed' }, 0)
    expect(await runUpkeep()).toEqual({ ...NOTHING, removed: 1 })
    expect(await sessions.get(empty.sessionId)).toBeNull()
    for (const visitor of waiting) expect(await visitor.session()).toMatchObject({ needsHuman: true })
    expect(await runUpkeep()).toEqual(NOTHING)
    for (const visitor of waiting) await visitor.call('DELETE', chatPaths.session(visitor.sessionId))
  })

  it('looks at some that only seem empty in each run, and goes on in the next one', async () => {
    const { sessions, upkeep } = stack.repositories
    const waiting = await Promise.all(Array.from({ length: 5 }, () => startVisitor(stack)))
    for (const visitor of waiting) {
      await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
      await sessions.touch(visitor.sessionId, { lastSeen: ago(26 * HOUR_MS) }, 0)
    }
    const empty = await startVisitor(stack)
    await sessions.touch(empty.sessionId, { lastSeen: ago(25 * HOUR_MS), status: 'closed' }, 0)
    let looks = 0
    const short = { isSpent: () => looks++ > 0, until: () => short }
    const first = await applyRetention(stack.repositories, new Date(), short)
    expect(first).toEqual({ changed: 0, leftSince: expect.any(String) })
    expect(await upkeep.position('empty0')).not.toBeNull()
    const second = await applyRetention(stack.repositories, new Date(), createBudget(60_000))
    expect(second).toEqual({ changed: 1, leftSince: null })
    expect(await sessions.get(empty.sessionId)).toBeNull()
    expect(await upkeep.position('empty0')).toBeNull()
    for (const visitor of waiting) await visitor.call('DELETE', chatPaths.session(visitor.sessionId))
  })

  it('starts the bot’s turn again for a message whose turn got lost', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    const sent = messageIn(await visitor.send('Do you take PayPal?'))
    // As if the bot had held the session all along, and its execution had never come.
    await eventually(
      'the end of the turn',
      async () => (await stack.repositories.turns.get(visitor.sessionId)) === null,
    )
    const lost = { needsHuman: false, lastSeen: ago(2 * 60_000) }
    await stack.repositories.sessions.touch(visitor.sessionId, lost, 0)
    expect(await runUpkeep()).toMatchObject({ answered: 1 })
    await eventually('the answer', () => stack.repositories.messages.get(answerIdFor(sent.$id)))
    expect(await runUpkeep()).toEqual(NOTHING)
  })

  it.each(['returned_to_bot', 'reopened'] as const)(
    'has the bot answer a message that stands before the system message “%s” and got no turn',
    async (event) => {
      const visitor = await startVisitor(stack)
      await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
      const sent = messageIn(await visitor.send('Do you take PayPal?'))
      const { messages, sessions } = stack.repositories
      await messages.create({
        id: newMessageId(),
        sessionId: visitor.sessionId,
        sender: 'system',
        event,
        visitorId: visitor.credentials.userId,
      })
      await sessions.touch(visitor.sessionId, { needsHuman: false, lastSeen: ago(2 * 60_000) }, 0)
      expect(await runUpkeep()).toMatchObject({ answered: 1 })
      await eventually('the answer', () => messages.get(answerIdFor(sent.$id)))
      expect(await runUpkeep()).toEqual(NOTHING)
    },
  )

  it('has the bot not hand over again what it has handed over', async () => {
    const visitor = await startVisitor(stack)
    expect(await visitor.ask('I want to talk to a human')).toMatchObject({ event: 'escalated' })
    await callAdmin(stack, 'POST', adminPaths.returnToBot(visitor.sessionId))
    await stack.repositories.sessions.touch(visitor.sessionId, { lastSeen: ago(2 * 60_000) }, 0)
    expect(await runUpkeep()).toEqual(NOTHING)
    expect(await visitor.session()).toMatchObject({ status: 'active', needsHuman: false })
  })

  describe('of many messages that may be lost', () => {
    const nothingToTakeUp = Array.from({ length: 100 }, (_, index) => `s_nothing_${index}`)
    let visitor: Visitor
    beforeEach(async () => {
      await tables().createRows({
        databaseId: 'chat',
        tableId: 'sessions',
        rows: nothingToTakeUp.map(($id, index) => ({
          $id,
          sessionId: $id,
          lastSeen: ago(30 * 60_000 - index),
          previewSender: 'user',
          messageCount: 1,
        })),
      })
      visitor = await startVisitor(stack)
      await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
      await visitor.send('Do you take PayPal?')
      const lost = { needsHuman: false, lastSeen: ago(2 * 60_000) }
      await stack.repositories.sessions.touch(visitor.sessionId, lost, 0)
    })
    afterEach(() => Promise.all(nothingToTakeUp.map((id) => stack.repositories.sessions.remove(id))))

    const isTakenUp = async () => (await stack.repositories.turns.get(visitor.sessionId)) !== null

    it('reaches the newest behind a hundred that need nothing', () =>
      withoutBot(stack, async () => {
        const budget = { isSpent: () => false, until: () => budget }
        const run = await answerLost(stack.repositories, new Date(), budget)
        expect(run).toEqual({ changed: 1, leftSince: null })
        expect(await isTakenUp()).toBe(true)
      }))

    it('looks at some in each run, goes on in the next one, and says since when the others wait', () =>
      withoutBot(stack, async () => {
        let runs = 0
        for (let left: string | null = ''; left !== null; runs++) {
          let looks = 0
          const budget = { isSpent: () => looks++ === 10, until: () => budget }
          const run = await answerLost(stack.repositories, new Date(), budget)
          if (run.leftSince !== null) expect(Date.now() - Date.parse(run.leftSince)).toBeGreaterThan(90_000)
          left = run.leftSince
        }
        expect(runs).toBe(3)
        expect(await isTakenUp()).toBe(true)
        expect(await stack.repositories.upkeep.position('answers')).toBeNull()
      }))
  })

  it('opens a turn again whose bot got lost, and gives it to a person after the third time', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const { turns } = stack.repositories
    const lost = {
      sessionId: visitor.sessionId,
      messageId: newMessageId(),
      corpora: [],
      locale: null,
      attempts: 3,
    }
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    await callAdmin(stack, 'POST', adminPaths.returnToBot(visitor.sessionId))
    await withoutBot(stack, async () => {
      await turns.open({ ...lost, attempts: 2 })
      await backdate('turns', visitor.sessionId, '$createdAt')
      expect(await runUpkeep()).toMatchObject({ answered: 1 })
      expect(await turns.get(visitor.sessionId)).toMatchObject({ attempts: 3 })
      await backdate('turns', visitor.sessionId, '$createdAt')
      expect(await runUpkeep()).toMatchObject({ answered: 1 })
    })
    expect(await turns.get(visitor.sessionId)).toBeNull()
    expect(await visitor.session()).toMatchObject({
      needsHuman: true,
      escalationReason: 'The bot could not answer',
    })
    expect(await runUpkeep()).toEqual(NOTHING)
  })

  it('leaves a turn whose bot got lost to the visitor’s next message, which counts what was tried', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const { turns } = stack.repositories
    const lost = { sessionId: visitor.sessionId, messageId: newMessageId(), corpora: [], locale: null }
    await withoutBot(stack, async () => {
      await turns.open({ ...lost, attempts: 1 })
      const joins = messageIn(await visitor.send('Anybody?'))
      expect(await turns.get(visitor.sessionId)).toMatchObject({ messageId: lost.messageId, attempts: 1 })
      expect(joins.text).toBe('Anybody?')
      for (const attempts of [2, 3, 3]) {
        await backdate('turns', visitor.sessionId, '$createdAt')
        const sent = messageIn(await visitor.send('Still nobody?'))
        expect(await turns.get(visitor.sessionId)).toMatchObject({ messageId: sent.$id, attempts })
      }
      await turns.close(visitor.sessionId)
    })
    await visitor.call('DELETE', chatPaths.session(visitor.sessionId))
  })

  it('never deletes a session that has messages because its counter says otherwise', async () => {
    const sessionId = 's_1763614351136'
    await stack.repositories.sessions.create(sessionId, 'someone', {
      lastSeen: ago(30 * HOUR_MS),
      status: 'closed',
    })
    for (const text of ['hello', 'anybody?']) {
      await stack.repositories.messages.create({
        id: newMessageId(),
        sessionId,
        sender: 'user',
        text,
        visitorId: 'someone',
      })
    }
    expect(await runUpkeep()).toMatchObject({ removed: 0 })
    expect(await stack.repositories.sessions.get(sessionId)).toMatchObject({ messageCount: 2 })
    await stack.repositories.sessions.remove(sessionId)
    await stack.repositories.messages.removeAllOf(sessionId)
  })

  it('keeps the account of a customer whose chat it removes, because the site made it', async () => {
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    const users = new Users(client)
    await users.create({ userId: 'customer-7', email: 'c7@example.com', password: 'a long password' })
    await stack.repositories.sessions.create('s_of_a_customer', 'customer-7', {
      lastSeen: ago(31 * 24 * HOUR_MS),
      status: 'closed',
    })
    expect(await runUpkeep()).toMatchObject({ removed: 1 })
    expect(await users.get({ userId: 'customer-7' })).toMatchObject({ $id: 'customer-7' })
  })

  it('stops after two seconds’ work, says how far behind it is, and goes on where it stopped', async () => {
    const count = 600
    const rows = Array.from({ length: count }, (_, index) => ({
      $id: `s_idle_${index}`,
      sessionId: `s_idle_${index}`,
      status: 'active',
      lastSeen: ago(3 * HOUR_MS),
      expiresAt: ago(2 * HOUR_MS),
      messageCount: 1,
    }))
    for (let at = 0; at < count; at += 100) {
      await tables().createRows({
        databaseId: 'chat',
        tableId: 'sessions',
        rows: rows.slice(at, at + 100),
      })
    }
    let expired = 0
    let runs = 0
    for (let behind = 1; behind > 0; runs++) {
      const run = UpkeepRun.parse(await runUpkeep())
      expect(run.behindSeconds === 0 || run.behindSeconds >= 2 * 3600 - 1).toBe(true)
      expired += run.expired
      behind = run.behindSeconds
    }
    expect(expired).toBe(count)
    expect(await stack.repositories.upkeep.lastRun()).toMatchObject({ behindSeconds: 0 })
    // Every further run would look at all of them.
    const queries = [Query.startsWith('sessionId', 's_idle_'), Query.limit(100)]
    for (const tableId of ['sessions', 'messages']) {
      while ((await tables().deleteRows({ databaseId: 'chat', tableId, queries })).rows.length > 0);
    }
  })

  const OLD = '2025-01-01T00:00:00.000Z'
  const isDue = () => true
  const actor = { kind: 'operator', id: null, name: null } as const
  it.each([
    ['a deletion', (killed: Repositories, row: SessionRow) => removeSession(killed, row, actor)],
    ['a cleanup', (killed: Repositories, row: SessionRow) => removeSessionIf(isDue, killed, row.$id, actor)],
    ['its own retention', (killed: Repositories) => applyRetention(killed, new Date(), createBudget(60_000))],
  ])(
    'removes the messages that %s left when it was killed, but none that may still be under way',
    async (_, remove) => {
      const { messages, sessions } = stack.repositories
      const [visitor, kept] = await Promise.all([startVisitor(stack), startVisitor(stack)])
      await Promise.all([visitor.ask('thanks'), kept.ask('thanks')])
      const row = await sessions.touch(visitor.sessionId, { lastSeen: OLD, status: 'closed' }, 0)
      if (row === null) throw new Error('no session')
      // Retention takes the messages first: one that comes in between is all that it can leave.
      const killed = {
        ...stack.repositories,
        messages: {
          ...messages,
          removeSome: () => Promise.resolve(0),
          removeAllOf: () => Promise.reject(new Error('killed')),
        },
      }
      await expect(remove(killed, row)).rejects.toThrow('killed')
      expect(await sessions.get(visitor.sessionId)).toBeNull()
      expect(await runUpkeep()).toEqual(NOTHING)
      expect(await messages.countOf(visitor.sessionId)).toBe(2)
      for (const id of await idsOf(visitor.sessionId)) await backdate('messages', id, '$createdAt')
      for (const id of await idsOf(kept.sessionId)) await backdate('messages', id, '$createdAt')
      expect(await runUpkeep()).toEqual({ ...NOTHING, removed: 1 })
      expect(await messages.countOf(visitor.sessionId)).toBe(0)
      expect(await messages.countOf(kept.sessionId)).toBe(2)
      expect(await runUpkeep()).toEqual(NOTHING)
    },
  )

  it('removes no messages that were brought in before their session', async () => {
    const sessionId = 's_comes_later'
    const row = { sessionId, text: 'hello', $createdAt: OLD, $updatedAt: OLD }
    await tables().createRows({ databaseId: 'chat', tableId: 'messages', rows: [{ ...row, $id: 'early' }] })
    expect(await runUpkeep({ all: true })).toMatchObject({ removed: 0 })
    expect(await stack.repositories.messages.get('early')).not.toBeNull()
    await stack.repositories.messages.removeAllOf(sessionId)
  })

  it.each(['conv:12', '..', '.', '../../settings/rows/site', 'a\nb', 'zwölf'])(
    'goes past messages of a session %j, which no session can be called',
    async (sessionId) => {
      const { messages } = stack.repositories
      const row = { sessionId, text: 'hello', $createdAt: OLD, $updatedAt: OLD }
      await tables().createRows({ databaseId: 'chat', tableId: 'messages', rows: [{ ...row, $id: 'odd' }] })
      const deletion = { rowId: 'odd', data: { action: 'delete', sessionId } }
      await tables().createRow({ databaseId: 'chat', tableId: 'audit', ...deletion })
      expect(await runUpkeep({ all: true })).toMatchObject({ behindSeconds: 0 })
      expect(await runUpkeep()).toMatchObject({ behindSeconds: 0 })
      expect(await stack.repositories.sessions.get(sessionId)).toBeNull()
      await messages.removeAllOf(sessionId)
      await tables().deleteRow({ databaseId: 'chat', tableId: 'audit', rowId: 'odd' })
    },
  )

  describe('of sessions that were brought in without dates', () => {
    const sessionId = 's_undated'
    async function bringIn(values: Partial<SessionRow>, age: number): Promise<void> {
      await stack.repositories.sessions.create(sessionId, 'someone', values)
      const said = { id: 'undated', sessionId, sender: 'user', text: 'hi', visitorId: 'someone' } as const
      if (values.messageCount === 1) await stack.repositories.messages.create(said)
      await backdate('sessions', sessionId, '$updatedAt', ago(age))
    }
    const isThere = async () => (await stack.repositories.sessions.get(sessionId)) !== null
    afterEach(async () => {
      await stack.repositories.messages.removeAllOf(sessionId)
      await stack.repositories.sessions.remove(sessionId)
    })

    it('removes those that did not change during the retention', async () => {
      await bringIn({ messageCount: 1, status: 'closed' }, 31 * 24 * HOUR_MS)
      expect(await runUpkeep()).toEqual({ ...NOTHING, removed: 1 })
      expect(await isThere()).toBe(false)
    })

    it('keeps those that changed since', async () => {
      await bringIn({ messageCount: 1, status: 'closed' }, 29 * 24 * HOUR_MS)
      expect(await runUpkeep()).toEqual(NOTHING)
      expect(await isThere()).toBe(true)
    })

    it('clears empty ones that did not change for a day', async () => {
      await bringIn({ status: 'closed' }, 25 * HOUR_MS)
      expect(await runUpkeep()).toEqual({ ...NOTHING, removed: 1 })
      expect(await isThere()).toBe(false)
    })

    it('keeps its place among those that only look empty', async () => {
      const at = { value: null, sequence: 7 }
      await stack.repositories.upkeep.keepPosition('undated', at)
      expect(await stack.repositories.upkeep.position('undated')).toEqual(at)
    })

    it.each(['active', 'agent_assigned'] as const)(
      'closes those %s that did not change for an hour',
      async (status) => {
        await bringIn({ messageCount: 1, status }, 2 * HOUR_MS)
        expect(await runUpkeep()).toMatchObject({ expired: 1, behindSeconds: 0 })
        expect(await stack.repositories.sessions.get(sessionId)).toMatchObject({ status: 'closed' })
      },
    )

    it('leaves those open that changed within the hour', async () => {
      await bringIn({ messageCount: 1, status: 'active' }, HOUR_MS / 2)
      expect(await runUpkeep()).toEqual(NOTHING)
    })
  })

  it('leaves a session alone in which somebody writes while it goes through old ones', async () => {
    const { sessions } = stack.repositories
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await sessions.touch(visitor.sessionId, { lastSeen: ago(31 * 24 * HOUR_MS), status: 'closed' }, 0)
    const list = async (...given: Parameters<typeof sessions.list>) => {
      const found = await sessions.list(...given)
      await sessions.touch(visitor.sessionId, { lastSeen: ago(0) }, 0)
      return found
    }
    const racing = { ...stack.repositories, sessions: { ...sessions, list } }
    expect(await applyRetention(racing, new Date(), createBudget(60_000))).toMatchObject({ changed: 0 })
    expect(await visitor.session()).toMatchObject({ messageCount: 2 })
    expect(await visitor.messages()).toHaveLength(2)
  })

  it('stops within a session of very many messages when its time is over, and takes the row last', async () => {
    const { messages, sessions } = stack.repositories
    const sessionId = 's_of_very_many'
    await sessions.create(sessionId, 'someone', { lastSeen: ago(31 * 24 * HOUR_MS), status: 'closed' })
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    for (let call = 0; call < 3; call++) {
      const rows = Array.from({ length: 100 }, () => ({
        $id: newMessageId(),
        sessionId,
        sender: 'user',
        text: 'x',
      }))
      await new TablesDB(client).createRows({ databaseId: 'chat', tableId: 'messages', rows })
    }
    let time = 0
    const budget = createBudget(3, () => time++)
    expect(await applyRetention(stack.repositories, new Date(), budget)).toEqual({
      changed: 0,
      leftSince: expect.any(String),
    })
    const left = await messages.countOf(sessionId)
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(300)
    expect(await sessions.get(sessionId)).not.toBeNull()
    expect(await runUpkeep()).toEqual({ ...NOTHING, removed: 1 })
    expect(await messages.countOf(sessionId)).toBe(0)
    expect(await sessions.get(sessionId)).toBeNull()
  })

  describe('when an agent is out of the team', () => {
    const gone = { userId: 'agent-gone', name: 'Gone Agent', email: 'gone@example.com' }
    async function hold(visitor: Visitor, agentId: string): Promise<void> {
      await visitor.ask('thanks')
      await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId })
    }
    beforeEach(async () => {
      const { endpoint, projectId, apiKey } = stack
      const project = { endpoint, projectId, apiKey, databaseId: 'chat' }
      await ensureAgent(project, { ...gone, password: 'correct horse' })
    })
    async function leaveTheTeam(): Promise<void> {
      const { endpoint, projectId, apiKey } = stack
      const teams = new Teams(new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey))
      const { memberships } = await teams.listMemberships({ teamId: 'agents' })
      const membershipId = memberships.find(({ userId }) => userId === gone.userId)?.$id ?? ''
      await teams.deleteMembership({ teamId: 'agents', membershipId })
    }

    it('lets who they held wait for somebody else, and writes it down; whom others hold they keep', async () => {
      const [left, kept] = await Promise.all([startVisitor(stack), startVisitor(stack)])
      await Promise.all([hold(left, gone.userId), hold(kept, stack.agent.userId)])
      expect(await runUpkeep()).toEqual(NOTHING)
      await leaveTheTeam()
      expect(await runUpkeep()).toEqual({ ...NOTHING, released: 1 })
      expect(await left.session()).toMatchObject({ status: 'active', needsHuman: true, assignedAgent: null })
      expect((await left.messages()).at(-1)).toMatchObject({ sender: 'system', event: 'agent_left' })
      const queries = [Query.equal('sessionId', left.sessionId), Query.equal('action', 'release')]
      const audit = await tables().listRows({ databaseId: 'chat', tableId: 'audit', queries })
      expect(audit.rows).toMatchObject([{ actorKind: 'upkeep' }])
      expect(await kept.session()).toMatchObject({ assignedAgent: stack.agent.userId })
      expect(await runUpkeep()).toEqual(NOTHING)
    })

    it('looks at some in each run, and goes on in the next one', async () => {
      const visitors = await Promise.all(Array.from({ length: 6 }, () => startVisitor(stack)))
      for (const visitor of visitors) await hold(visitor, gone.userId)
      await leaveTheTeam()
      const released: number[] = []
      for (let total = 0; total < visitors.length; total += released.at(-1) ?? 0) {
        let looks = 0
        const budget = { isSpent: () => looks++ === 1, until: () => budget }
        released.push((await releaseAbandoned(stack.repositories, new Date(), budget)).changed)
      }
      expect(released.length).toBeGreaterThan(1)
      expect(Math.max(...released)).toBeLessThanOrEqual(4)
      expect(await stack.repositories.upkeep.position('held')).toBeNull()
    })

    it('leaves a session to whom it was given meanwhile', async () => {
      const { repositories } = stack
      const visitor = await startVisitor(stack)
      await hold(visitor, gone.userId)
      await leaveTheTeam()
      const held = await repositories.sessions.get(visitor.sessionId)
      const transfer = { agentId: stack.agent.userId, transfer: true }
      await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), transfer)
      const list = async () => [held].filter((row) => row !== null)
      const late = { ...repositories, sessions: { ...repositories.sessions, list } }
      expect(await releaseAbandoned(late, new Date(), createBudget(60_000))).toMatchObject({ changed: 0 })
      expect(await visitor.session()).toMatchObject({ assignedAgent: stack.agent.userId })
    })
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

async function idsOf(sessionId: string): Promise<string[]> {
  return (await stack.repositories.messages.scan({ sessionId }, 100, undefined)).map(({ $id }) => $id)
}

function tables(): TablesDB {
  return new TablesDB(
    new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey),
  )
}

/** A key may set when a row was made or changed: ten minutes ago. */
async function backdate(
  tableId: string,
  rowId: string,
  column: '$createdAt' | '$updatedAt',
  to = ago(600_000),
): Promise<void> {
  await tables().updateRow({
    databaseId: 'chat',
    tableId,
    rowId,
    data: { [column]: to },
  })
}
