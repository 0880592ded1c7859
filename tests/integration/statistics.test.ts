import { Client, Query, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StatsAnswer } from '../../contract/admin-answers.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { isRecord } from '../../contract/is-record.ts'
import { SESSION_STATES, stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'
import { createBudget, type Budget } from '../../functions/upkeep/budget.ts'
import { reopenTurns } from '../../functions/upkeep/reopen-turns.ts'
import { countChanges } from '../../functions/upkeep/count-changes.ts'
import { recount } from '../../functions/upkeep/recount.ts'
import { callAdmin } from '../support/admin.ts'
import { changeFunction } from '../support/change-function.ts'
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.ts'
import { eventually } from '../support/eventually.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { seededRandom } from '../simulation/seeded-random.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

let stack: Stack
let proxy: CountingProxy
let viaProxy: Repositories
beforeAll(async () => {
  stack = await startStack()
  await changeFunction(stack, 'upkeep', { schedule: '' })
  proxy = await startCountingProxy(stack.endpoint)
  const { projectId, apiKey: key } = stack
  viaProxy = openRepositories({ endpoint: proxy.endpoint, projectId, key, databaseId: 'chat' })
})
afterAll(async () => {
  await proxy.close()
  await stack.close()
})

/** By then all that has happened is settled. */
const later = () => new Date(Date.now() + 60_000)
const countAll = (repositories = stack.repositories) =>
  countChanges(repositories, later(), createBudget(60_000))

function tables(): TablesDB {
  return new TablesDB(
    new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey),
  )
}

async function stats(): Promise<StatsAnswer> {
  return StatsAnswer.parse((await callAdmin(stack, 'GET', adminPaths.stats)).body)
}

/** Every session there is. */
async function allSessions(): Promise<SessionRow[]> {
  return stack.repositories.sessions.list({ filter: {}, sort: 'created', limit: 5000 })
}

/** What the statistics should say of the rows that there are, by looking at each. */
async function presentByRows(): Promise<object> {
  const sessions = await allSessions()
  const inState = (state: string) => sessions.filter((session) => stateOf(session) === state).length
  return {
    sessions: {
      total: sessions.length,
      ...Object.fromEntries(SESSION_STATES.map((state) => [state, inState(state)])),
      active: sessions.length - inState('closed'),
      empty: sessions.filter(({ messageCount }) => messageCount === 0).length,
    },
    messages: { total: sessions.reduce((sum, { messageCount }) => sum + messageCount, 0) },
    atLeast: [],
  }
}

const asOperator = (path: string, body: object = {}) => callAdmin(stack, 'POST', path, body)

/** What visitors and operators may do to a session; whatever is refused changes nothing. */
const MOVES: readonly ((visitor: Visitor) => Promise<unknown>)[] = [
  (visitor) => visitor.send('hello there'),
  (visitor) => visitor.call('POST', chatPaths.escalate(visitor.sessionId)),
  (visitor) => asOperator(adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId }),
  (visitor) => asOperator(adminPaths.messages(visitor.sessionId), { text: 'Hello, Ana here' }),
  (visitor) => asOperator(adminPaths.release(visitor.sessionId)),
  (visitor) => asOperator(adminPaths.returnToBot(visitor.sessionId)),
  (visitor) => asOperator(adminPaths.close(visitor.sessionId)),
  (visitor) => asOperator(adminPaths.reopen(visitor.sessionId)),
  (visitor) => visitor.call('DELETE', chatPaths.messages(visitor.sessionId)),
  (visitor) => visitor.call('DELETE', chatPaths.session(visitor.sessionId)),
]

/** Some moves of some visitors, with a count in between; gives how many visitors there were. */
async function liveABit(steps: number, seed: number): Promise<number> {
  const random = seededRandom(seed)
  const visitors: Visitor[] = []
  for (let step = 0; step < steps; step++) {
    if (visitors.length < 6 || random.chance(0.1)) visitors.push(await startVisitor(stack))
    const visitor = random.pick(visitors)
    const move = random.pick(random.chance(0.3) ? MOVES : MOVES.slice(0, 8))
    if (visitor !== undefined) await move?.(visitor)
    if (step % 20 === 10) await countAll()
  }
  await answerAll()
  return visitors.length
}

