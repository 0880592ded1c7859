import { execFileSync } from 'node:child_process'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { Client, Functions, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId, newNoteId, newSessionId } from '../../contract/ids.ts'
import { tagRowId } from '../../functions/repositories/tag-row-id.ts'
import { callAdmin } from '../support/admin.ts'
import { eventually } from '../support/eventually.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callChat, startVisitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

const script = (name: string, ...args: string[]) => runScript(name, args, stack.environment)

async function startChat(text = 'Good morning') {
  const visitor = await startVisitor(stack)
  await visitor.send(text)
  return visitor
}

/** What is written down of a session: each action with its detail. */
async function auditOf(sessionId: string) {
  const deeds = (await stack.repositories.logs.deedsAfter(0, 5000)).filter(
    (deed) => deed.sessionId === sessionId,
  )
  return deeds.map(({ action, detail }) => [action, JSON.parse(detail ?? 'null')])
}

describe('a tag', () => {
  const tag = (sessionId: string, name: string, method = 'PUT') =>
    callAdmin(stack, method, adminToolPaths.tag(sessionId, encodeURIComponent(name)))
  const listed = async (query: string) => {
    const { body } = await callAdmin(stack, 'GET', `${adminPaths.sessions}?${query}`)
    const sessions = body['sessions'] as readonly { $id: string }[]
    return { ids: sessions.map(({ $id }) => $id), nextCursor: body['nextCursor'] }
  }

  it('is given once, however often and in whatever case, taken again, and written down both times', async () => {
    const { sessionId } = await startChat()
    const both = await Promise.all([tag(sessionId, 'Billing'), tag(sessionId, 'billing')])
    expect(both.map(({ body }) => body['changed']).sort()).toEqual([false, true])
    expect((await tag(sessionId, 'Rückgabe')).body).toEqual({ tags: ['billing', 'rückgabe'], changed: true })
    const { body } = await callAdmin(stack, 'GET', adminPaths.session(sessionId))
    expect(body).toMatchObject({ session: { $id: sessionId }, tags: ['billing', 'rückgabe'] })
    expect((await tag(sessionId, 'billing', 'DELETE')).body).toEqual({ tags: ['rückgabe'], changed: true })
    expect((await tag(sessionId, 'billing', 'DELETE')).body).toEqual({ tags: ['rückgabe'], changed: false })
    expect(await auditOf(sessionId)).toEqual([
      ['tag', { tag: 'billing' }],
      ['tag', { tag: 'rückgabe' }],
      ['untag', { tag: 'billing' }],
    ])
  })

  it('is refused where there is no session, where it is none, and as the twenty-first', async () => {
    const { sessionId } = await startChat()
    expect(await tag(newSessionId(), 'x')).toMatchObject({ code: 'session_not_found' })
    expect(await tag(sessionId, 'two words')).toMatchObject({ status: 400, code: 'tag_invalid' })
    for (let count = 1; count <= 20; count++) await tag(sessionId, `t${count}`)
    expect(await tag(sessionId, 't21')).toMatchObject({ status: 409, code: 'tags_full' })
  })

  it('finds its sessions a page at a time, the newest first, among what other filters find', async () => {
    const chats = [await startChat(), await startChat(), await startChat()]
    const ids = chats.map(({ sessionId }) => sessionId)
    for (const id of ids) await tag(id, 'paged')
    const [first = '', second = '', third = ''] = ids
    const page = await listed('tag=PAGED&limit=2')
    expect(page.ids).toEqual([third, second])
    expect(await listed(`tag=paged&limit=2&cursor=${String(page.nextCursor)}`)).toEqual({
      ids: [first],
      nextCursor: null,
    })
    await callAdmin(stack, 'POST', adminPaths.close(second))
    expect((await listed('tag=paged&status=closed')).ids).toEqual([second])
    expect((await listed('tag=nobodys')).ids).toEqual([])
    const refused = await callAdmin(stack, 'GET', `${adminPaths.sessions}?tag=paged&sort=created`)
    expect(refused).toMatchObject({ code: 'query_invalid' })
    const shown = await script('view-sessions', '--tag', 'Paged', '-q')
    expect(shown.stdout.trim().split('\n')).toEqual([third, second, first])
    expect(await script('view-sessions', '--tag', 'a b')).toMatchObject({ code: 2 })
  })

  it('is listed with the number of its sessions, however many there are', async () => {
    const at = new Date().toISOString()
    const many = Array.from({ length: 230 }, (_, index) => ['many', `s_many${index}`] as const)
    const rows = [...many, ['manz', 's_1'] as const, ['manz', 's_2'] as const]
    for (let from = 0; from < rows.length; from += 20) {
      await Promise.all(
        rows.slice(from, from + 20).map(([name, sessionId]) => {
          const row = { $id: tagRowId(sessionId, name), $createdAt: at, $updatedAt: at, sessionId, tag: name }
          return stack.repositories.restoredRows.create('tag', row, null)
        }),
      )
    }
    const { body } = await callAdmin(stack, 'GET', adminToolPaths.tags)
    expect(body).toMatchObject({ hasMore: false })
    const tags = body['tags'] as readonly { tag: string }[]
    expect(tags.filter(({ tag: name }) => name.startsWith('man'))).toEqual([
      { tag: 'many', sessions: 230, isAtLeast: false },
      { tag: 'manz', sessions: 2, isAtLeast: false },
    ])
    expect(tags.map(({ tag: name }) => name)).toEqual(tags.map(({ tag: name }) => name).sort())
  })

  it('stays when messages are cleared, and goes with the session', async () => {
    const { sessionId } = await startChat()
    await tag(sessionId, 'kept')
    await callAdmin(stack, 'DELETE', adminPaths.messages(sessionId))
    expect(await stack.repositories.tags.namesOf(sessionId)).toEqual(['kept'])
    await callAdmin(stack, 'DELETE', adminPaths.session(sessionId))
    expect(await stack.repositories.tags.namesOf(sessionId)).toEqual([])
  })

  it('is given and taken by tag-session, and shown with its session', async () => {
    const { sessionId } = await startChat()
    await tag(sessionId, 'refund')
    const done = await script('tag-session', sessionId, '+billing', '-refund', 'VIP')
    expect(done).toMatchObject({ code: 0, stdout: '', stderr: `${sessionId}: billing, vip\n` })
    expect((await script('view-sessions', '--session', sessionId)).stdout).toMatch(/Tags +billing, vip/)
    const json = await script('view-sessions', '--session', sessionId, '--json')
    expect(JSON.parse(json.stdout)).toMatchObject({ tags: ['billing', 'vip'] })
    for (const args of [[], [sessionId], [sessionId, '+two words'], [sessionId, '--nonsense']])
      expect(await script('tag-session', ...args)).toMatchObject({ code: 2, stdout: '' })
    expect(await script('tag-session', 's_nowhere', '+x')).toMatchObject({ code: 3 })
  })
})

