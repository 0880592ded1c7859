import { createHash } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHotSessions } from '../../functions/chat/hot-sessions.ts'
import { sendMessage } from '../../functions/chat/send-message.ts'
import { clearMessages } from '../../functions/sessions/clear-messages.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newMessageId, newSessionId } from '../../contract/ids.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { callAdmin } from '../support/admin.ts'
import { runBundle } from '../support/run-bundle.ts'
import { startStack, type Stack } from '../support/stack.ts'
import {
  callChat,
  messageIn,
  messagesIn,
  sessionIn,
  startVisitor,
  visitorOf,
  type Answer,
  type Visitor,
} from '../support/visitor.ts'

/** By which the site's server signs who its visitors are. */
const IDENTITY_SECRET = 'a secret of the site, of 32 bytes or more'.replaceAll(' ', '-')

let stack: Stack
beforeAll(async () => {
  stack = await startStack({ environment: { IDENTITY_SECRET } })
  await stack.repositories.settings.put({ offeredCorpora: ['trade'] })
})
afterAll(() => stack.close())

/** Calls the function `chat` in another warm container than the one behind the door. */
function elsewhere(visitor: Visitor, path: string, body: object): Promise<Answer> {
  return runBundle({
    functionId: 'chat',
    endpoint: stack.endpoint,
    method: 'POST',
    path,
    headers: { 'x-appwrite-key': stack.apiKey, 'x-appwrite-user-id': visitor.credentials.userId },
    body: JSON.stringify(body),
  })
}

/** A visitor whose session nobody else writes to, and that both containers know. */
async function quietVisitor(): Promise<Visitor> {
  const visitor = await startVisitor(stack)
  await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
  await elsewhere(visitor, chatPaths.messages(visitor.sessionId), { id: newMessageId(), text: 'hello' })
  return visitor
}

/** A call of the visitor's to the use cases themselves, which write to sessions by another way. */
function callOf(visitor: Visitor, sessions: Stack['repositories']['sessions']) {
  return {
    repositories: { ...stack.repositories, sessions },
    databaseId: 'chat',
    projectId: 'test',
    userId: visitor.credentials.userId,
    clientIp: null,
    rememberedSettings: () => null,
    settings: () => stack.repositories.settings.get(),
    wait: async () => ({ expectedSeconds: null, isAnybodyThere: null }),
    reportError: () => undefined,
  }
}

/** What a session shows of its last activity, as it is stored. */
async function activityOf(sessionId: string) {
  const session = await stack.repositories.sessions.get(sessionId)
  if (session === null) throw new Error('no session')
  const { lastSeen, expiresAt, preview, previewSender, chatName, messageCount, status } = session
  return { lastSeen, expiresAt, preview, previewSender, chatName, messageCount, status }
}

