import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Client as ServerClient, Query, TablesDB as ServerTablesDB, Teams, Users } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId } from '../../contract/ids.ts'
import { moveSession } from '../../functions/sessions/move-session.ts'
import { cleanUp } from '../../functions/admin/remove-sessions.ts'
import { callAdmin, jwtOf } from '../support/admin.ts'
import { startStack, type Stack } from '../support/stack.ts'
import {
  messageIn,
  messagesIn,
  sessionIn,
  startVisitor,
  type Answer,
  type Visitor,
} from '../support/visitor.ts'

const OPENAPI = resolve(import.meta.dirname, '../../docs/admin-openapi.json')

let stack: Stack
let jwt: string
beforeAll(async () => {
  stack = await startStack()
  jwt = await jwtOf(stack, stack.agent.userId)
})
afterAll(() => stack.close())

function asAgent(method: string, path: string, body?: object): Promise<Answer> {
  return callAdmin(stack, method, path, body, { authorization: `Bearer ${jwt}` })
}

function listed(answer: Answer): string[] {
  const { sessions } = answer.body
  return Array.isArray(sessions) ? sessions.map((session: { $id: string }) => session.$id) : []
}

describe('the two calls of the documentation', () => {
  it('list sessions, and the messages of one', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const headers = { authorization: `Bearer ${stack.adminSecret}` }
    const sessions = await fetch(`${stack.origin}/admin/sessions`, { headers })
    expect(sessions.status).toBe(200)
    expect(sessions.headers.get('content-type')).toContain('application/json')
    expect(await sessions.json()).toMatchObject({
      sessions: expect.arrayContaining([
        expect.objectContaining({ $id: visitor.sessionId, sessionId: visitor.sessionId }),
      ]),
    })
    const messages = await fetch(`${stack.origin}/admin/sessions/${visitor.sessionId}/messages`, { headers })
    expect(await messages.json()).toMatchObject({
      messages: [{ sender: 'user', text: 'thanks' }, { sender: 'bot' }],
    })
  })

  it('answer 304 to a list that has not changed', async () => {
    const headers = { authorization: `Bearer ${stack.adminSecret}` }
    const address = `${stack.origin}/admin/sessions?status=closed`
    const etag = (await fetch(address, { headers })).headers.get('etag')
    expect(etag).toMatch(/^"/)
    const again = await fetch(address, { headers: { ...headers, 'if-none-match': etag ?? '' } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })
})

describe('who may call', () => {
  it.each([
    ['nobody', {}, 401, 'secret_missing'],
    ['a wrong secret', { authorization: 'Bearer wrong' }, 401, 'secret_wrong'],
    ['an empty bearer', { authorization: 'Bearer ' }, 401, 'secret_missing'],
    ['a basic login', { authorization: 'Basic YTpi' }, 401, 'secret_missing'],
    ['a broken JWT', { authorization: 'Bearer aaa.bbb.ccc' }, 401, 'secret_wrong'],
    ['a made-up user header', { 'x-appwrite-user-id': 'agent-ana' }, 401, 'secret_missing'],
  ])('%s is refused', async (_, headers, status, code) => {
    const refused = await callAdmin(stack, 'GET', adminPaths.sessions, undefined, headers)
    expect(refused).toMatchObject({ status, code })
  })

  it('a visitor’s JWT is refused', async () => {
    const visitor = await startVisitor(stack)
    const visitorJwt = await jwtOf(stack, visitor.credentials.userId)
    const refused = await callAdmin(stack, 'GET', adminPaths.sessions, undefined, {
      authorization: `Bearer ${visitorJwt}`,
    })
    expect(refused).toMatchObject({ status: 403, code: 'not_an_agent' })
  })

  it('an agent’s JWT is let in, and says who it is', async () => {
    expect(await asAgent('GET', adminPaths.me)).toMatchObject({
      status: 200,
      body: { agent: { id: stack.agent.userId, name: stack.agent.name } },
    })
  })
})

describe('the list', () => {
  it('narrows by status, need, agent, time, search and messages', async () => {
    const [waiting, held, quiet] = await Promise.all([
      startVisitor(stack),
      startVisitor(stack),
      startVisitor(stack),
    ])
    await waiting.send('Where is my zeppelin lantern?')
    await waiting.call('POST', chatPaths.escalate(waiting.sessionId))
    await held.send('thanks')
    await asAgent('POST', adminPaths.assign(held.sessionId))
    const list = async (query: string) =>
      listed(await callAdmin(stack, 'GET', `${adminPaths.sessions}?${query}`))
    expect(await list('needsHuman=true')).toContain(waiting.sessionId)
    expect(await list('needsHuman=true')).not.toContain(held.sessionId)
    expect(await list('status=agent_assigned')).toContain(held.sessionId)
    expect(await list(`agent=${stack.agent.userId}`)).toEqual([held.sessionId])
    expect(await list('agent=none')).not.toContain(held.sessionId)
    expect(await list('search=zeppelin')).toEqual([waiting.sessionId])
    expect(await list('search=zeppelin%20lantern')).toEqual([waiting.sessionId])
    // Every word counts, also those of what is known of the visitor.
    expect(await list('search=zeppelin%20nonsense')).toEqual([])
    await held.call('PATCH', chatPaths.session(held.sessionId), {
      userMeta: { name: 'Lena Ørsted', email: 'lena@wick-shop.example' },
    })
    expect(await list('search=lena')).toEqual([held.sessionId])
    expect(await list('search=lena%40wick-shop.example')).toEqual([held.sessionId])
    expect(await list('search=bob%40wick-shop.example')).toEqual([])
    expect(await list(`search=${held.sessionId}`)).toEqual([held.sessionId])
    await stack.repositories.sessions.touch(
      quiet.sessionId,
      {
        verifiedId: 'Customer|7',
        verifiedIdHash: createHash('sha256').update('Customer|7').digest('hex'),
        verifiedName: 'Zoë Quill',
        verifiedEmail: 'zq@inkwell.example',
      },
      0,
    )
    for (const known of ['Quill', 'zoë quill', 'zq@inkwell.example', 'inkwell', 'Customer|7'])
      expect(await list(`search=${encodeURIComponent(known)}`), known).toEqual([quiet.sessionId])
    expect(await list('search=Customer%7C8')).toEqual([])
    expect(await list('messages=without')).toContain(quiet.sessionId)
    expect(await list('messages=with')).not.toContain(quiet.sessionId)
    expect(await list('since=2100-01-01')).toEqual([])
    expect(await list(`until=${encodeURIComponent(new Date(Date.now() - 3_600_000).toISOString())}`)).toEqual(
      [],
    )
  })

  it.each([
    ['where', true],
    ['WHO', true],
    ['"where"', true],
    ['where who', true],
    ['where parcel', true],
    ['parcel with', true],
    ['where letter', false],
    ['letter with', false],
    ['www', false],
    ['who@about.com', true],
    ['ana_maria@wick.example', true],
    ['maria@wick.example', false],
  ])('is searched for %j, of which an index holds no word or not all', async (search, finds) => {
    const visitor = await startVisitor(stack)
    await visitor.send('where who left my parcel? who@about.com, ana_maria@wick.example')
    const query = `${adminPaths.sessions}?search=${encodeURIComponent(search)}`
    const found = listed(await callAdmin(stack, 'GET', query))
    expect(found.includes(visitor.sessionId)).toBe(finds)
    await stack.repositories.sessions.remove(visitor.sessionId)
    await stack.repositories.messages.removeAllOf(visitor.sessionId)
  })

  it('comes in pages that leave nothing out', async () => {
    for (let count = 0; count < 5; count++) await startVisitor(stack)
    const whole = listed(await callAdmin(stack, 'GET', `${adminPaths.sessions}?sort=created&limit=200`))
    const paged: string[] = []
    let cursor = ''
    do {
      const page = await callAdmin(stack, 'GET', `${adminPaths.sessions}?sort=created&limit=2${cursor}`)
      paged.push(...listed(page))
      const { nextCursor } = page.body
      cursor = typeof nextCursor === 'string' ? `&cursor=${nextCursor}` : ''
    } while (cursor !== '')
    expect(paged).toEqual(whole)
  })

  it.each([
    'status=paused',
    'limit=0',
    'limit=201',
    'since=soon',
    'since=1',
    'until=-1',
    'until=+010000-01-01',
    'cursor=s_123',
    'needsHuman=yes',
    'sort=name',
    'foo=1',
    'cursor=a/b',
    'since=2025-02-31',
    'since=2025-13-01',
    `since=${encodeURIComponent('9999-12-31T23:59-12:00')}`,
    `until=${encodeURIComponent('1000-01-01T00:00+12:00')}`,
    ...['[5,"1"]', '[5,"0999-01-01"]', '[-1,null]', '[9007199254740991,null]'].map(
      (made) => `cursor=${btoa(made).replace(/=+$/, '')}`,
    ),
  ])('refuses ?%s and says what is wrong', async (query) => {
    const refused = await callAdmin(stack, 'GET', `${adminPaths.sessions}?${query}`)
    expect(refused).toMatchObject({
      status: 400,
      code: 'query_invalid',
      body: { error: { details: [{ at: query.split('=')[0] }] } },
    })
  })

  it('goes on from where a page ended, though its last session has moved or is gone', async () => {
    const visitors: Visitor[] = []
    for (let count = 0; count < 6; count++) visitors.push(await startVisitor(stack))
    const own = new Set(visitors.map(({ sessionId }) => sessionId))
    const shown: string[] = []
    let cursor = ''
    do {
      const page = await callAdmin(stack, 'GET', `${adminPaths.sessions}?limit=2${cursor}`)
      const ids = listed(page)
      shown.push(...ids)
      const last = ids.at(-1) ?? ''
      // Each page's last one writes, which moves it to the top, or is deleted.
      if (own.has(last) && shown.length % 4 === 0) await stack.repositories.sessions.remove(last)
      else await stack.repositories.sessions.touch(last, { lastSeen: new Date().toISOString() }, 0)
      const { nextCursor } = page.body
      cursor = typeof nextCursor === 'string' ? `&cursor=${nextCursor}` : ''
    } while (cursor !== '')
    expect(new Set(shown).size).toBe(shown.length)
    expect(shown).toEqual(expect.arrayContaining([...own]))
  })
})

describe('steering a session', () => {
  let visitor: Visitor
  beforeEach(async () => {
    visitor = await startVisitor(stack)
    await visitor.send('I need help')
  })

  it('of many agents who claim at once exactly one wins, and the others are told who', async () => {
    const agents = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (number) => {
        const userId = `agent-${visitor.sessionId.slice(2, 12)}-${number}`
        await addAgent(userId, `Agent ${number}`)
        return userId
      }),
    )
    const answers = await Promise.all(
      agents.map((agentId) => callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId })),
    )
    const winners = answers.filter((answer) => answer.status === 200)
    expect(winners).toHaveLength(1)
    const winner = winners[0] ? sessionIn(winners[0]).assignedAgent : null
    for (const answer of answers.filter((one) => one.status !== 200)) {
      expect(answer).toMatchObject({
        status: 409,
        body: { error: { code: 'session_taken', details: { agentId: winner } } },
      })
    }
    const joined = (await visitor.messages()).filter((message) => message.event === 'agent_joined')
    expect(joined).toHaveLength(1)
  })

  it('claim, reply, hand back, return to bot, close, reopen: each shows in the session', async () => {
    const id = visitor.sessionId
    const step = async (path: string) => sessionIn(await asAgent('POST', path))
    expect(await step(adminPaths.assign(id))).toMatchObject({
      status: 'agent_assigned',
      assignedAgent: stack.agent.userId,
      agentName: stack.agent.name,
      needsHuman: false,
    })
    const replied = await asAgent('POST', adminPaths.messages(id), { text: 'Hello, I am Ana.' })
    expect(messageIn(replied)).toMatchObject({
      sender: 'agent',
      authorName: stack.agent.name,
      text: 'Hello, I am Ana.',
    })
    expect(await step(adminPaths.release(id))).toMatchObject({
      status: 'active',
      needsHuman: true,
      assignedAgent: null,
    })
    expect(await step(adminPaths.returnToBot(id))).toMatchObject({ status: 'active', needsHuman: false })
    expect(await step(adminPaths.close(id))).toMatchObject({ status: 'closed' })
    expect(await step(adminPaths.reopen(id))).toMatchObject({ status: 'active', closedAt: null })
    const events = (await visitor.messages()).flatMap((message) => message.event ?? [])
    expect(events).toEqual(['agent_joined', 'agent_left', 'returned_to_bot', 'closed', 'reopened'])
  })

  it('changes nothing at all when its function is killed before the last write', async () => {
    const killed = () => Promise.reject(new Error('killed'))
    const { repositories } = stack
    const until = {
      ...repositories,
      messages: { ...repositories.messages, create: killed },
      guardedWrites: { ...repositories.guardedWrites, commit: killed },
    }
    const visitor = await startVisitor(stack)
    const [before, messages] = [await visitor.session(), await visitor.messages()]
    const read = await repositories.sessions.get(visitor.sessionId)
    if (read === null) throw new Error('the session is gone')
    const actor = { kind: 'agent', id: stack.agent.userId, name: stack.agent.name } as const
    await expect(moveSession(until, read, { kind: 'close' }, actor)).rejects.toThrow('killed')
    expect(await visitor.session()).toEqual(before)
    expect(await visitor.messages()).toEqual(messages)
  })

  it('says whether anything changed', async () => {
    expect((await asAgent('POST', adminPaths.assign(visitor.sessionId))).body['changed']).toBe(true)
    expect((await asAgent('POST', adminPaths.assign(visitor.sessionId))).body['changed']).toBe(false)
  })

  it('transfers only when asked to', async () => {
    const other = `agent-t-${visitor.sessionId.slice(2, 12)}`
    await addAgent(other, 'Ben')
    await asAgent('POST', adminPaths.assign(visitor.sessionId))
    const path = adminPaths.assign(visitor.sessionId)
    expect(await callAdmin(stack, 'POST', path, { agentId: other })).toMatchObject({ status: 409 })
    const transferred = await callAdmin(stack, 'POST', path, { agentId: other, transfer: true })
    expect(sessionIn(transferred)).toMatchObject({ assignedAgent: other, agentName: 'Ben' })
  })

  it('refuses an agent who is none', async () => {
    const path = adminPaths.assign(visitor.sessionId)
    expect(await callAdmin(stack, 'POST', path, { agentId: 'nobody' })).toMatchObject({
      status: 404,
      code: 'agent_not_found',
    })
    expect(await callAdmin(stack, 'POST', path, { agentId: visitor.credentials.userId })).toMatchObject({
      status: 404,
    })
    expect(await callAdmin(stack, 'POST', path)).toMatchObject({ status: 400, code: 'body_invalid' })
  })

  it('a reply needs to hold the session; the same id again is one message', async () => {
    const path = adminPaths.messages(visitor.sessionId)
    expect(await asAgent('POST', path, { text: 'x' })).toMatchObject({
      status: 409,
      code: 'session_not_assigned',
    })
    await asAgent('POST', adminPaths.assign(visitor.sessionId))
    const body = { id: newMessageId(), text: 'Once' }
    const answers = [await asAgent('POST', path, body), await asAgent('POST', path, body)]
    expect(answers.map((answer) => answer.body['duplicate'])).toEqual([false, true])
    const replies = (await visitor.messages()).filter((message) => message.sender === 'agent')
    expect(replies).toHaveLength(1)
    const stored = await stack.repositories.messages.countOf(visitor.sessionId)
    expect((await visitor.session()).messageCount).toBe(stored)
  })

  it('a reply keeps the session from expiring, and says nothing of the visitor’s presence', async () => {
    await asAgent('POST', adminPaths.assign(visitor.sessionId))
    const soon = new Date(Date.now() + 60_000).toISOString()
    const before = await stack.repositories.sessions.touch(visitor.sessionId, { expiresAt: soon }, 0)
    const replied = sessionIn(
      await asAgent('POST', adminPaths.messages(visitor.sessionId), { text: 'Still here.' }),
    )
    expect(Date.parse(replied.expiresAt ?? '')).toBeGreaterThan(Date.now() + 59 * 60_000)
    expect(replied.lastSeen).toBe(before?.lastSeen)
  })

  it('is written down in the audit with each reply, once, and without what was said', async () => {
    const path = adminPaths.messages(visitor.sessionId)
    await asAgent('POST', path, { text: 'Not yet mine' })
    await asAgent('POST', adminPaths.assign(visitor.sessionId))
    const body = { id: newMessageId(), text: 'Hello, I am Ana.' }
    await asAgent('POST', path, body)
    await asAgent('POST', path, body)
    const bySecret = messageIn(await callAdmin(stack, 'POST', path, { text: 'Still here.' }))
    const rows = await auditOf(visitor.sessionId)
    const agent = { actorKind: 'agent', actorId: stack.agent.userId, actorName: stack.agent.name }
    const detail = (messageId: string) => JSON.stringify({ messageId, authorId: stack.agent.userId })
    expect(rows).toMatchObject([
      { action: 'assign', ...agent },
      { action: 'reply', ...agent, detail: detail(body.id) },
      { action: 'reply', actorKind: 'operator', actorId: null, detail: detail(bySecret.$id) },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/Hello|Still here/)
  })
})