describe('what is written down', () => {
  it('is also a note, its deletion, and a suggested article, each once and without a text', async () => {
    const { sessionId } = await startChat()
    const id = newNoteId()
    for (let times = 0; times < 2; times++)
      await callAdmin(stack, 'POST', adminPaths.notes(sessionId), { id, text: 'Secret words' })
    await callAdmin(stack, 'DELETE', adminPaths.note(sessionId, id))
    await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
    const messageId = newMessageId()
    const reply = { id: messageId, text: 'Secret reply' }
    await callAdmin(stack, 'POST', adminPaths.messages(sessionId), reply)
    const path = adminPaths.suggest(sessionId, messageId)
    for (let times = 0; times < 2; times++)
      expect(await callAdmin(stack, 'POST', path)).toMatchObject({ status: 200 })
    const audit = await auditOf(sessionId)
    expect(audit.map(([action]) => action)).toEqual(['note', 'note_deleted', 'assign', 'reply', 'suggest'])
    expect(audit[0]?.[1]).toEqual({ noteId: id })
    expect(audit[4]?.[1]).toMatchObject({ messageId })
    expect(JSON.stringify(audit)).not.toContain('Secret')
  })
})

describe('what is kept of a visitor', () => {
  const erase = (body: object) => callAdmin(stack, 'POST', adminToolPaths.erase, body)
  const address = 'kim.lee@erase.example'

  /** Two chats of one visitor, of which one knows their address, and one of somebody who only writes of it. */
  async function startKim() {
    const kim = await startVisitor(stack, { userMeta: { email: address } })
    await kim.ask('It is Kim')
    await callChat(stack, kim.credentials, 'POST', chatPaths.escalate(kim.sessionId))
    const second = newSessionId()
    await stack.repositories.sessions.create(second, kim.credentials.userId, {
      lastSeen: new Date().toISOString(),
    })
    const other = await startChat(`Please write to ${address}`)
    await callAdmin(stack, 'PUT', adminToolPaths.tag(kim.sessionId, 'vip'))
    await callAdmin(stack, 'POST', adminPaths.notes(kim.sessionId), { text: 'Likes tea' })
    await stack.repositories.suggestions.put('faq_kim', {
      corpus: 'shop',
      title: 'Who is Kim?',
      body: 'Kim.',
      questions: ['It is Kim'],
      sessionId: kim.sessionId,
      agentName: null,
    })
    const now = new Date().toISOString()
    const event = {
      event: 'message.created',
      sessionId: kim.sessionId,
      happenedAt: now,
      body: '{}',
      dueAt: now,
    } as const
    await stack.repositories.deliveries.add([{ id: `e_${kim.sessionId.slice(2)}`, ...event }])
    return { kim, second, other }
  }

  it('is counted by its address, and goes as a whole, with nothing of others and no personal data in audit', async () => {
    const { kim, second, other } = await startKim()
    const dry = await script('erase-visitor', '--address', address.toUpperCase())
    expect(dry).toMatchObject({ code: 0, stdout: '' })
    expect(dry.stderr).toBe(
      'Would erase 2 sessions with 3 messages. Nothing was changed; add --yes to erase them.\n',
    )
    expect(await stack.repositories.sessions.get(kim.sessionId)).not.toBeNull()
    const done = await script('erase-visitor', '--address', address, '--yes', '--json')
    expect(JSON.parse(done.stdout)).toEqual({ dryRun: false, sessions: 2, messages: 3 })
    const { sessions, messages, notes, tags, suggestions, deliveries } = stack.repositories
    for (const id of [kim.sessionId, second]) {
      expect(await sessions.get(id)).toBeNull()
      expect(await messages.countRows(id)).toBe(0)
      expect(await notes.ofSession(id, 10)).toEqual([])
      expect(await tags.namesOf(id)).toEqual([])
      expect(await deliveries.pendingOf(id, 10)).toEqual([])
    }
    expect(await suggestions.get('faq_kim')).toBeNull()
    const found = await callAdmin(
      stack,
      'GET',
      `${adminPaths.sessions}?search=${encodeURIComponent(address)}`,
    )
    expect(found.body['sessions']).toMatchObject([{ $id: other.sessionId }])
    expect(await stack.repositories.visitors.openAccountSessionIfThere(kim.credentials.userId)).toBeNull()
    const deeds = await stack.repositories.logs.deedsAfter(0, 5000)
    expect(deeds.filter(({ action }) => action === 'erase').at(-1)).toMatchObject({ sessionId: null })
    expect(
      deeds.some(({ actorKind, sessionId }) => actorKind === 'visitor' && sessionId === kim.sessionId),
    ).toBe(true)
    expect(JSON.stringify(deeds)).not.toContain(address)
    expect(await auditOf(kim.sessionId)).toContainEqual(['tag', {}])
    expect(JSON.stringify(deeds)).not.toContain(kim.credentials.userId)
    expect(await script('erase-visitor', '--address', address, '--yes')).toMatchObject({ code: 3 })
  })

  it('is found by one of their chats, and by their user id, however many there are', async () => {
    const { kim, second } = await startKim()
    const { userId } = kim.credentials
    expect((await erase({ sessionId: second, dryRun: true })).body).toMatchObject({ sessions: 2 })
    const many = Array.from({ length: 110 }, () => newSessionId())
    for (let from = 0; from < many.length; from += 22) {
      await Promise.all(
        many.slice(from, from + 22).map((id) => stack.repositories.sessions.create(id, userId, {})),
      )
    }
    // A counter that is wrong changes neither what goes nor what is told.
    await stack.repositories.sessions.touch(kim.sessionId, { messageCount: 7 }, 0)
    const byAddress = await script('erase-visitor', '--address', address, '--json')
    expect(JSON.parse(byAddress.stdout)).toEqual({ dryRun: true, sessions: 112, messages: 3 })
    const counted = await script('erase-visitor', '--session', second, '--json')
    expect(JSON.parse(counted.stdout)).toEqual({ dryRun: true, sessions: 112, messages: 3 })
    const first = await erase({ sessionId: second, dryRun: false })
    expect(first.body).toMatchObject({ sessions: 99, nextCursor: expect.any(String) })
    expect(await stack.repositories.sessions.get(second)).not.toBeNull()
    const rest = await erase({ userId, dryRun: false })
    expect(rest.body).toMatchObject({ sessions: 13, nextCursor: null })
    expect(await erase({ sessionId: second })).toMatchObject({ code: 'session_not_found' })
  })

  it.each(['ana_maria@erase.example', 'who@about.com', 'a.b@c.de'])(
    'is found by %s, though no index finds it',
    async (email) => {
      const { sessionId } = await startVisitor(stack, { userMeta: { email } })
      const similar = await startVisitor(stack, { userMeta: { email: `x${email}` } })
      const done = await script('erase-visitor', '--address', email.toUpperCase(), '--yes', '--json')
      expect(JSON.parse(done.stdout)).toEqual({ dryRun: false, sessions: 1, messages: 0 })
      expect(await stack.repositories.sessions.get(sessionId)).toBeNull()
      expect(await stack.repositories.sessions.get(similar.sessionId)).not.toBeNull()
    },
  )

  it('is found by the address that the site’s server has verified', async () => {
    const { sessionId, credentials } = await startVisitor(stack)
    await stack.repositories.sessions.touch(
      sessionId,
      { verifiedId: '7', verifiedEmail: 'signed@erase.example' },
      0,
    )
    const done = await script('erase-visitor', '--address', 'Signed@erase.example', '--yes', '--json')
    expect(JSON.parse(done.stdout)).toMatchObject({ sessions: 1 })
    expect(
      await stack.repositories.sessions.list({ filter: { visitorId: credentials.userId }, limit: 1 }),
    ).toEqual([])
  })

  it('is named in one way', async () => {
    for (const body of [
      {},
      { userId: 'v_1', sessionId: 's_1' },
      { address: 'kim' },
      { userId: '../x' },
      { sessionId: 's_1', cursor: 'x' },
    ])
      expect(await erase(body)).toMatchObject({ code: 'body_invalid' })
    for (const args of [[], ['--address', 'kim'], ['--user', 'a/b'], ['x']])
      expect(await script('erase-visitor', ...args)).toMatchObject({ code: 2, stdout: '' })
  })
})