describe('starting a session', () => {
  it('makes a visitor, and answers all that a panel needs', async () => {
    const started = await callChat(stack, null, 'POST', chatPaths.sessions)
    expect(started).toMatchObject({
      status: 200,
      body: {
        session: {
          status: 'active',
          needsHuman: false,
          assignedAgent: null,
          messageCount: 0,
          corpora: ['shop'],
        },
        messages: [],
        hasOlder: false,
        settings: { siteName: 'Wick & Ember', createSessionOn: 'open' },
        databaseId: 'chat',
      },
    })
    const session = sessionIn(started)
    expect(session.$id).toMatch(/^s_[0-9a-f]{32}$/)
    expect(session.sessionId).toBe(session.$id)
    expect(Date.parse(session.expiresAt ?? '') - Date.parse(session.lastSeen ?? '')).toBe(60 * 60 * 1000)
  })

  it('gives a visitor the articles that the settings offer, and no others', async () => {
    const start = (corpora: string[]) => callChat(stack, null, 'POST', chatPaths.sessions, { corpora })
    expect(sessionIn(await start(['trade', 'shop'])).corpora).toEqual(['trade', 'shop'])
    // Not all there are.
    expect(sessionIn(await start([])).corpora).toEqual(['shop'])
    expect(await start(['internal'])).toMatchObject({
      status: 403,
      code: 'corpus_not_offered',
      body: { error: { details: { corpora: ['internal'] } } },
    })
  })

  it('keeps theme, userMeta, corpora and the language of the widget', async () => {
    const visitor = await startVisitor(stack, {
      theme: { accent: '#336699', radius: 4 },
      userMeta: { browser: 'Chrome', device: 'Desktop', visits: 3 },
      corpora: ['shop', 'trade'],
      locale: 'pt-BR',
    })
    const session = await visitor.session()
    expect(JSON.parse(session.theme ?? '')).toEqual({ accent: '#336699', radius: 4 })
    expect(JSON.parse(session.userMeta ?? '')).toEqual({ browser: 'Chrome', device: 'Desktop', visits: 3 })
    expect(session.corpora).toEqual(['shop', 'trade'])
    expect(session.locale).toBe('pt-BR')
  })

  it.each([
    [{ theme: { accent: 'red;} body{display:none' } }, 'theme_invalid', { rejected: ['accent'] }],
    [{ theme: { customCss: '*{}' } }, 'theme_invalid', { rejected: ['customCss'] }],
    [{ userMeta: { nested: {} } }, 'user_meta_invalid', { rejected: ['nested'] }],
    [{ userMeta: 'x' }, 'user_meta_invalid', { rejected: ['userMeta'] }],
    [{ sessionId: 's_1' }, 'body_invalid', [{ at: 'sessionId', problem: 'unknown field' }]],
    [
      { locale: 'English, please' },
      'body_invalid',
      [{ at: 'locale', problem: expect.stringContaining('pt-BR') }],
    ],
    [
      { locale: 'en-aaaaaaaa-bbbbbbbb-cccccccc-dddddddd' },
      'body_invalid',
      [{ at: 'locale', problem: expect.any(String) }],
    ],
    [{ corpora: [''] }, 'body_invalid', [{ at: 'corpora.0', problem: expect.any(String) }]],
  ])('refuses %j and makes nothing', async (body, code, details) => {
    const before = await stack.repositories.sessions.count({})
    expect(await callChat(stack, null, 'POST', chatPaths.sessions, body)).toMatchObject({
      status: 400,
      body: { error: { code, details } },
    })
    expect(await stack.repositories.sessions.count({})).toEqual(before)
  })

  it('for a visitor who is known keeps the account and makes no further one', async () => {
    const visitor = await startVisitor(stack)
    const again = await visitor.call('POST', chatPaths.sessions)
    expect(again.body['credentials']).toBeNull()
    expect(sessionIn(again).visitorId).toBe(visitor.credentials.userId)
    expect(sessionIn(again).$id).not.toBe(visitor.sessionId)
  })

  it('shows at once to operators', async () => {
    const visitor = await startVisitor(stack)
    const listed = await stack.repositories.sessions.list({ filter: {}, limit: 1 })
    expect(listed[0]?.$id).toBe(visitor.sessionId)
  })
})