/** What `audit` says of a session, oldest first. */
async function auditOf(sessionId: string) {
  const server = new ServerClient()
    .setEndpoint(stack.endpoint)
    .setProject(stack.projectId)
    .setKey(stack.apiKey)
  const { rows } = await new ServerTablesDB(server).listRows({
    databaseId: 'chat',
    tableId: 'audit',
    queries: [Query.equal('sessionId', sessionId), Query.orderAsc('$sequence')],
  })
  return rows
}

describe('deleting and cleaning up', () => {
  it('clears the messages, then deletes the session', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    expect(await callAdmin(stack, 'DELETE', adminPaths.messages(visitor.sessionId))).toMatchObject({
      body: { messages: 2 },
    })
    expect(await visitor.session()).toMatchObject({ messageCount: 0 })
    expect(await callAdmin(stack, 'DELETE', adminPaths.session(visitor.sessionId))).toMatchObject({
      status: 200,
    })
    expect(await callAdmin(stack, 'GET', adminPaths.session(visitor.sessionId))).toMatchObject({
      status: 404,
    })
    expect(await callAdmin(stack, 'DELETE', adminPaths.session(visitor.sessionId))).toMatchObject({
      status: 404,
    })
  })

  it('cleans up by days, and only after a dry run was declined', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const old = new Date(Date.now() - 100 * 86_400_000).toISOString()
    await stack.repositories.sessions.touch(visitor.sessionId, { lastSeen: old }, 0)
    const dry = await callAdmin(stack, 'POST', adminToolPaths.cleanup, { days: 90 })
    expect(dry.body).toMatchObject({ dryRun: true, sessions: 1, messages: 2 })
    expect((await visitor.session()).$id).toBe(visitor.sessionId)
    const done = await callAdmin(stack, 'POST', adminToolPaths.cleanup, { days: 90, dryRun: false })
    expect(done.body).toMatchObject({ dryRun: false, sessions: 1, messages: 2, more: false })
    expect(await stack.repositories.sessions.get(visitor.sessionId)).toBeNull()
  })
})