/** As upkeep does, whose schedule is off here: a turn that nobody takes is started again. */
const TAKEN_WITHIN_MS = 10_000

async function answerAll(): Promise<void> {
  let lookedAt = Date.now()
  await eventually('the bot has answered everything', async () => {
    if ((await allOf('turns')).length === 0) return true
    if (Date.now() - lookedAt > TAKEN_WITHIN_MS) {
      await reopenTurns(stack.repositories, new Date(Date.now() + 120_000), createBudget(60_000))
      lookedAt = Date.now()
    }
    return false
  })
}

/** All counters, but how often they were written. */
async function allCounters(): Promise<Record<string, unknown>> {
  const rows = await allOf('counters')
  return Object.fromEntries(
    rows
      .filter(({ kind }) => kind !== 'progress' && kind !== 'recount')
      .map(({ $id, numbers }) => [String($id), JSON.parse(String(numbers))]),
  )
}

describe('statistics', () => {
  it('say of any mixture of moves what a look at every row says, before they are counted and afterwards', async () => {
    const started = await liveABit(60, 7)
    expect(await stats()).toMatchObject(await presentByRows())
    await countAll()
    const now = await stats()
    expect(now).toMatchObject(await presentByRows())
    const deeds = await allOf('audit')
    const done = (action: string, ...actors: string[]) =>
      deeds.filter(
        (row) =>
          row['action'] === action && (actors.length === 0 || actors.includes(String(row['actorKind']))),
      ).length
    expect(done('delete')).toBeGreaterThan(0)
    expect(now.last30Days).toMatchObject({
      started,
      handedOver: done('escalate', 'bot', 'upkeep'),
      askedForPerson: done('escalate', 'visitor'),
      claimed: done('assign') + done('transfer'),
      closed: done('close'),
      reopened: done('reopen'),
      deleted: done('delete'),
    })
    expect(now.last30Days.messages.agent).toBe(done('reply'))
    expect(now.agents).toContainEqual(
      expect.objectContaining({
        agentId: stack.agent.userId,
        claims: done('assign'),
        replies: done('reply'),
        open: (await allSessions()).filter((one) => stateOf(one) === 'agent').length,
      }),
    )
    expect(now.hours.reduce((sum, hour) => sum + hour.started, 0)).toBe(started)
    // Counting once more finds nothing.
    const counters = await allCounters()
    await countAll()
    expect(await allCounters()).toEqual(counters)
  })

  it('count messages and answers that nobody has deleted, and how long people let somebody wait', async () => {
    await countAll()
    const before = await stats()
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await visitor.ask('What is the airspeed of an unladen swallow?')
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    await asOperator(adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    await asOperator(adminPaths.messages(visitor.sessionId), { text: 'Hello, Ana here' })
    await asOperator(adminPaths.messages(visitor.sessionId), { text: 'About the swallow' })
    await asOperator(adminPaths.close(visitor.sessionId))
    const messages = await visitor.messages()
    await countAll()
    const after = await stats()
    const more = (of: (answer: StatsAnswer) => number) => of(after) - of(before)
    expect(more(({ last30Days }) => last30Days.messages.visitor)).toBe(2)
    expect(more(({ last30Days }) => last30Days.messages.bot)).toBe(2)
    expect(more(({ last30Days }) => last30Days.messages.agent)).toBe(2)
    expect(more(({ last30Days }) => last30Days.answers.smallTalk)).toBe(1)
    const unknown = messages.filter(({ answerKind }) => answerKind === 'unknown').length
    expect(more(({ last30Days }) => last30Days.answers.unknown)).toBe(unknown)
    // Two replies, one of them the first.
    expect(more(({ firstReply }) => firstReply.count)).toBe(1)
    expect(more(({ resolution }) => resolution.count)).toBe(1)
    expect(after.firstReply.medianSeconds).toEqual(expect.any(Number))
  })

  it('stay what they were on a day when a session of it is deleted later', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await countAll()
    const before = await stats()
    await visitor.call('DELETE', chatPaths.session(visitor.sessionId))
    await countAll()
    const after = await stats()
    expect(after.sessions.total).toBe(before.sessions.total - 1)
    expect(after.messages.total).toBe(before.messages.total - 2)
    const { deleted, ...happened } = before.last30Days
    expect(after.last30Days).toEqual({ ...happened, deleted: deleted + 1 })
    await recountAll()
    expect((await stats()).last30Days).toEqual(after.last30Days)
  })

  it('are right however often who counts is killed between two calls of Appwrite', async () => {
    await liveABit(25, 11)
    const uncounted = await allOf('tallies')
    for (let calls = 0; ; calls++) {
      proxy.dieAfter(calls)
      await countAll(viaProxy).catch(() => null)
      if (proxy.calls().length < calls) break
      expect(await stats()).toMatchObject(await presentByRows())
    }
    expect(uncounted).not.toEqual(await allOf('tallies'))
    const counters = await allCounters()
    expect(await recountAll()).toBe(0)
    expect(await allCounters()).toEqual(counters)
  })

  it('are right when two runs of upkeep count at once', async () => {
    await liveABit(25, 13)
    await Promise.all([countAll(), countAll(), recountAll()])
    await countAll()
    expect(await stats()).toMatchObject(await presentByRows())
    const counters = await allCounters()
    await recountAll()
    expect(await allCounters()).toEqual(counters)
  })
})

