import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChatErrorCode } from '../../../client/chat-error.ts'
import { message, session } from '../../support/chat-rows.ts'
import { fakeBrowser, fakeServer, openChat } from './fake-chat.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const passes = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

/** A browser in which one message was said, on a page that is gone. */
async function knownBrowser() {
  const [server, browser] = [fakeServer(), fakeBrowser()]
  const page = openChat(server, browser)
  await page.chat.begin()
  page.chat.send('Hello')
  await passes()
  const { settings } = page.get()
  page.end()
  server.settingsReads = 0
  return { server, browser, settings }
}

describe('a panel that opens', () => {
  it('reads the site’s settings once, and makes no session before a word is said', async () => {
    const server = fakeServer()
    const tab = openChat(server, fakeBrowser())
    const begun = [tab.chat.begin(), tab.chat.begin()]
    expect(tab.get()).toMatchObject({ phase: 'loading', problem: null })
    await Promise.all(begun)
    expect(tab.get()).toMatchObject({ phase: 'ready', problem: null, session: null })
    expect(tab.get().settings).toMatchObject({ createSessionOn: 'first_message' })
    expect([server.settingsReads, server.sessions, server.resumes]).toEqual([1, 0, []])
  })

  it('asks for nothing when it has settings and no chat to go on with', async () => {
    const { settings } = await knownBrowser()
    const server = fakeServer()
    const tab = openChat(server, fakeBrowser(), { settings, phase: 'ready' })
    await tab.chat.begin()
    expect([server.settingsReads, server.starts, server.resumes]).toEqual([0, [], []])
    expect(tab.get().phase).toBe('ready')
  })

  it('makes the session at once where the site says so, and tells nobody to listen before the first word', async () => {
    const server = fakeServer()
    server.createSessionOn = 'open'
    const tab = openChat(server, fakeBrowser(), { view: 'sessions', problem: 'internal' })
    await tab.chat.begin()
    expect(tab.get()).toMatchObject({ session: { $id: 's_1' }, phase: 'ready', view: 'chat', problem: null })
    expect(tab.events).toEqual([{ event: 'session:started', sessionId: 's_1' }])
    expect([server.starts, server.follows]).toEqual([[{ locale: 'en' }], []])
    tab.chat.send('Hello')
    await passes()
    expect(server.follows).toEqual(['s_1'])
    expect([server.starts.length, server.sends]).toEqual([1, ['Hello']])
  })

  it('goes on with the chat of the page before, as its visitor, and listens', async () => {
    const { server, browser } = await knownBrowser()
    server.follows = []
    const known = { isOpen: false, connection: 'offline', phase: 'ready', problem: 'network' } as const
    const tab = openChat(server, browser, known)
    const begun = tab.chat.begin()
    expect(tab.get()).toMatchObject({ phase: 'loading', problem: null })
    await begun
    expect(tab.get()).toMatchObject({ session: { $id: 's_1' }, phase: 'ready', connection: 'connecting' })
    expect(tab.visitor()).toEqual({ userId: 'u1', secret: 's' })
    expect([server.follows, server.settingsReads, server.starts.length]).toEqual([['s_1'], 0, 1])
    expect(tab.told).toEqual([])
    await tab.chat.begin()
    expect(server.resumes).toEqual(['s_1'])
  })

  it('tells a new session the language of the panel and what the page said, and only that', async () => {
    const server = fakeServer()
    const tab = openChat(server, fakeBrowser(), {
      theme: { accent: '#123456' },
      userMeta: { plan: 'pro' },
      corpora: ['faq'],
    })
    tab.chat.send('Hello')
    await passes()
    expect(server.starts).toEqual([
      { locale: 'en', theme: { accent: '#123456' }, userMeta: { plan: 'pro' }, corpora: ['faq'] },
    ])
  })

  it('keeps the site’s look, the database and the session for the next page', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    server.theme = { accent: '#123456' }
    const tab = openChat(server, browser)
    tab.chat.send('Hello')
    await passes()
    expect(tab.storage.get('theme')).toBe('{"accent":"#123456"}')
    expect([tab.storage.get('database'), tab.storage.get('session')]).toEqual(['d', 's_1'])
  })
})