describe('a cleanup', () => {
  it('takes sessions that were brought in without dates by their last change', async () => {
    const { sessions } = stack.repositories
    await sessions.create('s_undated', 'someone', { messageCount: 3 })
    const clean = async (dryRun: boolean) =>
      (await callAdmin(stack, 'POST', adminToolPaths.cleanup, { days: 90, dryRun })).body
    expect(await clean(true)).toMatchObject({ sessions: 0, messages: 0 })
    const client = new ServerClient()
      .setEndpoint(stack.endpoint)
      .setProject(stack.projectId)
      .setKey(stack.apiKey)
    await new ServerTablesDB(client).updateRow({
      databaseId: 'chat',
      tableId: 'sessions',
      rowId: 's_undated',
      data: { $updatedAt: new Date(Date.now() - 91 * 86_400_000).toISOString() },
    })
    expect(await clean(true)).toMatchObject({ sessions: 1, messages: 3 })
    expect(await clean(false)).toMatchObject({ sessions: 1, more: false })
    expect(await sessions.get('s_undated')).toBeNull()
  })

  it.each(['after the list was read', 'at that very moment'])(
    'leaves a session alone in which somebody writes %s',
    async (when) => {
      const { repositories } = stack
      const { sessions } = repositories
      const visitor = await startVisitor(stack)
      await visitor.ask('thanks')
      const old = new Date(Date.now() - 100 * 86_400_000).toISOString()
      await sessions.touch(visitor.sessionId, { lastSeen: old }, 0)
      const write = () => sessions.touch(visitor.sessionId, { lastSeen: new Date().toISOString() }, 0)
      const late = {
        'after the list was read': {
          async list(...given: Parameters<typeof sessions.list>) {
            const found = await sessions.list(...given)
            await write()
            return found
          },
        },
        'at that very moment': {
          async get(id: string) {
            const found = await sessions.get(id)
            await write()
            return found
          },
        },
      }[when]
      const racing = { ...repositories, sessions: { ...sessions, ...late } }
      const call = { repositories: racing, caller: { kind: 'secret' } } as const
      expect(await cleanUp(call, { days: 90, dryRun: false })).toMatchObject({ sessions: 0, messages: 0 })
      expect(await visitor.session()).toMatchObject({ messageCount: 2 })
      expect(await visitor.messages()).toHaveLength(2)
      expect(await auditOf(visitor.sessionId)).toEqual([])
    },
  )
})