describe('a counter that somebody changed in the console', () => {
  it('is set right by upkeep, a bounded piece in each run', async () => {
    await countAll()
    const right = await allCounters()
    const wrong = { numbers: JSON.stringify({ sessions: 1_000_000, closed: -3 }) }
    for (const { $id, kind } of await allOf('counters')) {
      if (kind === 'progress' || kind === 'recount') continue
      await tables().updateRow({ databaseId: 'chat', tableId: 'counters', rowId: String($id), data: wrong })
    }
    expect((await stats()).sessions.total).toBe(1_000_000)
    let begins = true
    let runs = 0
    for (let repaired = 0; repaired === 0; runs++) {
      // One look at the clock lets one page through.
      const short = createShortBudget(1)
      repaired = await recount(stack.repositories, later(), short, begins)
      begins = false
      // What changes meanwhile goes into both.
      if (runs === 1) {
        const visitor = await startVisitor(stack)
        await visitor.ask('thanks')
        await visitor.call('DELETE', chatPaths.session(visitor.sessionId))
        await liveABit(5, 17)
        await countAll()
      }
    }
    expect(runs).toBeGreaterThan(2)
    expect(Object.keys(await allCounters())).toEqual(expect.arrayContaining(Object.keys(right)))
    expect(await stats()).toMatchObject(await presentByRows())
    expect(await recountAll()).toBe(0)
  })

  it('and a session that vanished without a trace is counted no more', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await countAll()
    const { sessions } = await stats()
    await stack.repositories.sessions.remove(visitor.sessionId)
    expect((await stats()).sessions.total).toBe(sessions.total)
    await recountAll()
    expect((await stats()).sessions.total).toBe(sessions.total - 1)
  })

  it('all are counted from the rows again, once the row of their progress is deleted', async () => {
    await countAll()
    await tables().deleteRow({ databaseId: 'chat', tableId: 'counters', rowId: 'progress' })
    await countAll()
    expect(await stats()).toMatchObject(await presentByRows())
    expect(await recountAll()).toBe(0)
  })
})

