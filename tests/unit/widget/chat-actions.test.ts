import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newMessageId } from '../../../contract/ids.ts'
import { message, session } from '../../support/chat-rows.ts'
import { fakeBrowser, fakeServer, openChat } from './fake-chat.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const passes = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

/** A chat in which one message was said. */
async function begunChat() {
  const [server, browser] = [fakeServer(), fakeBrowser()]
  const tab = openChat(server, browser)
  await tab.chat.begin()
  tab.chat.send('Hello')
  await passes()
  return { server, browser, tab }
}

describe('an act on a session', () => {
  it('renames it, and closes the question that asked for it', async () => {
    const { tab } = await begunChat()
    tab.set({ question: 'rename' })
    const renaming = tab.actions.rename('Delivery')
    expect(tab.get()).toMatchObject({ busy: 'rename', question: 'rename' })
    await renaming
    expect(tab.get()).toMatchObject({ busy: null, question: null, session: { chatName: 'Delivery' } })
  })

  it('closes it, says so once, and the next message opens it again', async () => {
    const { server, tab } = await begunChat()
    await tab.actions.closeSession()
    expect(tab.get().session).toMatchObject({ status: 'closed' })
    expect(tab.told.filter((name) => name === 'session:ended')).toHaveLength(1)
    server.values.set('s_1', { status: 'active' })
    tab.chat.send('One more thing')
    await passes()
    expect(tab.get()).toMatchObject({ session: { status: 'active' }, canReopen: true })
  })

  it('asks for a person, and says so once', async () => {
    const { tab } = await begunChat()
    await tab.chat.askForPerson()
    expect(tab.get().session).toMatchObject({ needsHuman: true })
    expect(tab.told.filter((name) => name === 'handoff:requested')).toHaveLength(1)
  })

  it('on an answer shows what it is then, and says why where that is refused', async () => {
    const { server, tab } = await begunChat()
    const [first] = tab.get().messages
    await tab.chat.changeMessage(first?.$id ?? '', { feedback: 'down' })
    expect(tab.get().messages[0]).toMatchObject({ $id: first?.$id, feedback: 'down' })
    server.refuseActs = 'message_not_found'
    await tab.chat.changeMessage(first?.$id ?? '', { feedback: 'up' })
    expect(tab.get()).toMatchObject({ problem: 'message_not_found', busy: null })
    expect(tab.get().messages[0]).toMatchObject({ feedback: 'down' })
  })

  it('takes an answer away that is written anew, keeps the one of the same id that follows, and says why where that is refused', async () => {
    const { server, tab } = await begunChat()
    const answer = message(8, 8, { sessionId: 's_1', sender: 'bot', text: 'In a week' })
    server.rows.push(answer)
    tab.hears('create', answer)
    server.refuseActs = 'rate_limited'
    await tab.chat.regenerate(answer.$id)
    expect(tab.get()).toMatchObject({ problem: 'rate_limited', busy: null })
    expect(tab.shown()).toEqual(['Hello', 'In a week'])
    server.refuseActs = null
    await tab.chat.regenerate(answer.$id)
    expect(tab.shown()).toEqual(['Hello'])
    expect(tab.get()).toMatchObject({ problem: null, askedAt: Date.now() })
    tab.hears('create', { ...answer, $sequence: 9, text: 'In two days' })
    tab.hears('create', answer)
    expect(tab.shown()).toEqual(['Hello', 'In two days'])
  })

  it('for a person begins the chat that isn’t there yet, and keeps it in the browser', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    await tab.chat.askForPerson()
    expect(tab.get().session).toMatchObject({ $id: 's_1', needsHuman: true })
    tab.end()
    const next = openChat(server, browser)
    await next.chat.begin()
    expect(next.get().session?.$id).toBe('s_1')
  })

  it('clears its messages and keeps it', async () => {
    const { server, tab } = await begunChat()
    await tab.actions.clear()
    expect(tab.shown()).toEqual([])
    expect(tab.get().session?.$id).toBe('s_1')
    tab.chat.send('Again')
    await passes()
    expect(tab.shown()).toEqual(['Again'])
    expect(server.sessions).toBe(1)
  })

  it('deletes it with what was not sent in it, and the next page knows nothing of it', async () => {
    const { server, browser, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.chat.send('Never sent')
    await passes()
    tab.chat.setDraft('Half a sentence')
    await tab.actions.remove()
    expect(server.removed).toEqual(['s_1'])
    expect(tab.storage.names('').filter((name) => name.includes('s_1'))).toEqual([])
    // What stands in the composer is of the next one.
    expect(tab.get().draft).toBe('Half a sentence')
    expect(tab.get()).toMatchObject({ session: null, messages: [], outbox: [] })
    // Whose other chats are still theirs.
    expect(tab.visitor()).toEqual({ userId: 'u1', secret: 's' })
    expect(tab.told).toContain('session:ended')
    tab.end()
    const next = openChat(server, browser)
    await next.chat.begin()
    await passes()
    expect(next.get()).toMatchObject({ session: null, outbox: [] })
  })

  it('that is refused says why, changes nothing, and leaves the question open', async () => {
    const { server, tab } = await begunChat()
    server.refuseActs = 'network'
    server.follows = []
    tab.set({ question: 'rename' })
    await tab.actions.rename('Delivery')
    expect(server.follows).toEqual(['s_1'])
    expect(tab.get()).toMatchObject({
      busy: null,
      question: 'rename',
      problem: 'network',
      session: { $id: 's_1', chatName: null },
    })
    expect(tab.events.at(-1)).toEqual({ event: 'error', code: 'network' })
    server.refuseActs = null
    await tab.actions.rename('Delivery')
    expect(tab.get().problem).toBeNull()
  })

  it.each([
    ['session_not_found', { userId: 'u1', secret: 's' }],
    ['visitor_unknown', null],
  ] as const)('on one that is gone leaves it, for %s with the visitor %j', async (code, visitor) => {
    const { server, tab } = await begunChat()
    server.refuseActs = code
    await tab.actions.rename('Delivery')
    expect(tab.get()).toMatchObject({ session: null, problem: code })
    expect(tab.visitor()).toEqual(visitor)
    expect(tab.chat.parts.context.memory.visitor()).toEqual(visitor)
  })

  it('deletes it and begins the next at once, where the site begins chats by itself', async () => {
    const { server, tab } = await begunChat()
    server.createSessionOn = 'open'
    await tab.actions.newChat()
    await tab.actions.openSession('s_1')
    server.refuse = (text) => (text === 'Elsewhere' ? 'network' : null)
    tab.chat.send('Elsewhere')
    await passes()
    await tab.actions.newChat()
    tab.chat.send('In the third')
    await passes()
    const id = tab.get().session?.$id ?? ''
    tab.set({ view: 'sessions' })
    await tab.actions.remove()
    expect(server.removed).toEqual([id])
    expect(tab.events).toContainEqual({ event: 'session:ended', sessionId: id })
    expect(tab.get()).toMatchObject({ view: 'chat', outbox: [{ text: 'Elsewhere', sessionId: 's_1' }] })
    expect(tab.get().session?.$id).not.toBe(id)
    expect(tab.get().session).not.toBeNull()
  })

  it('changes it as the page says; without one that waits for the next', async () => {
    const server = fakeServer()
    const tab = openChat(server, fakeBrowser())
    await tab.chat.begin()
    await tab.actions.change({ chatName: 'Nothing' })
    expect([server.starts, server.changes]).toEqual([[], 0])
    tab.chat.send('Hello')
    await passes()
    await tab.actions.change({ chatName: 'Delivery' })
    expect(tab.get().session).toMatchObject({ chatName: 'Delivery' })
    server.refuseActs = 'network'
    await expect(tab.actions.change({ chatName: 'Other' })).rejects.toMatchObject({ code: 'network' })
  })

  it('changes the one that the panel has asked for, though it isn’t there yet', async () => {
    const server = fakeServer()
    const begun = Promise.resolve({ fields: {}, sentAt: 0, serverTime: 0, answeredAt: 0 })
    const tab = openChat(server, fakeBrowser(), {}, begun)
    await tab.actions.change({ chatName: 'Delivery' })
    expect(tab.get().session).toMatchObject({ $id: 's_1', chatName: 'Delivery' })
  })

  it('for a person listens for what that person will say', async () => {
    const server = fakeServer()
    const tab = openChat(server, fakeBrowser())
    await tab.chat.begin()
    await tab.chat.askForPerson()
    expect(server.follows).toEqual(['s_1'])
  })

  it('does nothing while another is under way, or without a session', async () => {
    const { server, tab } = await begunChat()
    const { promise, resolve } = Promise.withResolvers<void>()
    server.lag = () => promise
    const first = tab.actions.rename('First')
    await tab.actions.rename('Second')
    resolve()
    await first
    expect(tab.get().session).toMatchObject({ chatName: 'First' })
    const empty = openChat(fakeServer(), fakeBrowser())
    await empty.chat.begin()
    await empty.actions.rename('Nothing')
    expect(empty.get()).toMatchObject({ session: null, problem: null })
  })
})