describe('statistics', () => {
  it('agree with the tables', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    const { sessions, messages } = stack.repositories
    const [answer, total, closed, allMessages, newest] = await Promise.all([
      callAdmin(stack, 'GET', adminPaths.stats),
      sessions.count({}),
      sessions.count({ status: 'closed' }),
      messages.count({}),
      sessions.list({ filter: {}, limit: 1 }),
    ])
    expect(answer.body).toMatchObject({
      sessions: { total: total.count, closed: closed.count, active: total.count - closed.count },
      messages: { total: allMessages.count },
      atLeast: [],
      mostRecentActivity: newest[0]?.lastSeen,
    })
  })

  it('say which of them are the least that there are, until upkeep has counted', async () => {
    const client = new ServerClient()
      .setEndpoint(stack.endpoint)
      .setProject(stack.projectId)
      .setKey(stack.apiKey)
    const rows = Array.from({ length: 100 }, () => ({ sessionId: 's_many', sender: 'user', text: 'x' }))
    for (let made = 0; made < 5000; made += rows.length) {
      await new ServerTablesDB(client).createRows({ databaseId: 'chat', tableId: 'messages', rows })
    }
    const { body } = await callAdmin(stack, 'GET', adminPaths.stats)
    expect(body).toMatchObject({ messages: { createdLast24h: 5000 } })
    expect(body['atLeast']).toEqual(['messages.createdLast24h'])
    // Of one session all are counted: its own counter must be exact.
    expect(await stack.repositories.messages.countOf('s_many')).toBe(5000)
    await stack.repositories.messages.removeAllOf('s_many')
  })

  it('tell each agent’s load', async () => {
    const visitor = await startVisitor(stack)
    await asAgent('GET', adminPaths.me)
    await asAgent('POST', adminPaths.assign(visitor.sessionId))
    const held = await stack.repositories.sessions.count({
      agentId: stack.agent.userId,
      status: 'agent_assigned',
    })
    const { workload } = (await callAdmin(stack, 'GET', adminPaths.stats)).body
    expect(workload).toContainEqual({
      agentId: stack.agent.userId,
      name: stack.agent.name,
      sessions: held.count,
    })
  })

  it('the API describes itself, with the routes that it has', async () => {
    const { body } = await callAdmin(stack, 'GET', adminToolPaths.openapi)
    expect(body).toEqual(JSON.parse(readFileSync(OPENAPI, 'utf8')))
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: { '/admin/sessions/{id}/assign': { post: { operationId: 'assign' } } },
    })
    expect(await callAdmin(stack, 'GET', adminToolPaths.openapi, undefined, {})).toMatchObject({
      status: 401,
    })
  })

  it('health is ok', async () => {
    expect(await callAdmin(stack, 'GET', adminPaths.health)).toMatchObject({
      body: { status: expect.stringMatching(/^(ok|warn)$/), database: 'ok' },
    })
  })
})