describe('the words in the composer', () => {
  it('that were typed before the chat was there become its draft', async () => {
    const { server, browser } = await knownBrowser()
    const page = openChat(server, browser)
    page.storage.set('draft:s_1', 'Of the page before')
    page.storage.set('draft:new', 'Of none')
    const tab = openChat(server, browser, { draft: 'Typed just now' })
    await tab.chat.begin()
    expect(tab.get().draft).toBe('Typed just now')
    expect([tab.storage.get('draft:s_1'), tab.storage.get('draft:new')]).toEqual(['Typed just now', null])
  })

  it('are those of the next chat, where none goes on', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const page = openChat(server, browser)
    await page.chat.begin()
    page.storage.persist()
    page.chat.setDraft('Half a sentence')
    page.end()
    const tab = openChat(server, browser)
    await tab.chat.begin()
    expect(tab.get()).toMatchObject({ draft: 'Half a sentence', session: null })
  })
})

describe('a chat that is gone when the panel opens', () => {
  it.each([
    ['session_not_found', { userId: 'u1', secret: 's' }],
    ['visitor_unknown', null],
  ] as const)('for %s is forgotten, and its words wait for the next one', async (code, visitor) => {
    const { server, browser } = await knownBrowser()
    server.refuseResume = code
    const tab = openChat(server, browser)
    tab.storage.set('draft:s_1', 'Half a sentence')
    await tab.chat.begin()
    expect(tab.get()).toMatchObject({
      session: null,
      draft: 'Half a sentence',
      phase: 'ready',
      problem: null,
    })
    expect(tab.visitor()).toEqual(visitor)
    expect(server.settingsReads).toBe(1)
    expect(tab.storage.names('').filter((name) => name.includes('s_1') || name === 'session')).toEqual([])
    expect(tab.storage.get('draft:new')).toBe('Half a sentence')
    expect(tab.told).toEqual([])
  })

  it('leaves the settings that are known already as they are', async () => {
    const { server, browser, settings } = await knownBrowser()
    server.refuseResume = 'session_not_found'
    const tab = openChat(server, browser, { settings })
    await tab.chat.begin()
    expect([server.settingsReads, tab.get().phase]).toEqual([0, 'ready'])
  })
})

describe('a panel that can’t reach the server', () => {
  it('says so until it works, and keeps what is written', async () => {
    const server = fakeServer()
    const tab = openChat(server, fakeBrowser(), { draft: 'Half a sentence' })
    server.lag = () => Promise.reject(new Error('a fault'))
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await tab.chat.begin()
    expect(tab.get()).toMatchObject({ phase: 'failed', problem: 'internal', draft: 'Half a sentence' })
    expect(tab.events).toEqual([{ event: 'error', code: 'internal' }])
    server.lag = async () => {}
    const begun = tab.chat.begin()
    expect(tab.get()).toMatchObject({ phase: 'failed', problem: 'internal' })
    await begun
    expect(tab.get()).toMatchObject({ phase: 'ready', problem: null })
    await passes(60_000)
    expect(server.settingsReads).toBe(2)
  })

  it('but has settings, is ready, and looks for its chat ever more rarely', async () => {
    const { server, browser, settings } = await knownBrowser()
    vi.spyOn(Math, 'random').mockReturnValue(0.5)
    server.resumes = []
    server.refuseResume = 'network'
    const tab = openChat(server, browser, { settings, phase: 'ready' })
    await tab.chat.begin()
    expect(tab.get()).toMatchObject({ phase: 'ready', problem: null, session: null })
    expect(tab.events).toEqual([{ event: 'error', code: 'network' }])
    for (const [index, pauseMs] of [1000, 2000, 4000, 8000, 16_000, 30_000].entries()) {
      await passes(pauseMs - 1)
      expect(server.resumes).toHaveLength(index + 1)
      await passes(1)
      expect(server.resumes).toHaveLength(index + 2)
    }
    // Asked to begin once more meanwhile, it looks by itself once, not twice.
    await passes(10_000)
    await tab.chat.begin()
    const { length: looks } = server.resumes
    await passes(29_999)
    expect(server.resumes).toHaveLength(looks)
    await passes(1)
    expect(server.resumes).toHaveLength(looks + 1)
    server.refuseResume = null
    await passes(60_000)
    expect(tab.shown()).toEqual(['Hello'])
    const { length } = server.resumes
    await passes(60_000)
    expect(server.resumes).toHaveLength(length)
  })

  it.each(['is taken away', 'has no chat to go on with any more'] as const)(
    'looks for nothing once it %s',
    async (what) => {
      const { server, browser, settings } = await knownBrowser()
      server.refuseResume = 'network'
      const tab = openChat(server, browser, { settings, phase: 'ready' })
      await tab.chat.begin()
      if (what === 'is taken away') tab.end()
      else tab.storage.set('session', null)
      const { length } = server.resumes
      await passes(60_000)
      expect([server.resumes.length, server.settingsReads, tab.events.length]).toEqual([length, 0, 1])
    },
  )
})