describe('sending', () => {
  it('stores the message, counts it, names the chat and moves the expiry', async () => {
    const visitor = await startVisitor(stack)
    const before = await visitor.session()
    const text = 'Do you have a shop in Galway that is open on Saturday mornings?'
    const sent = await visitor.send(text)
    expect(sent).toMatchObject({ status: 200, body: { duplicate: false } })
    expect(messageIn(sent)).toMatchObject({ text, sender: 'user', state: 'complete' })
    const session = sessionIn(sent)
    expect(session).toMatchObject({ messageCount: 1, preview: text, previewSender: 'user' })
    expect(session.chatName).toBe('Do you have a shop in Galway that is op…')
    expect(Date.parse(session.expiresAt ?? '')).toBeGreaterThanOrEqual(Date.parse(before.expiresAt ?? ''))
  })

  it('the same message again stores and counts it once', async () => {
    const visitor = await startVisitor(stack)
    // The bot is silent from here on: only the visitor's messages count.
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    const id = newMessageId()
    await visitor.send('hello?', id)
    const resends = await Promise.all([1, 2, 3].map(() => visitor.send('hello?', id)))
    for (const resent of resends) expect(resent).toMatchObject({ status: 200, body: { duplicate: true } })
    const messages = (await visitor.messages()).filter((message) => message.sender === 'user')
    expect(messages).toHaveLength(1)
    const stored = await stack.repositories.messages.countOf(visitor.sessionId)
    expect((await visitor.session()).messageCount).toBe(stored)
  })

  it('the same message again keeps what the list shows, however often the session was handed on meanwhile', async () => {
    const visitor = await startVisitor(stack)
    const id = newMessageId()
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    await visitor.send('Do you take PayPal?', id)
    for (let time = 0; time < 3; time++) {
      await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
      await callAdmin(stack, 'POST', adminPaths.release(visitor.sessionId))
    }
    await visitor.send('Do you take PayPal?', id)
    expect(await visitor.session()).toMatchObject({ preview: 'Do you take PayPal?', previewSender: 'user' })
  })

  it('the first message again leaves the chat the name that it was given since', async () => {
    const visitor = await startVisitor(stack)
    // One warm function knows the session as it began, another one has seen to the first message.
    const { $id } = sessionIn(await elsewhere(visitor, chatPaths.sessions, {}))
    const path = chatPaths.messages($id)
    const first = { id: newMessageId(), text: 'Do you take PayPal?', first: true }
    expect(sessionIn(await visitor.call('POST', path, first)).chatName).toBe('Do you take PayPal?')
    await visitor.call('PATCH', chatPaths.session($id), { chatName: 'My lantern' })
    stack.coldStart('chat')
    for (const again of [await visitor.call('POST', path, first), await elsewhere(visitor, path, first)]) {
      expect(again).toMatchObject({ status: 200, body: { duplicate: true } })
      expect(sessionIn(again).chatName).toBe('My lantern')
    }
  })

  it('a message with the id of another one names no chat', async () => {
    const [one, other] = await Promise.all([startVisitor(stack), startVisitor(stack)])
    const id = newMessageId()
    await one.send('mine', id)
    const body = { id, text: 'not mine', first: true }
    const before = await activityOf(other.sessionId)
    const refused = await other.call('POST', chatPaths.messages(other.sessionId), body)
    expect(refused).toMatchObject({ status: 409, code: 'message_id_taken' })
    expect(before).toMatchObject({ chatName: null, messageCount: 0, preview: null })
    expect(await activityOf(other.sessionId)).toEqual(before)
  })

  it('the same message again, with whatever text, writes nothing where it was stored, nor in a new container', async () => {
    const visitor = await quietVisitor()
    const { sessions } = stack.repositories
    const path = chatPaths.messages(visitor.sessionId)
    const id = newMessageId()
    await visitor.call('POST', path, { id, text: 'Do you take PayPal?' })
    const before = await sessions.get(visitor.sessionId)
    for (const isCold of [false, true]) {
      if (isCold) stack.coldStart('chat')
      const again = await visitor.call('POST', path, { id, text: 'You owe me money' })
      expect(again).toMatchObject({ status: 200, body: { duplicate: true } })
      expect(messageIn(again).text).toBe('Do you take PayPal?')
      expect(await sessions.get(visitor.sessionId)).toEqual(before)
    }
  })

  it('the same message again, with other text in another container, leaves the session as it was', async () => {
    const visitor = await quietVisitor()
    const path = chatPaths.messages(visitor.sessionId)
    const id = newMessageId()
    const sent = messageIn(await visitor.call('POST', path, { id, text: 'Do you take PayPal?' }))
    const { lastSeen, expiresAt, ...shown } = await activityOf(visitor.sessionId)
    expect(await elsewhere(visitor, path, { id, text: 'You owe me money' })).toMatchObject({ status: 200 })
    const after = await activityOf(visitor.sessionId)
    expect(after).toMatchObject(shown)
    // The other container learns from the message alone when the visitor was there: some milliseconds off.
    expect(after.lastSeen).toBe(sent.$createdAt)
    expect(Date.parse(after.expiresAt ?? '') - Date.parse(expiresAt ?? '')).toBe(
      Date.parse(after.lastSeen ?? '') - Date.parse(lastSeen ?? ''),
    )
  })

  it.each([
    [
      'message_id_taken',
      async () => {
        const other = await startVisitor(stack)
        return messageIn(await other.send('mine')).$id
      },
    ],
    [
      'session_closed',
      async (visitor: Visitor) => {
        await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
        const closedAt = new Date(0).toISOString()
        await stack.repositories.sessions.touch(visitor.sessionId, { closedAt }, 0)
        return newMessageId()
      },
    ],
    [
      'rate_limited',
      async (visitor: Visitor) => {
        const path = chatPaths.messages(visitor.sessionId)
        for (let count = 1; count < 20; count++)
          await elsewhere(visitor, path, { id: newMessageId(), text: 'hello' })
        return newMessageId()
      },
    ],
  ])('a message that is refused with %s leaves the session as it was', async (code, prepare) => {
    const visitor = await quietVisitor()
    const id = await prepare(visitor)
    const before = await activityOf(visitor.sessionId)
    const body = { id, text: 'never stored', first: true }
    expect(await elsewhere(visitor, chatPaths.messages(visitor.sessionId), body)).toMatchObject({ code })
    expect(await activityOf(visitor.sessionId)).toEqual(before)
  })

  it.each([
    ['was renamed and seen', true],
    ['was given to somebody', false],
  ])(
    'a message that is refused takes back only what is its own, if the session %s just then',
    async (_, isSeen) => {
      const { sessions } = stack.repositories
      const [visitor, other] = await Promise.all([startVisitor(stack), startVisitor(stack)])
      const { $id: id } = messageIn(await other.send('mine'))
      const before = await sessions.get(visitor.sessionId)
      if (before === null) throw new Error('no session')
      const later = new Date(Date.parse(before.lastSeen ?? '') + 60_000).toISOString()
      const theirs = isSeen
        ? { lastSeen: later, expiresAt: later, chatName: 'My lantern' }
        : { agentName: 'Ana' }
      let left: SessionRow | null = null
      const changeIfSame = async (...given: Parameters<typeof sessions.changeIfSame>) => {
        left ??= await sessions.touch(visitor.sessionId, theirs, 0)
        return sessions.changeIfSame(...given)
      }
      const hot = createHotSessions()
      hot.keep(before)
      const call = callOf(visitor, { ...sessions, changeIfSame })
      const request = { id, text: 'not mine', first: true }
      await expect(sendMessage(call, hot, visitor.sessionId, request)).rejects.toMatchObject({
        code: 'message_id_taken',
      })
      expect(left).toMatchObject({ preview: 'not mine' })
      const { lastSeen, expiresAt, chatName, preview, messageCount } = before
      const own = { lastSeen, expiresAt, chatName, preview, messageCount }
      const asStored = Object.fromEntries(Object.entries(left ?? {}).filter(([key]) => key in theirs))
      expect(await sessions.get(visitor.sessionId)).toMatchObject({ ...own, ...asStored })
    },
  )

  it('a message that is refused takes back what is its own, however often others write meanwhile', async () => {
    const { sessions } = stack.repositories
    const [visitor, other] = await Promise.all([startVisitor(stack), startVisitor(stack)])
    const { $id: id } = messageIn(await other.send('mine'))
    const before = await sessions.get(visitor.sessionId)
    if (before === null) throw new Error('no session')
    let writes = 0
    const changeIfSame = async (...given: Parameters<typeof sessions.changeIfSame>) => {
      // Of its tries the first three meet another's write.
      if (writes++ < 3) await sessions.touch(visitor.sessionId, { agentName: `Ana ${writes}` }, 0)
      return sessions.changeIfSame(...given)
    }
    const hot = createHotSessions()
    hot.keep(before)
    const call = callOf(visitor, { ...sessions, changeIfSame })
    const request = { id, text: 'not mine', first: true }
    await expect(sendMessage(call, hot, visitor.sessionId, request)).rejects.toMatchObject({
      code: 'message_id_taken',
    })
    const { lastSeen, expiresAt, chatName, preview, messageCount } = before
    const own = { lastSeen, expiresAt, chatName, preview, messageCount }
    expect(await sessions.get(visitor.sessionId)).toMatchObject({ ...own, agentName: 'Ana 3' })
    expect(writes).toBe(4)
  })

  it('a name that the visitor gives the chat just when its first message names it stays', async () => {
    const { sessions } = stack.repositories
    const visitor = await quietVisitor()
    await sessions.touch(visitor.sessionId, { chatName: null }, 0)
    const changeIfSame = async (...given: Parameters<typeof sessions.changeIfSame>) => {
      await visitor.call('PATCH', chatPaths.session(visitor.sessionId), { chatName: 'My lantern' })
      return sessions.changeIfSame(...given)
    }
    const call = callOf(visitor, { ...sessions, changeIfSame })
    const request = { id: newMessageId(), text: 'Do you take PayPal?' }
    const { session } = await sendMessage(call, createHotSessions(), visitor.sessionId, request)
    expect(session.chatName).toBe('My lantern')
    expect((await visitor.session()).chatName).toBe('My lantern')
  })

  it('the same new message twice at once stores and counts it once', async () => {
    const visitor = await startVisitor(stack)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    const id = newMessageId()
    const answers = await Promise.all([visitor.send('thanks', id), visitor.send('thanks', id)])
    expect(answers.map((answer) => answer.body['duplicate']).sort()).toEqual([false, true])
    const stored = await stack.repositories.messages.countOf(visitor.sessionId)
    expect(await stack.repositories.sessions.get(visitor.sessionId)).toMatchObject({ messageCount: stored })
  })

  it('takes 4,000 characters of any script whole, and refuses one more', async () => {
    const visitor = await startVisitor(stack)
    const longest = '🕯️'.repeat(1990) + 'שלום'.repeat(5)
    expect(Array.from(longest)).toHaveLength(4000)
    expect(messageIn(await visitor.send(longest)).text).toBe(longest)
    const refused = await visitor.send(`${longest}!`)
    expect(refused).toMatchObject({ status: 400, code: 'body_invalid' })
  })

  it.each([
    ['blank text', { id: newMessageId(), text: ' \n ' }, 400, 'body_invalid'],
    ['a made-up id', { id: 'm_1', text: 'x' }, 400, 'body_invalid'],
    ['an unknown field', { id: newMessageId(), text: 'x', sender: 'agent' }, 400, 'body_invalid'],
    ['a body that is no JSON', '{"id":', 400, 'body_invalid'],
    ['a list', [], 400, 'body_invalid'],
    ['a body of 40 kB', { id: newMessageId(), text: 'x'.repeat(40_000) }, 413, 'body_too_large'],
  ])('with %s is refused with a sentence, and stores nothing', async (_, body, status, code) => {
    const visitor = await startVisitor(stack)
    const refused = await visitor.call('POST', chatPaths.messages(visitor.sessionId), body)
    expect(refused).toMatchObject({
      status,
      body: { error: { code, message: expect.stringMatching(/\.$/) } },
    })
    expect((await visitor.session()).messageCount).toBe(0)
    expect(await visitor.messages()).toEqual([])
  })

  it('with the id of somebody else’s message is refused and counts nothing', async () => {
    const [one, other] = await Promise.all([startVisitor(stack), startVisitor(stack)])
    const id = newMessageId()
    await one.send('mine', id)
    expect(await other.send('not mine', id)).toMatchObject({ status: 409, code: 'message_id_taken' })
    expect((await other.session()).messageCount).toBe(0)
  })

  it('to a session that was deleted stores nothing', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('thanks')
    await stack.repositories.sessions.remove(visitor.sessionId)
    expect(await visitor.send('hello?')).toMatchObject({ status: 404, code: 'session_not_found' })
    const left = await stack.repositories.messages.newest(visitor.sessionId, 10)
    expect(left.map((message) => message.text)).not.toContain('hello?')
  })
})