describe('bad input', () => {
  it.each([
    ['GET', '/admin/sessions/s_gone', undefined, 404, 'session_not_found'],
    ['GET', '/admin/sessions/s_gone/messages', undefined, 404, 'session_not_found'],
    ['POST', '/admin/sessions/s_gone/close', {}, 404, 'session_not_found'],
    ['GET', '/admin/nothing', undefined, 404, 'route_not_found'],
    ['POST', '/admin/cleanup', { days: -1 }, 400, 'body_invalid'],
    ['POST', '/admin/cleanup', { days: 1.5 }, 400, 'body_invalid'],
    ['POST', '/admin/cleanup', { day: 1 }, 400, 'body_invalid'],
  ] as const)('%s %s is refused with a code', async (method, path, body, status, code) => {
    expect(await callAdmin(stack, method, path, body)).toMatchObject({
      status,
      body: { error: { code, message: expect.stringMatching(/\.$/) } },
    })
  })

  it('transcripts come in order', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    for (let number = 1; number <= 5; number++) await visitor.send(`m${number}`)
    const answer = await callAdmin(stack, 'GET', adminPaths.messages(visitor.sessionId))
    expect(messagesIn(answer).map((message) => message.text ?? message.event)).toEqual([
      'escalated',
      'm1',
      'm2',
      'm3',
      'm4',
      'm5',
    ])
  })
})