describe('scripts', () => {
  it('leave a note once, and take it away', async () => {
    const { sessionId } = await startChat()
    const id = newNoteId()
    expect(await script('note-session', sessionId, 'Called twice', '--id', id)).toEqual({
      code: 0,
      stdout: '',
      stderr: `${id} stored\n`,
    })
    const again = await script('note-session', sessionId, 'Called twice', '--id', id, '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ noteId: id, text: 'Called twice' })
    expect(await script('note-session', sessionId, '--delete', id)).toMatchObject({ code: 0 })
    expect(await stack.repositories.notes.ofSession(sessionId, 10)).toEqual([])
    expect(await script('note-session', sessionId, '--delete', id)).toMatchObject({ code: 3 })
    for (const args of [[], [sessionId], [sessionId, ' '], [sessionId, 'x', '--delete', id]])
      expect(await script('note-session', ...args)).toMatchObject({ code: 2, stdout: '' })
  })

  it('print statistics of some days and of one agent', async () => {
    const { userId: id, ...agent } = stack.agent
    await stack.repositories.agents.recordActivity({ id, ...agent }, new Date().toISOString())
    const all = await script(
      'view-statistics',
      '--json',
      '--days',
      '1',
      '--agent',
      stack.agent.name.toUpperCase(),
    )
    const { agents, days } = JSON.parse(all.stdout) as { agents: readonly object[]; days: readonly object[] }
    expect(agents).toMatchObject([{ agentId: stack.agent.userId }])
    expect(days.length).toBeLessThanOrEqual(1)
    const byMail = await script('view-statistics', '--json', '--agent', stack.agent.email)
    expect(JSON.parse(byMail.stdout)).toMatchObject({ agents: [{ agentId: stack.agent.userId }] })
    expect(await script('view-statistics', '--agent', 'nobody')).toMatchObject({ code: 3 })
    expect(await script('view-statistics', '--days', '31')).toMatchObject({ code: 2 })
  })

  it('write into a pipe, and put no file in its place', async () => {
    const { sessionId } = await startChat()
    const path = join(stack.dataDir, 'pipe')
    execFileSync('mkfifo', [path])
    const [read, { code }] = await Promise.all([
      text(createReadStream(path)),
      script('export-sessions', sessionId, '--out', path),
    ])
    expect(code).toBe(0)
    expect(read).toContain(`"$id":"${sessionId}"`)
    expect(statSync(path).isFIFO()).toBe(true)
  })

  it('say in words where nothing can be written', async () => {
    expect(await script('export-sessions', '--out', '/nonexistent/x.json')).toMatchObject({
      code: 2,
      stderr: 'export-sessions: /nonexistent/x.json can’t be written: there is no such folder.\n',
    })
  })
})

describe('health', () => {
  it('says of each part how it does, from as many reads however much there is', async () => {
    const { body } = await callAdmin(stack, 'GET', adminPaths.health)
    const parts = body['parts'] as readonly { name: string }[]
    expect(parts.map(({ name }) => name)).toEqual(['database', 'bot', 'upkeep', 'webhooks', 'mail'])
  })

  it('fails while a question waits for a bot that doesn’t come, which status tells a monitor', async () => {
    const { sessionId } = await startChat()
    await eventually(
      'an answered question',
      async () => (await stack.repositories.turns.get(sessionId)) === null,
    )
    // As an import would leave it: opened long ago.
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    const turn = {
      messageId: newMessageId(),
      $createdAt: new Date(Date.now() - 3_600_000).toISOString(),
      attempts: 3,
    }
    const functions = new Functions(client)
    for (const functionId of ['bot', 'upkeep']) {
      await functions.update({ functionId, name: functionId, enabled: false })
    }
    await new TablesDB(client).createRow({
      databaseId: 'chat',
      tableId: 'turns',
      rowId: sessionId,
      data: turn,
    })
    const { body } = await callAdmin(stack, 'GET', adminPaths.health)
    expect(body).toMatchObject({ status: 'fail' })
    const status = await script('status')
    expect(status).toMatchObject({ code: 1 })
    expect(status.stdout).toMatch(/✗ bot: The oldest question has waited for the bot for 60 min\.\n +→ /)
    await stack.repositories.turns.close(sessionId)
    const again = await script('status', '--json')
    expect(JSON.parse(again.stdout)).toMatchObject({ database: 'ok' })
    expect(again.code).toBe(0)
  })
})

describe('metrics', () => {
  it('are what Prometheus reads, for the bearer of the secret alone', async () => {
    const at = stack.origin + adminToolPaths.metrics
    expect((await fetch(at)).status).toBe(401)
    const response = await fetch(at, { headers: { authorization: `Bearer ${stack.adminSecret}` } })
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const text = await response.text()
    const lines = text.trimEnd().split('\n')
    for (const line of lines)
      expect(line).toMatch(/^# (HELP|TYPE) \w+ .+$|^\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? -?\d+(\.\d+)?$/)
    expect(text).toContain('\nporchlight_health{part="database"} 0\n')
    expect(text).toMatch(/\nporchlight_sessions\{state="bot"\} \d+\n/)
    const dashboard = readFileSync(resolve(import.meta.dirname, '../../docs/grafana.json'), 'utf8')
    for (const [name] of dashboard.matchAll(/porchlight_\w+/g)) expect(text).toContain(`# TYPE ${name} gauge`)
  })
})