describe('what was brought in', () => {
  const brought = async (id: string, time: string, messageTime = time) => {
    const times = { $createdAt: time, $updatedAt: time }
    const session = { $id: id, ...times, sessionId: id, status: 'closed', lastSeen: time, messageCount: 1 }
    await stack.repositories.restoredRows.create('session', session, null)
    const message = {
      $id: `m_${id}`,
      $createdAt: messageTime,
      $updatedAt: messageTime,
      sessionId: id,
      sender: 'user',
      text: 'hi',
    }
    await stack.repositories.restoredRows.create('message', message, null)
  }
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

  it('with the times it had is found by the count of everything, a piece in each run', async () => {
    await countAll()
    for (let index = 0; index < 250; index++) await brought(`s_old_${index}`, inDays(-1 / 24))
    await countAll()
    await recount(stack.repositories, later(), createBudget(60_000), true)
    expect(await stats()).toMatchObject(await presentByRows())
    // Again without a budget for more than a page at once.
    for (let index = 0; index < 250; index++) await brought(`s_older_${index}`, inDays(-2 / 24))
    await countAll()
    const tomorrow = new Date(Date.now() + 2 * 86_400_000)
    for (let run = 0; run < 40; run++) {
      let looks = 0
      await recount(
        stack.repositories,
        tomorrow,
        createBudget(1.5, () => looks++),
        false,
      )
    }
    expect(await stats()).toMatchObject(await presentByRows())
  })

  it('with a time of the future keeps nothing behind it from being counted', async () => {
    await brought('s_future', inDays(0), inDays(1))
    await brought('s_far', inDays(0), '9999-01-01T00:00:00.000+00:00')
    await countAll()
    const before = (await stats()).last30Days.messages.visitor
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await countAll()
    expect((await stats()).last30Days.messages.visitor).toBe((before ?? 0) + 1)
  })
})

describe('reading statistics', () => {
  it('costs as many calls of Appwrite at 6,000 sessions as at a few, and is right beyond 5,000', async () => {
    await countAll()
    await runStats()
    const few = proxy.calls().length
    const ids = Array.from({ length: 6000 }, (_, index) => `s_many_${index}`)
    for (let made = 0; made < ids.length; made += 100) {
      const rows = ids
        .slice(made, made + 100)
        .map(($id) => ({ $id, sessionId: $id, status: 'closed', messageCount: 3 }))
      await tables().createRows({ databaseId: 'chat', tableId: 'sessions', rows })
    }
    const { sessions } = StatsAnswer.parse(await runStats())
    expect(sessions.total).toBeLessThan(6000)
    expect(StatsAnswer.parse(await runStats()).atLeast).toContain('sessions.total')
    await countAll()
    const answer = StatsAnswer.parse(await runStats())
    expect(proxy.calls().length).toBe(few)
    expect(few).toBeLessThanOrEqual(20)
    expect(answer).toMatchObject({ atLeast: [], sessions: { createdLast24h: answer.last30Days.started } })
    expect(answer.sessions.closed).toBeGreaterThan(6000)
    expect(answer.messages.total).toBeGreaterThan(18_000)
  })
})

/** Runs the function that answers, warm, with its calls counted; again where a busy machine made Appwrite too slow for it. */
async function runStats(): Promise<unknown> {
  return eventually('statistics', async () => {
    const answer = await runOnce()
    const refusal = isRecord(answer) && isRecord(answer['error']) ? answer['error']['code'] : null
    return refusal === 'appwrite_unavailable' ? undefined : answer
  })
}

async function runOnce(): Promise<unknown> {
  proxy.dieAfter(null)
  proxy.reset()
  process.env['ADMIN_SECRET'] = stack.adminSecret
  const { body } = await runBundle({
    functionId: 'admin',
    endpoint: proxy.endpoint,
    method: 'GET',
    path: adminPaths.stats,
    headers: { 'x-appwrite-key': stack.apiKey, authorization: `Bearer ${stack.adminSecret}` },
  })
  return body
}

function recountAll(): Promise<number> {
  return recount(stack.repositories, later(), createBudget(60_000), true)
}

/** Is spent after so many looks. */
function createShortBudget(looks: number): Budget {
  let left = looks
  const short: Budget = { isSpent: () => left-- <= 0, until: () => short }
  return short
}

async function allOf(tableId: string): Promise<Record<string, unknown>[]> {
  const { rows } = await tables().listRows({ databaseId: 'chat', tableId, queries: [Query.limit(5000)] })
  return rows
}