describe('history', () => {
  it('comes in order, a page at a time, in both directions', async () => {
    const visitor = await startVisitor(stack)
    const asked = { kind: 'escalate', reason: 'test', summary: null } as const
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId), { reason: asked.reason })
    for (let number = 1; number <= 7; number++) await visitor.send(`message ${number}`)
    const path = chatPaths.messages(visitor.sessionId)
    const newest = await visitor.call('GET', `${path}?limit=3`)
    expect(messagesIn(newest).map((message) => message.text)).toEqual(['message 5', 'message 6', 'message 7'])
    expect(newest.body['hasMore']).toBe(true)
    const first = messagesIn(newest)[0]?.$id
    const older = await visitor.call('GET', `${path}?limit=3&before=${first}`)
    expect(messagesIn(older).map((message) => message.text)).toEqual(['message 2', 'message 3', 'message 4'])
    const last = messagesIn(older)[2]?.$id
    const newer = await visitor.call('GET', `${path}?after=${last}`)
    expect(messagesIn(newer).map((message) => message.text)).toEqual(['message 5', 'message 6', 'message 7'])
    expect(newer.body['hasMore']).toBe(false)
  })

  const noIds = ['../x', '..', '.', '_x', '-x', '.x'].flatMap((id) => [`after=${id}`, `before=${id}`])
  it.each(['limit=0', 'limit=101', 'limit=x', 'page=2', ...noIds])('refuses ?%s', async (query) => {
    const visitor = await startVisitor(stack)
    const refused = await visitor.call('GET', `${chatPaths.messages(visitor.sessionId)}?${query}`)
    expect(refused).toMatchObject({ status: 400, code: 'query_invalid' })
  })
})