describe('a new session', () => {
  it('is asked for as nobody, when the visitor isn’t known any more', async () => {
    const { server, browser } = await knownBrowser()
    server.refuseResume = 'session_not_found'
    const refusals: (ChatErrorCode | null)[] = ['visitor_unknown', null]
    server.refuseStart = () => refusals.shift() ?? null
    const tab = openChat(server, browser)
    await tab.chat.begin()
    server.starts = []
    tab.chat.send('Anybody?')
    await passes()
    expect(server.starts).toHaveLength(2)
    expect(tab.shown()).toEqual(['Anybody?'])
    expect(tab.visitor()).toEqual({ userId: 'u2', secret: 's' })
  })

  it('that is refused otherwise is not asked for twice at once', async () => {
    const server = fakeServer()
    server.refuseStart = () => 'network'
    const tab = openChat(server, fakeBrowser())
    await tab.chat.begin()
    tab.chat.send('Hello')
    await passes()
    expect(server.starts).toHaveLength(1)
    expect(tab.unsent()).toEqual(['Hello'])
  })

  it('is the one that the panel has asked for already, and is asked for anew where that failed', async () => {
    const answer = { fields: {}, sentAt: 0, serverTime: 0, answeredAt: 0 }
    for (const refusal of [null, 'network'] as const) {
      const server = fakeServer()
      server.createSessionOn = 'open'
      const refusals: (ChatErrorCode | null)[] = [refusal]
      server.refuseStart = () => refusals.shift() ?? null
      const tab = openChat(server, fakeBrowser(), {}, Promise.resolve(answer))
      await tab.chat.begin()
      expect(tab.get().session?.$id).toBe('s_1')
      expect(server.starts).toHaveLength(refusal === null ? 1 : 2)
      expect(tab.chat.parts.context.begun).toBeNull()
    }
  })

  it('that the panel has asked for along with its settings is shown, though those are there', async () => {
    const { settings } = await knownBrowser()
    if (settings === null) throw new Error('no settings')
    const server = fakeServer()
    const answer = { fields: {}, sentAt: 0, serverTime: 0, answeredAt: 0 }
    const known = { settings: { ...settings, createSessionOn: 'open' as const }, phase: 'ready' as const }
    const tab = openChat(server, fakeBrowser(), known, Promise.resolve(answer))
    await tab.chat.begin()
    expect([tab.get().session?.$id, server.settingsReads]).toEqual(['s_1', 0])
  })
})