async function addAgent(userId: string, name: string): Promise<void> {
  const { ensureAgent } = await import('../../deployment/ensure-agent.ts')
  const project = {
    endpoint: stack.endpoint,
    projectId: stack.projectId,
    apiKey: stack.apiKey,
    databaseId: 'chat',
  }
  await ensureAgent(project, { userId, name, email: `${userId}@example.com`, password: 'correct horse' })
}

it('an agent of the longest name that Appwrite takes works like any other', async () => {
  const client = new ServerClient()
    .setEndpoint(stack.endpoint)
    .setProject(stack.projectId)
    .setKey(stack.apiKey)
  const users = new Users(client)
  const name = 'é'.repeat(128)
  const email = 'long@porchlight.example'
  await users.create({ userId: 'agent-long', email, password: 'long enough', name })
  await new Teams(client).createMembership({ teamId: 'agents', roles: [], userId: 'agent-long' })
  await users.createSession({ userId: 'agent-long' })
  const headers = { authorization: `Bearer ${(await users.createJWT({ userId: 'agent-long' })).jwt}` }
  const { sessionId } = await startVisitor(stack)
  expect(await callAdmin(stack, 'GET', adminPaths.me, undefined, headers)).toMatchObject({ status: 200 })
  const claimed = await callAdmin(stack, 'POST', adminPaths.assign(sessionId), {}, headers)
  expect(claimed).toMatchObject({ status: 200, body: { session: { agentName: 'é'.repeat(80) } } })
})