describe('a new chat', () => {
  it('stands in place of the one before, whose draft waits for its return', async () => {
    const { server, tab } = await begunChat()
    tab.chat.setDraft('Half a sentence')
    await tab.actions.newChat()
    expect(tab.get()).toMatchObject({ session: null, messages: [], draft: '', view: 'chat' })
    tab.chat.send('Something else')
    await passes()
    expect(tab.get().session?.$id).toBe('s_2')
    expect(server.rows.map((row) => row.sessionId)).toEqual(['s_1', 's_2'])
    await tab.actions.openSession('s_1')
    expect(tab.get()).toMatchObject({ session: { $id: 's_1' }, draft: 'Half a sentence', view: 'chat' })
    expect(tab.shown()).toEqual(['Hello'])
  })

  it('takes nothing along of what waits to be sent in the one before', async () => {
    const { server, tab } = await begunChat()
    server.refuse = () => 'network'
    for (const text of ['First', 'Second']) tab.chat.send(text)
    await passes()
    await tab.actions.newChat()
    server.refuse = () => null
    tab.chat.send('Something else')
    await passes(60_000)
    expect(server.rows.map(({ text, sessionId }) => [text, sessionId])).toEqual(
      expect.arrayContaining([
        ['First', 's_1'],
        ['Second', 's_1'],
        ['Something else', 's_2'],
      ]),
    )
  })

  it.each(['is closed', 'can’t be opened again, as a refusal has told'] as const)(
    'takes along what stands in the composer of one that %s',
    async (why) => {
      const { tab } = await begunChat()
      if (why === 'is closed') await tab.actions.closeSession()
      else tab.set({ canReopen: false })
      tab.chat.setDraft('One more thing')
      await tab.actions.newChat()
      expect(tab.get()).toMatchObject({ session: null, draft: 'One more thing' })
    },
  )

  it('keeps what stood in this composer, whatever another tab has begun to write there', async () => {
    const { tab } = await begunChat()
    tab.chat.setDraft('Half a sentence')
    tab.storage.set('draft:s_1', 'Of another tab')
    await tab.actions.newChat()
    await tab.actions.openSession('s_1')
    expect(tab.get().draft).toBe('Half a sentence')
  })

  it('and the one before have each their own words, however often they take turns', async () => {
    const { tab } = await begunChat()
    await tab.actions.newChat()
    tab.chat.send('Something else')
    await passes()
    tab.chat.setDraft('Of the second')
    await tab.actions.openSession('s_1')
    expect(tab.get().draft).toBe('')
    tab.chat.setDraft('Of the first')
    await tab.actions.openSession('s_2')
    expect(tab.get().draft).toBe('Of the second')
    await tab.actions.openSession('s_1')
    expect(tab.get().draft).toBe('Of the first')
  })

  it('is the untouched one that is there already', async () => {
    const server = fakeServer()
    server.createSessionOn = 'open'
    const tab = openChat(server, fakeBrowser())
    await tab.chat.begin()
    expect(tab.get().session?.$id).toBe('s_1')
    await tab.actions.newChat()
    expect(server.sessions).toBe(1)
    tab.chat.send('Hello')
    await passes()
    await tab.actions.newChat()
    expect(tab.get().session?.$id).toBe('s_2')
    expect(tab.told.filter((name) => name === 'session:started')).toHaveLength(2)
  })
})