describe('a visitor’s own sessions', () => {
  it('are listed by last activity, without empty ones', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('first chat')
    const second = sessionIn(await visitor.call('POST', chatPaths.sessions))
    await visitor.call('POST', chatPaths.messages(second.$id), { id: newMessageId(), text: 'second chat' })
    await visitor.call('POST', chatPaths.sessions)
    await visitor.send('first chat again')
    const { sessions } = (await visitor.call('GET', chatPaths.sessions)).body
    expect(sessions).toMatchObject([{ $id: visitor.sessionId }, { $id: second.$id }])
  })

  it('keeps what several calls add to its userMeta at once', async () => {
    const visitor = await startVisitor(stack)
    const fields = ['a', 'b', 'c', 'd', 'e', 'f']
    const path = chatPaths.session(visitor.sessionId)
    const answers = await Promise.all(
      fields.map((field) => visitor.call('PATCH', path, { userMeta: { [field]: true } })),
    )
    expect(answers.map(({ status }) => status)).toEqual(fields.map(() => 200))
    const { userMeta } = await visitor.session()
    expect(Object.keys(JSON.parse(userMeta ?? '{}')).sort()).toEqual(fields)
  })

  it('can be renamed, themed and described; userMeta merges and null takes away', async () => {
    const visitor = await startVisitor(stack, { userMeta: { plan: 'free', seat: 1 } })
    const changed = await visitor.call('PATCH', chatPaths.session(visitor.sessionId), {
      chatName: '  My lantern ',
      theme: { scheme: 'dark' },
      userMeta: { plan: 'pro', seat: null },
    })
    expect(sessionIn(changed)).toMatchObject({
      chatName: 'My lantern',
      theme: '{"scheme":"dark"}',
      userMeta: '{"plan":"pro"}',
    })
  })

  it('can be cleared: the messages go with every word of them, the session stays', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('my secret order')
    const reason = 'a secret reason'
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId), { reason })
    const before = await stack.repositories.sessions.get(visitor.sessionId)
    expect(before?.escalationSummary).toContain('my secret order')
    const cleared = await visitor.call('DELETE', chatPaths.messages(visitor.sessionId))
    expect(sessionIn(cleared)).toMatchObject({ messageCount: 0, preview: null, chatName: null })
    expect(await visitor.messages()).toEqual([])
    const row = await stack.repositories.sessions.get(visitor.sessionId)
    expect(row).toMatchObject({ status: 'active', needsHuman: true })
    expect(JSON.stringify(row)).not.toContain('secret')
  })

  it('that was cleared is named anew by the next message', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    await visitor.call('DELETE', chatPaths.messages(visitor.sessionId))
    expect(sessionIn(await visitor.send('Do you take PayPal?')).chatName).toBe('Do you take PayPal?')
  })

  it.each(['before', 'after'] as const)(
    'can be cleared while a message comes that is counted just %s the counter is set',
    async (when) => {
      const { repositories } = stack
      const { sessions, messages } = repositories
      const visitor = await startVisitor(stack)
      await visitor.ask('thanks')
      const { visitorId, $id: sessionId } = await visitor.session()
      const id = newMessageId()
      let isLate = true
      const arrive = async () => {
        if (!isLate) return
        isLate = false
        await sessions.touch(sessionId, { preview: 'hello?', previewSender: 'user' }, 1)
      }
      const changeIfSame = async (...given: Parameters<typeof sessions.changeIfSame>) => {
        if (when === 'before') await arrive()
        const changed = await sessions.changeIfSame(...given)
        await arrive()
        return changed
      }
      const countOf = async () => {
        const message = { id, sessionId, sender: 'user', text: 'hello?', visitorId } as const
        await messages.create(message)
        return messages.countOf(sessionId)
      }
      const racing = {
        ...repositories,
        messages: { ...messages, countOf },
        sessions: { ...sessions, changeIfSame },
      }
      const actor = { kind: 'visitor', id: visitorId, name: null } as const
      await clearMessages(racing, await visitor.session(), actor)
      expect(await visitor.session()).toMatchObject({
        messageCount: 1,
        preview: 'hello?',
        previewSender: 'user',
      })
    },
  )

  it('can be deleted with all messages; the last one takes the visitor’s account along', async () => {
    const visitor = await startVisitor(stack)
    await visitor.ask('thanks')
    expect(await visitor.call('DELETE', chatPaths.session(visitor.sessionId))).toMatchObject({ status: 200 })
    expect(await stack.repositories.sessions.get(visitor.sessionId)).toBeNull()
    expect(await stack.repositories.messages.countOf(visitor.sessionId)).toBe(0)
    expect(await visitor.call('GET', chatPaths.sessions)).toMatchObject({ code: 'visitor_unknown' })
  })
})