describe('the site’s settings', () => {
  const change = (body: object, headers?: Record<string, string>) =>
    callAdmin(stack, 'PATCH', adminToolPaths.settings, body, headers)

  it('are read by every agent and changed by admins alone', async () => {
    await addAgent('agent-plain', 'Pat')
    const plain = { authorization: `Bearer ${await jwtOf(stack, 'agent-plain')}` }
    const admin = { authorization: `Bearer ${await jwtOf(stack, stack.agent.userId)}` }
    const read = await callAdmin(stack, 'GET', adminToolPaths.settings, undefined, plain)
    expect(read.body).toMatchObject({ mayChange: false, settings: { retentionDays: 30, botMode: 'first' } })
    const before = await stack.repositories.settings.get()
    expect(await change({ greeting: 'Hi' }, plain)).toMatchObject({ status: 403, code: 'not_an_admin' })
    expect(await stack.repositories.settings.get()).toEqual(before)

    const changed = await change({ greeting: 'Hi there', retentionDays: 60, pausedText: null }, admin)
    expect(changed.body).toMatchObject({
      mayChange: true,
      settings: { greeting: 'Hi there', retentionDays: 60 },
    })
    const after = await stack.repositories.settings.get()
    expect({ ...after, greeting: before.greeting, retentionDays: 30, $updatedAt: before.$updatedAt }).toEqual(
      before,
    )
    const [deed] = (await stack.repositories.logs.deedsAfter(0, 500)).filter(
      ({ action }) => action === 'settings',
    )
    expect(deed).toMatchObject({ actorId: stack.agent.userId })
    expect(JSON.parse(deed?.detail ?? '')).toEqual({ changed: ['greeting', 'retentionDays', 'pausedText'] })
    await change({ greeting: before.greeting, retentionDays: 30 })
  })

  it.each([
    [{ retentionDays: 0 }, 'retentionDays'],
    [{ retentionDays: null }, 'retentionDays'],
    [{ botMode: 'never' }, 'botMode'],
    [{ other: 1 }, 'other'],
    [{ greeting: 'x'.repeat(501) }, 'greeting'],
    [{ theme: '{"accent":"red"}' }, 'theme.accent'],
    [{ theme: '{' }, 'theme'],
    [{ hours: '{"zone":"Mars","week":{"mon":["09:00-17:00"]}}' }, 'hours.zone'],
    [{ alertEmails: ['ana@example.com', 'nobody'] }, 'alertEmails.1'],
    [{ siteUrl: 'javascript:alert(1)' }, 'siteUrl'],
  ])('are not changed by what they don’t take: %j', async (body, at) => {
    const before = await stack.repositories.settings.get()
    const refused = await change(body)
    expect(refused).toMatchObject({ status: 400, code: 'body_invalid' })
    expect(JSON.stringify(refused.body)).toContain(at)
    expect(await stack.repositories.settings.get()).toEqual(before)
  })
})
