import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import { newMessageId, newNoteId, newSessionId } from '../../contract/ids.ts'
import { tagRowId } from '../../functions/repositories/tag-row-id.ts'
import { callAdmin } from '../support/admin.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

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