describe('a chat that is shown', () => {
  it('takes nothing of another one, and what comes with its own answers', async () => {
    const { server, browser } = await knownBrowser()
    const tab = openChat(server, browser, { isOpen: false })
    await tab.chat.begin()
    const { sessions } = tab.chat.parts
    tab.set({ problem: 'network' })
    const others = { session: session(50, { $id: 's_9', messageCount: 1 }) }
    sessions.receive({ ...others, message: message(7, 7, { sessionId: 's_9' }) })
    sessions.cleared(others.session)
    expect(tab.get()).toMatchObject({ session: { $id: 's_1' }, problem: 'network' })
    expect([tab.shown(), server.reads]).toEqual([['Hello'], 0])
    const own = { session: session(50, { messageCount: 2 }), message: message(2, 50) }
    sessions.receive(own)
    expect(tab.get()).toMatchObject({ session: { messageCount: 2 }, problem: null })
    expect(tab.shown()).toEqual(['Hello', 'Message 2'])
    for (const [problem, after] of [
      ['timeout', null],
      ['session_closed', 'session_closed'],
    ] as const) {
      tab.set({ problem })
      sessions.receive(own)
      expect(tab.get().problem).toBe(after)
    }
  })

  it('reads what is left once its messages were deleted, unless nothing was said in it', async () => {
    const server = fakeServer()
    server.createSessionOn = 'open'
    const tab = openChat(server, fakeBrowser())
    await tab.chat.begin()
    await tab.actions.clear()
    await passes()
    expect(server.reads).toBe(0)
    tab.chat.send('Hello')
    await passes()
    const before = server.reads
    await tab.actions.clear()
    await passes()
    expect(server.reads).toBeGreaterThan(before)
    expect(tab.get()).toMatchObject({ session: { $id: 's_1' }, messages: [] })
  })

  it('reads what was said before the first message that is shown, once at a time, and it is no news', async () => {
    const { server, browser } = await knownBrowser()
    for (const n of [2, 3]) server.rows.push(message(n, n, { sessionId: 's_1', sender: 'bot' }))
    server.pageSize = 1
    const tab = openChat(server, browser, { isOpen: false })
    await tab.chat.begin()
    expect(tab.get()).toMatchObject({ hasOlder: true, loadingOlder: false, unread: 2 })
    const { promise, resolve } = Promise.withResolvers<void>()
    server.lag = () => promise
    const [first, second] = [tab.chat.loadOlder(), tab.chat.loadOlder()]
    expect(tab.get().loadingOlder).toBe(true)
    resolve()
    await Promise.all([first, second])
    expect(server.reads).toBe(1)
    expect(tab.shown()).toEqual(['Hello', 'Message 2', 'Message 3'])
    expect(tab.get()).toMatchObject({ hasOlder: false, loadingOlder: false, unread: 2, problem: null })
    expect(tab.told).not.toContain('message:received')
  })

  it('says why what was said before can’t be read, and can be asked again', async () => {
    const { server, browser } = await knownBrowser()
    server.rows.push(message(2, 2, { sessionId: 's_1', sender: 'bot' }))
    server.pageSize = 1
    const tab = openChat(server, browser)
    await tab.chat.loadOlder()
    expect(tab.get()).toMatchObject({ loadingOlder: false, problem: null })
    await tab.chat.begin()
    server.refuseReads = 'timeout'
    await tab.chat.loadOlder()
    expect(tab.get()).toMatchObject({ loadingOlder: false, problem: 'timeout' })
    server.refuseReads = null
    await tab.chat.loadOlder()
    expect(tab.shown()).toEqual(['Hello', 'Message 2'])
  })

  it('is heard of no more once the page has taken the panel away', async () => {
    const { server, browser } = await knownBrowser()
    const tab = openChat(server, browser)
    await tab.chat.begin()
    const { refresh } = tab.chat.parts.sessions
    tab.end()
    await refresh()
    expect(tab.get()).toMatchObject({ session: null, messages: [], hasOlder: false })
    expect(server.reads).toBe(0)
  })

  it('and is lost gives its unsent words to the next, and no others', async () => {
    const { server, browser } = await knownBrowser()
    const tab = openChat(server, browser)
    await tab.chat.begin()
    server.refuse = () => 'network'
    tab.chat.send('Unsent in the first')
    await passes()
    await tab.actions.newChat()
    tab.set({ question: 'rename', canReopen: false, offlineSince: 5 })
    tab.chat.parts.sessions.lose('s_9', false)
    expect(tab.get().outbox).toMatchObject([{ sessionId: 's_1' }])
    tab.chat.parts.sessions.lose('s_1', false)
    expect(tab.get().outbox).toMatchObject([{ text: 'Unsent in the first', sessionId: null }])
    expect(tab.chat.parts.context.memory.outbox()).toMatchObject([{ sessionId: null, owner: tab.tab.id }])
    expect(tab.get().question).toBe('rename')
    tab.chat.parts.sessions.leave()
    expect(tab.get()).toMatchObject({ question: null, canReopen: true, offlineSince: null })
  })
})