describe('another visitor’s session', () => {
  const routes = [
    ['GET', chatPaths.session],
    ['PATCH', chatPaths.session],
    ['DELETE', chatPaths.session],
    ['GET', chatPaths.messages],
    ['POST', chatPaths.messages],
    ['DELETE', chatPaths.messages],
    ['POST', chatPaths.escalate],
    ['POST', chatPaths.close],
  ] as const

  it.each(routes)('%s %s is answered like one that does not exist', async (method, path) => {
    const [owner, stranger] = await Promise.all([startVisitor(stack), startVisitor(stack)])
    await owner.send('thanks')
    const body = method === 'POST' && path === chatPaths.messages ? { id: newMessageId(), text: 'x' } : {}
    const sent = method === 'GET' || method === 'DELETE' ? undefined : body
    const theirs = await stranger.call(method, path(owner.sessionId), sent)
    const unknown = await stranger.call(method, path(newSessionId()), sent)
    expect(theirs).toMatchObject({ status: 404, code: 'session_not_found' })
    expect(theirs).toEqual(unknown)
    expect(await callChat(stack, null, method, path(owner.sessionId), sent)).toMatchObject({
      status: 401,
      code: 'visitor_unknown',
    })
    expect((await owner.session()).status).toBe('active')
  })
})