describe('the list of chats', () => {
  it('shows those in which something was said, with what this browser has not shown', async () => {
    const { server, tab } = await begunChat()
    server.own = [
      session(9, { $id: 's_1', messageCount: 3 }),
      session(8, { $id: 's_8', messageCount: 2 }),
      session(7, { $id: 's_7', messageCount: 0 }),
    ]
    await tab.actions.showSessions()
    expect(tab.get().view).toBe('sessions')
    expect(tab.get().ownSessions?.map(({ row, unseen }) => [row.$id, unseen])).toEqual([
      ['s_1', 2],
      ['s_8', 2],
    ])
  })

  it('that can’t be read says why', async () => {
    const { server, tab } = await begunChat()
    server.refuseActs = 'network'
    await tab.actions.showSessions()
    expect(tab.get()).toMatchObject({ ownSessions: null, problem: 'network' })
  })

  it('goes back to the chat that is shown without reading it anew', async () => {
    const { server, tab } = await begunChat()
    await tab.actions.showSessions()
    server.lag = () => Promise.reject(new Error('nothing is to be read'))
    await tab.actions.openSession('s_1')
    expect(tab.get()).toMatchObject({ view: 'chat', problem: null })
  })
})

it('the site’s look is kept for the next page’s launcher', async () => {
  const { tab } = await begunChat()
  expect(tab.storage.get('theme')).toBe('{}')
})