describe('a route', () => {
  it.each([
    ['GET', '/nothing'],
    ['POST', '/health'],
    ['GET', '/sessions/../admin'],
  ] as const)('%s %s does not exist, and says so', async (method, path) => {
    expect(await callChat(stack, null, method, path)).toMatchObject({ status: 404, code: 'route_not_found' })
  })

  it('tells that the function is well', async () => {
    expect(await callChat(stack, null, 'GET', chatPaths.health)).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    })
  })
})

describe('a visitor whom the site’s server names', () => {
  const hashOf = (sub: string) => createHash('sha256').update(sub).digest('hex')
  const tokenOf = (sub: string, claims: object = {}) =>
    new SignJWT({ name: 'Zoë Kern', email: 'zoe@example.com', ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(sub)
      .setAudience(stack.projectId)
      .setIssuedAt()
      .setExpirationTime('10m')
      .sign(new TextEncoder().encode(IDENTITY_SECRET))

  it('is marked for agents as verified, apart from what their page says', async () => {
    const visitor = await startVisitor(stack, {
      token: await tokenOf('customer-1'),
      userMeta: { name: 'Somebody else' },
    })
    const { body } = await callAdmin(stack, 'GET', adminPaths.session(visitor.sessionId))
    expect(body['session']).toMatchObject({
      verifiedId: 'customer-1',
      verifiedName: 'Zoë Kern',
      verifiedEmail: 'zoe@example.com',
      userMeta: '{"name":"Somebody else"}',
    })
    const unsigned = await startVisitor(stack, { userMeta: { verifiedId: 'customer-1' } })
    expect(await stack.repositories.sessions.get(unsigned.sessionId)).toMatchObject({ verifiedId: null })
    const changed = { verifiedId: 'customer-1' }
    expect(await visitor.call('PATCH', chatPaths.session(visitor.sessionId), changed)).toMatchObject({
      code: 'body_invalid',
    })
  })

  it('goes on with their newest chat in another browser, and has all others there', async () => {
    const token = await tokenOf('customer-2')
    const first = await startVisitor(stack, { token })
    await first.send('Where is my parcel?')
    const second = visitorOf(
      stack,
      first.credentials,
      sessionIn(await first.call('POST', chatPaths.sessions, { token })).$id,
    )
    expect(second.sessionId).not.toBe(first.sessionId)
    await second.send('And my invoice?')
    // Opened and left.
    await first.call('POST', chatPaths.sessions, { token })
    const elsewhere = await callChat(stack, null, 'POST', chatPaths.sessions, {
      token: await tokenOf('customer-2', { name: 'Zoë Kern-Roth' }),
    })
    expect(sessionIn(elsewhere).$id).toBe(second.sessionId)
    expect(messagesIn(elsewhere).map(({ text }) => text)).toContain('And my invoice?')
    expect(elsewhere.body['credentials']).toMatchObject({ userId: first.credentials.userId })
    const { credentials } = await startVisitor(stack, { token })
    const own = await callChat(stack, credentials, 'GET', chatPaths.sessions)
    expect(JSON.stringify(own.body)).toContain(first.sessionId)
    expect(await stack.repositories.sessions.get(second.sessionId)).toMatchObject({
      verifiedName: 'Zoë Kern',
    })
  })

  it('gets nothing of whoever was in the browser before, nor these of them', async () => {
    const unknown = await startVisitor(stack)
    await unknown.send('Hello from somebody')
    const signedIn = await unknown.call('POST', chatPaths.sessions, { token: await tokenOf('customer-3') })
    const session = sessionIn(signedIn)
    expect(session.visitorId).not.toBe(unknown.credentials.userId)
    expect(messagesIn(signedIn)).toEqual([])
    expect(await unknown.call('GET', chatPaths.session(session.$id))).toMatchObject({
      code: 'session_not_found',
    })
    const other = await startVisitor(stack, { token: await tokenOf('customer-4') })
    await other.send('Mine alone')
    // The token of before says who that was, not who has the chat of now.
    const replayed = await other.call('POST', chatPaths.sessions, { token: await tokenOf('customer-3') })
    expect(sessionIn(replayed).visitorId).toBe(session.visitorId)
    expect(JSON.stringify(replayed.body)).not.toContain('Mine alone')
  })

  it.each([
    ['jose', 'José'],
    ['anna', 'ANNA'],
    ['bob', 'bob '],
    ['x-😀', 'x-🚀'],
  ])('gets nothing of %j as %j, whom the database takes for the same', async (name, similar) => {
    const owner = await startVisitor(stack, { token: await tokenOf(name) })
    await owner.send('Of one person alone')
    const other = await callChat(stack, null, 'POST', chatPaths.sessions, { token: await tokenOf(similar) })
    expect(other.status).toBe(200)
    expect(messagesIn(other)).toEqual([])
    expect(sessionIn(other).visitorId).not.toBe(owner.credentials.userId)
    const again = await callChat(stack, null, 'POST', chatPaths.sessions, { token: await tokenOf(name) })
    expect(sessionIn(again).$id).toBe(owner.sessionId)
  })

  it('is nobody for a session whose hash is theirs and whose subject is another’s', async () => {
    const owner = await startVisitor(stack, { token: await tokenOf('customer-8') })
    await owner.send('Of one person alone')
    await stack.repositories.sessions.touch(owner.sessionId, { verifiedIdHash: hashOf('Customer-8') }, 0)
    const started = await startVisitor(stack, { token: await tokenOf('Customer-8') })
    expect(started.credentials.userId).not.toBe(owner.credentials.userId)
  })

  it('is nobody for an account that we didn’t make, whatever session bears their name', async () => {
    const { repositories } = stack
    const foreign = await startVisitor(stack)
    await foreign.send('Hello')
    await repositories.sessions.create(newSessionId(), stack.agent.userId, {
      verifiedId: 'customer-5',
      verifiedIdHash: hashOf('customer-5'),
      lastSeen: new Date().toISOString(),
    })
    const started = await startVisitor(stack, { token: await tokenOf('customer-5') })
    expect(started.credentials.userId).not.toBe(stack.agent.userId)
  })

  it.each([
    ['of another project', { aud: 'another-project' }],
    ['that is expired', { exp: 1_700_000_000 }],
    ['without a subject', { sub: '' }],
  ])('is nobody by a token %s, of which nothing is made', async (_, claims) => {
    const token = await new SignJWT({ sub: 'customer-6', aud: stack.projectId, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('exp' in claims ? claims.exp : '10m')
      .sign(new TextEncoder().encode(IDENTITY_SECRET))
    const refused = await callChat(stack, null, 'POST', chatPaths.sessions, { token })
    expect(refused).toMatchObject({ status: 401, code: 'identity_invalid' })
    expect(JSON.stringify(refused.body)).not.toContain('customer-6')
    const filter = { verifiedIdHash: hashOf('customer-6') }
    expect(await stack.repositories.sessions.list({ filter, limit: 1 })).toEqual([])
  })

  it('is refused as everybody is where the site takes too many starts or none, also with a chat that would go on', async () => {
    const { settings } = stack.repositories
    const token = await tokenOf('customer-9')
    const owner = await startVisitor(stack, { token })
    await owner.send('Mine')
    const start = (given: string) => callChat(stack, null, 'POST', chatPaths.sessions, { token: given })
    try {
      await settings.put({ startsPerHour: 2 })
      stack.coldStart('chat')
      const codes = [await start(token), await start(token), await start(token)].map(({ code }) => code)
      // The windows are the address's, in which others have started before, and the person's own.
      expect(codes.at(-1)).toBe('rate_limited')
      // Known to be full before anything is verified.
      expect(await start('no token')).toMatchObject({ code: 'rate_limited' })
      await settings.put({ startsPerHour: 0, accepting: false })
      stack.coldStart('chat')
      expect(await start(token)).toMatchObject({ code: 'not_accepting' })
    } finally {
      await settings.put({ startsPerHour: 0, accepting: true })
      stack.coldStart('chat')
    }
  })

  it('is refused a token that is too long before anything looks at it', async () => {
    const token = await tokenOf('customer-7', { note: 'x'.repeat(4096) })
    expect(await callChat(stack, null, 'POST', chatPaths.sessions, { token })).toMatchObject({
      code: 'body_invalid',
    })
  })
})