describe('what is unread', () => {
  it('is counted while the panel is closed, and no longer once it is seen', async () => {
    const { server, browser, tab } = await begunChat()
    tab.end()
    server.rows.push(message(2, 2, { sessionId: 's_1', sender: 'bot' }))
    server.rows.push(message(3, 3, { sessionId: 's_1', sender: 'bot' }))
    const next = openChat(server, browser, { isOpen: false })
    await next.chat.begin()
    expect(next.get().unread).toBe(2)
    next.chat.markSeen()
    next.end()
    const third = openChat(server, browser, { isOpen: false })
    await third.chat.begin()
    expect(third.get().unread).toBe(0)
  })
})

describe('what comes while the panel is closed', () => {
  it('counts as unread if somebody said it', async () => {
    const { server, browser, tab } = await begunChat()
    tab.end()
    const next = openChat(server, browser, { isOpen: false })
    await next.chat.begin()
    const { unread } = next.get()
    const arrive = (sequence: number, sender: 'bot' | 'system') =>
      next.chat.parts.sessions.receive({
        session: session(sequence, { messageCount: sequence }),
        message: message(sequence, sequence, { sessionId: 's_1', sender }),
      })
    arrive(2, 'system')
    expect(next.get().unread).toBe(unread)
    arrive(3, 'bot')
    expect(next.get().unread).toBe(unread + 1)
  })
})

describe('the connection', () => {
  it('is told once for each change, with since when there is none', async () => {
    const { tab } = await begunChat()
    tab.told.length = 0
    for (const state of ['live', 'live', 'connecting', 'offline', 'connecting', 'polling'] as const)
      tab.connection(state)
    expect(tab.told).toEqual(Array.from({ length: 5 }, () => 'connection'))
    tab.connection('offline')
    const since = Date.now()
    await passes(5000)
    tab.connection('connecting')
    expect(tab.get().offlineSince).toBe(since)
    tab.connection('live')
    expect(tab.get()).toMatchObject({ connection: 'live', offlineSince: null })
  })

  it('that is back takes away what was said of it, and no other problem', async () => {
    const { server, tab } = await begunChat()
    for (const problem of ['network', 'timeout', 'session_closed'] as const) {
      server.refuseActs = problem
      tab.connection('offline')
      await tab.actions.rename('Delivery')
      tab.connection('connecting')
      expect(tab.get().problem).toBe(problem)
      tab.connection('live')
      expect(tab.get().problem).toBe(problem === 'session_closed' ? problem : null)
    }
  })

  it('that is back sends what waited', async () => {
    const { server, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.connection('offline')
    tab.chat.send('Waiting')
    await passes()
    server.refuse = () => null
    tab.connection('polling')
    await passes()
    expect(tab.shown()).toEqual(['Hello', 'Waiting'])
  })
})

it('a chat that is deleted elsewhere is left, and the visitor is told', async () => {
  const { browser, server, tab } = await begunChat()
  tab.gone()
  expect(tab.get()).toMatchObject({ session: null, messages: [], problem: 'session_not_found' })
  expect(tab.told).toContain('session:ended')
  tab.end()
  const next = openChat(server, browser)
  await next.chat.begin()
  expect(next.get().session).toBeNull()
  expect(next.visitor()).toEqual({ userId: 'u1', secret: 's' })
})

describe('an answer', () => {
  it('is told to the page once, when it is finished, and the visitor’s own words are not', async () => {
    const { server, tab } = await begunChat()
    const { sessions } = tab.chat.parts
    const received = () => tab.told.filter((name) => name === 'message:received').length
    const arrive = (seconds: number, values: object) =>
      sessions.receive({
        session: session(seconds, { messageCount: 2 }),
        message: message(2, seconds, { sessionId: 's_1', sender: 'bot', ...values }),
      })
    arrive(2, { state: 'streaming', text: 'Five' })
    expect(received()).toBe(0)
    arrive(3, { state: 'complete', text: 'Five to seven days.' })
    expect(received()).toBe(1)
    arrive(4, { state: 'complete', text: 'Five to seven days!' })
    expect(received()).toBe(1)
    expect(tab.shown()).toEqual(['Hello', 'Five to seven days!'])
    expect(tab.get().unread).toBe(0)
    expect(server.sessions).toBe(1)
  })
})

describe('a change of state', () => {
  it('is told to the page once each, with who came and who went', async () => {
    const { tab } = await begunChat()
    const { sessions } = tab.chat.parts
    tab.told.length = 0
    const steps = [
      { needsHuman: true },
      { needsHuman: true, chatName: 'Renamed' },
      { status: 'agent_assigned', assignedAgent: 'ana', agentName: 'Ana' },
      { status: 'agent_assigned', assignedAgent: 'ana', agentName: 'Ana', chatName: 'Renamed' },
      { needsHuman: true },
      { status: 'closed' },
      { status: 'closed', chatName: 'Renamed' },
      {},
    ] as const
    for (const [index, values] of steps.entries()) {
      sessions.receive({ session: session(10 + index, { messageCount: 1, ...values }) })
    }
    expect(tab.told).toEqual([
      'handoff:requested',
      'agent:joined',
      'agent:left',
      'handoff:requested',
      'session:ended',
    ])
  })
})

describe('the composer', () => {
  it('sends what is in it without the blanks around it, and is empty then', async () => {
    const { tab } = await begunChat()
    tab.chat.setDraft('  And this?  ')
    tab.chat.sendDraft()
    expect(tab.get().draft).toBe('')
    await passes()
    expect(tab.shown()).toEqual(['Hello', 'And this?'])
  })

  it.each([['   '], ['x'.repeat(4001)]])('sends nothing that can’t be sent, and keeps it', async (text) => {
    const { server, tab } = await begunChat()
    tab.chat.setDraft(text)
    tab.chat.sendDraft()
    await passes()
    expect(tab.get().draft).toBe(text)
    expect(server.sends).toEqual(['Hello'])
  })

  it.each([['../elsewhere'], [7], [null], [undefined]])(
    'sends what an earlier page kept under a session that is none, %j, in the chat that begins',
    async (sessionId) => {
      const [server, browser] = [fakeServer(), fakeBrowser()]
      const tab = openChat(server, browser)
      const kept = { sessionId, text: 'Left behind', at: 1, order: 1, isTried: false, owner: 'gone' }
      tab.storage.set(`outbox:${newMessageId()}`, JSON.stringify(kept))
      tab.storage.set('outbox:nonsense', JSON.stringify(kept))
      tab.storage.set(`outbox:${newMessageId()}`, JSON.stringify({ ...kept, text: null }))
      tab.storage.set(`outbox:${newMessageId()}`, '{')
      await tab.chat.begin()
      await passes(1000)
      expect(server.rows.map((row) => [row.sessionId, row.text])).toEqual([['s_1', 'Left behind']])
    },
  )

  it('keeps its words for the next page', async () => {
    const { server, browser, tab } = await begunChat()
    tab.chat.setDraft('Half a sentence')
    tab.end()
    const next = openChat(server, browser)
    await next.chat.begin()
    expect(next.get().draft).toBe('Half a sentence')
  })
})

describe('a chat that takes the place of another', () => {
  it('is no one’s until the first word, and the next page knows the visitor still', async () => {
    const { server, browser, tab } = await begunChat()
    tab.set({ view: 'sessions' })
    await tab.actions.newChat()
    expect(tab.get().view).toBe('chat')
    tab.end()
    const next = openChat(server, browser)
    await next.chat.begin()
    expect(next.get().session).toBeNull()
    expect(next.visitor()).toEqual({ userId: 'u1', secret: 's' })
  })

  it('that can’t be made leaves the words where they are, and says why', async () => {
    const { server, tab } = await begunChat()
    server.createSessionOn = 'open'
    await tab.actions.newChat()
    await tab.actions.openSession('s_1')
    tab.chat.setDraft('Half a sentence')
    server.refuseStart = () => 'network'
    await tab.actions.newChat()
    expect(tab.get()).toMatchObject({
      session: { $id: 's_1' },
      draft: 'Half a sentence',
      problem: 'network',
      busy: null,
    })
  })

  it('and was chosen while none was shown takes along what was being written, behind its own words', async () => {
    const { tab } = await begunChat()
    tab.chat.setDraft('Of the first')
    await tab.actions.newChat()
    expect(tab.get().session).toBeNull()
    tab.chat.setDraft('Of none')
    await tab.actions.openSession('s_1')
    expect(tab.get().draft).toBe('Of the first\nOf none')
  })

  it('after one that was cleared and closed is a new one', async () => {
    const { server, tab } = await begunChat()
    server.createSessionOn = 'open'
    await tab.actions.closeSession()
    await tab.actions.clear()
    await tab.actions.newChat()
    expect(tab.get().session?.$id).not.toBe('s_1')
  })

  it('and can’t be read leaves the one that is shown, with its words', async () => {
    const { server, tab } = await begunChat()
    tab.chat.setDraft('Half a sentence')
    server.refuseResume = 'network'
    await tab.actions.openSession('s_8')
    expect(tab.get()).toMatchObject({
      session: { $id: 's_1' },
      draft: 'Half a sentence',
      problem: 'network',
    })
  })

  it('in the list shows nothing old while the list is read', async () => {
    const { server, tab } = await begunChat()
    await tab.actions.showSessions()
    tab.set({ problem: 'network' })
    server.own = [session(9, { $id: 's_1', messageCount: 1 })]
    const reading = tab.actions.showSessions()
    expect(tab.get()).toMatchObject({ ownSessions: null, problem: null })
    await reading
    expect(tab.get().ownSessions).toHaveLength(1)
  })
})

describe('what comes of a chat', () => {
  it('is told to the page with who, where and what', async () => {
    const { tab } = await begunChat()
    const { sessions } = tab.chat.parts
    tab.events.length = 0
    const held = { status: 'agent_assigned', assignedAgent: 'ana', agentName: 'Ana' } as const
    const of = (seconds: number, values: object) => session(seconds, { messageCount: 2, ...values })
    sessions.receive({ session: of(10, held), message: message(2, 10, { sender: 'agent' }) })
    sessions.receive({ session: of(11, {}) })
    sessions.receive({ session: of(12, { needsHuman: true }) })
    tab.connection('polling')
    tab.gone()
    const sessionId = 's_1'
    expect(tab.events).toEqual([
      { event: 'message:received', messageId: 'm2', sessionId, sender: 'agent' },
      { event: 'agent:joined', sessionId, name: 'Ana' },
      { event: 'agent:left', sessionId },
      { event: 'handoff:requested', sessionId },
      { event: 'connection', state: 'polling' },
      { event: 'session:ended', sessionId },
    ])
  })

  it('counts as seen by an open panel alone', async () => {
    const { server, browser, tab } = await begunChat()
    expect(tab.storage.get('seen:s_1')).toBe('1')
    tab.chat.parts.sessions.receive({ session: session(10, { messageCount: 4 }) })
    expect(tab.storage.get('seen:s_1')).toBe('4')
    tab.set({ isOpen: false })
    tab.chat.parts.sessions.receive({ session: session(11, { messageCount: 5 }) })
    expect(tab.storage.get('seen:s_1')).toBe('4')
    tab.chat.markSeen()
    expect(tab.storage.get('seen:s_1')).toBe('5')
    tab.end()
    const next = openChat(server, browser)
    next.chat.markSeen()
    await next.chat.begin()
    expect(next.get().unread).toBe(0)
    expect(next.storage.get('seen:s_1')).toBe('1')
  })

  it('can be written in again once it is open again', async () => {
    const { tab } = await begunChat()
    const { sessions } = tab.chat.parts
    sessions.receive({ session: session(10, { messageCount: 1, status: 'closed' }) })
    tab.set({ canReopen: false })
    sessions.receive({ session: session(11, { messageCount: 1, status: 'closed', chatName: 'Renamed' }) })
    expect(tab.get().canReopen).toBe(false)
    sessions.receive({ session: session(12, { messageCount: 1 }) })
    expect(tab.get().canReopen).toBe(true)
  })

  it('is sent by a connection that works again, and by none that is only tried or never failed', async () => {
    const { server, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.connection('offline')
    tab.chat.send('Waiting')
    await passes()
    const { length } = server.sends
    tab.connection('connecting')
    tab.connection('polling')
    await passes()
    expect(server.sends).toHaveLength(length)
    tab.connection('live')
    await passes()
    expect(server.sends).toHaveLength(length + 1)
    tab.connection('offline')
    tab.connection('polling')
    await passes()
    expect(server.sends).toHaveLength(length + 2)
  })
})

it('asks no more about a chat once it was rated, in whichever browser that was', async () => {
  const { server, tab } = await begunChat()
  expect(tab.get().isRated).toBe(false)
  await tab.chat.rate('s_1', { score: 5 })
  expect(server.ratings.get('s_1')).toMatchObject({ score: 5 })
  expect(tab.get().isRated).toBe(true)
  const elsewhere = openChat(server, fakeBrowser())
  await elsewhere.actions.openSession('s_1')
  expect(elsewhere.get().isRated).toBe(true)
  await elsewhere.actions.openSession('s_2')
  expect(elsewhere.get().isRated).toBe(false)
})
