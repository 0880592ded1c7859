import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatError, type ChatErrorCode } from '../../../client/chat-error.ts'
import type { ChatState } from '../../../widget/store/chat-state.ts'
import { message } from '../../support/chat-rows.ts'
import { fakeBrowser, fakeServer, openChat } from './fake-chat.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const passes = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
type Tab = ReturnType<typeof openChat>
type Listener = (event: { readonly key: string; readonly storageArea: object }) => void

/** A tab whom the browser tells what others have stored, by `hears`. */
function openListening(
  server: ReturnType<typeof fakeServer>,
  browser: ReturnType<typeof fakeBrowser>,
  known: Partial<ChatState> = {},
) {
  const listeners = new Set<Listener>()
  vi.stubGlobal('addEventListener', (_: string, listener: Listener) => void listeners.add(listener))
  vi.stubGlobal('removeEventListener', (_: string, listener: Listener) => void listeners.delete(listener))
  const tab = openChat(server, browser, known)
  return {
    ...tab,
    listeners,
    hears: (name: string) => {
      for (const listener of listeners) listener({ key: `porchlight:p:${name}`, storageArea: browser.disk })
    },
  }
}

/** Two tabs that have each begun; the first one has said something, of which the second hasn't heard. */
async function twoTabs(on: 'open' | 'first_message' = 'open') {
  const [server, browser] = [fakeServer(), fakeBrowser()]
  server.createSessionOn = on
  const first = openChat(server, browser)
  await first.chat.begin()
  const second = openListening(server, browser)
  await second.chat.begin()
  first.chat.send('Said in the first')
  await passes()
  return { server, browser, first, second, chat: first.get().session?.$id }
}

describe('a tab that hears of another one’s chat', () => {
  it.each(['open', 'first_message'] as const)(
    'shows it in place of its untouched one, and listens to it, with sessions made on %s',
    async (on) => {
      const { server, second, chat } = await twoTabs(on)
      server.follows = []
      second.hears('session')
      await passes()
      expect(second.get().session?.$id).toBe(chat)
      expect(second.shown()).toEqual(['Said in the first'])
      expect(new Set(server.follows)).toEqual(new Set([chat]))
      const { length } = server.resumes
      second.hears('session')
      await passes()
      expect(server.resumes).toHaveLength(length)
    },
  )

  it('listens to it, although its first message is still on its way', async () => {
    const { server, first, second } = await twoTabs()
    first.storage.set('session', 's_99')
    server.follows = []
    second.hears('session')
    await passes()
    expect(second.get()).toMatchObject({ session: { $id: 's_99' }, messages: [] })
    expect(server.follows).toEqual(['s_99'])
  })

  it('stays with its own, once something was said in it', async () => {
    const { server, second } = await twoTabs()
    second.chat.send('Said in the second')
    await passes()
    const own = second.get().session?.$id
    second.storage.set('session', 's_99')
    second.hears('session')
    await passes()
    expect([second.get().session?.$id, server.resumes.includes('s_99')]).toEqual([own, false])
  })

  it('stays with its own while something waits to be sent there', async () => {
    const { server, second } = await twoTabs()
    server.lag = () => new Promise(() => {})
    second.chat.send('On its way')
    await passes()
    second.storage.set('session', 's_99')
    second.hears('session')
    await passes()
    expect(server.resumes).not.toContain('s_99')
  })

  it('tries again by itself while that one can’t be reached, ever more rarely', async () => {
    const { server, second, chat } = await twoTabs()
    server.resumes = []
    server.refuseResume = 'network'
    second.hears('session')
    await passes(60_000)
    // After 1, 2, 4, 8, 16 and 30 seconds, give or take a fifth.
    expect(server.resumes.length).toBeGreaterThanOrEqual(6)
    expect(server.resumes.length).toBeLessThanOrEqual(7)
    expect(second.get().problem).toBeNull()
    server.refuseResume = null
    await passes(60_000)
    expect(second.get().session?.$id).toBe(chat)
  })

  it('keeps its own where that one is gone, and asks no more', async () => {
    const { server, second } = await twoTabs()
    const own = second.get().session?.$id
    server.resumes = []
    server.refuseResume = 'session_not_found'
    server.status = 404
    second.hears('session')
    await passes(60_000)
    expect([second.get().session?.$id, server.resumes.length]).toEqual([own, 1])
  })

  it('asks for nothing where there is none any more, or for anything else that is stored', async () => {
    const { server, second } = await twoTabs()
    server.resumes = []
    for (const name of ['theme', 'visitor', 'draft:new', 'seen:s_99']) second.hears(name)
    second.storage.set('session', null)
    second.hears('session')
    await passes(1000)
    expect(server.resumes).toEqual([])
  })

  it('stores its own with the first word, where there is none any more', async () => {
    const { browser, server, second } = await twoTabs()
    const own = second.get().session?.$id
    browser.disk.map.delete('porchlight:p:session')
    second.hears('session')
    second.chat.send('Said in the second')
    await passes()
    second.end()
    const next = openChat(server, browser)
    await next.chat.begin()
    expect(next.get().session?.$id).toBe(own)
    expect(next.shown()).toEqual(['Said in the second'])
    expect(next.visitor()).toEqual(second.visitor())
  })

  it('asks for nothing once it was taken away', async () => {
    const { server, second } = await twoTabs()
    server.refuseResume = 'network'
    second.hears('session')
    await passes()
    second.end()
    const { length } = server.resumes
    await passes(60_000)
    expect([server.resumes.length, second.listeners.size]).toEqual([length, 0])
  })

  it('listens to its own chat, when that tab is about to write in it', async () => {
    const { server, second } = await twoTabs()
    server.follows = []
    second.hears('theme')
    expect(server.follows).toEqual([])
    second.hears('outbox:m1')
    expect(server.follows).toEqual([second.get().session?.$id])
  })

  it('looks after what that tab leaves unsent, once it is gone', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const first = openChat(server, browser)
    await first.chat.begin()
    const second = openListening(server, browser)
    await second.chat.begin()
    server.refuse = () => 'network'
    first.chat.send('Left behind')
    await passes()
    second.hears(first.storage.names('outbox:')[0] ?? '')
    await passes(10_000)
    expect(second.unsent()).toEqual([])
    first.end()
    await passes(10_000)
    expect(second.unsent()).toEqual(['Left behind'])
    expect(browser.living).toEqual(new Set([second.tab.id]))
    server.refuse = () => null
    await passes(10_000)
    expect(server.rows.map(({ text }) => text)).toEqual(['Left behind'])
    expect(browser.living).toEqual(new Set())
  })

  it('looks after nothing once it was taken away', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const first = openChat(server, browser)
    await first.chat.begin()
    const second = openListening(server, browser)
    await second.chat.begin()
    server.refuse = () => 'network'
    first.chat.send('Left behind')
    await passes()
    second.hears(first.storage.names('outbox:')[0] ?? '')
    second.end()
    first.end()
    await passes(60_000)
    expect(second.unsent()).toEqual([])
    expect(server.sends.filter((text) => text === 'Left behind')).not.toHaveLength(0)
    expect(second.chat.parts.context.memory.outbox()).toMatchObject([{ owner: first.tab.id }])
  })
})

describe('a tab whose own chat is still being made', () => {
  /** The second tab has asked for a chat, and the first stores one before the answer comes. */
  async function stored(refusal: ChatErrorCode | null) {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    server.createSessionOn = 'open'
    const first = openChat(server, browser)
    await first.chat.begin()
    const answered = Promise.withResolvers<void>()
    server.lag = () => (server.starts.length > 1 ? answered.promise : Promise.resolve())
    const second = openListening(server, browser)
    const begun = second.chat.begin()
    await passes()
    server.lag = async () => {}
    server.refuseResume = refusal
    server.status = 404
    first.chat.send('Said in the first')
    await passes()
    for (const name of ['visitor', 'session']) second.hears(name)
    await passes()
    if (refusal === 'network') server.refuseResume = null
    answered.resolve()
    await begun
    return { first, second }
  }

  it.each([
    ['at once', null],
    ['once it can be read', 'network'],
  ])('shows %s the one that another has stored meanwhile, as that one’s visitor', async (_, refusal) => {
    const { first, second } = await stored(refusal)
    expect(second.shown()).toEqual(['Said in the first'])
    expect(second.visitor()).toEqual(first.visitor())
    expect(second.told).not.toContain('session:started')
  })

  it.each(['session_not_found', 'visitor_unknown'])(
    'goes on with its own, as its own visitor, where the stored one is gone: %s',
    async (refusal) => {
      const { first, second } = await stored(refusal)
      expect(second.get().session?.$id).toBe('s_2')
      expect(second.visitor()).toEqual({ userId: 'u2', secret: 's' })
      expect(second.visitor()).not.toEqual(first.visitor())
      expect(second.told).toContain('session:started')
    },
  )
})

describe('what was seen in another tab', () => {
  it('is unread here no longer, and nothing becomes unread by it', async () => {
    const { server, browser } = await twoTabs()
    for (const n of [2, 3]) server.rows.push(message(n, n, { sessionId: 's_1', sender: 'bot' }))
    const tab = openListening(server, browser, { isOpen: false })
    await tab.chat.begin()
    expect(tab.get().unread).toBe(2)
    tab.storage.set('seen:s_1', '2')
    tab.hears('seen:s_2')
    expect(tab.get().unread).toBe(2)
    tab.hears('seen:s_1')
    expect(tab.get().unread).toBe(1)
    tab.storage.set('seen:s_1', '0')
    tab.hears('seen:s_1')
    expect(tab.get().unread).toBe(1)
  })
})

describe('logging out', () => {
  it('leaves nothing of the visitor in this tab and on the disk, and a new one begins with the next opening', async () => {
    const { server, browser, first, chat } = await twoTabs()
    first.chat.setDraft('Half a sentence')
    expect(browser.disk.length).toBeGreaterThan(0)
    first.chat.logOut()
    expect(browser.disk.length).toBe(0)
    expect(first.get()).toMatchObject({ session: null, messages: [], outbox: [], draft: '' })
    await passes()
    expect(first.get().session?.$id).not.toBe(chat)
    // Who only looks leaves no trace.
    expect(browser.disk.length).toBe(0)
    first.chat.send('From somebody else')
    await passes()
    expect(server.sessions).toBeGreaterThan(1)
    expect(browser.disk.length).toBeGreaterThan(0)
  })

  it('counts for the other tabs, whatever they hold', async () => {
    const { browser, first, second, chat } = await twoTabs()
    second.hears('session')
    await passes()
    expect(second.get().session?.$id).toBe(chat)
    first.chat.logOut()
    second.hears('logout')
    await passes()
    expect(second.shown()).toEqual([])
    // It is closed there as well, and requests nothing for whoever comes next.
    expect(second.get()).toMatchObject({ session: null, isOpen: false, hasBegun: false })
    expect(browser.disk.length).toBe(0)
  })

  it('is not undone by an answer that was on its way', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const before = openChat(server, browser)
    await before.chat.begin()
    before.chat.send('Said')
    await passes()
    before.chat.stop()
    const tab = openChat(server, browser)
    const begins = tab.chat.begin()
    tab.chat.logOut()
    await begins
    expect(tab.shown()).toEqual([])
  })

  it.each<[string, 'open' | 'first_message', (tab: Tab) => void]>([
    ['the start of a session', 'first_message', (tab) => void tab.chat.send('My secret')],
    ['a new chat', 'open', (tab) => void tab.actions.newChat()],
    ['an earlier session', 'open', (tab) => void tab.actions.openSession('s_77')],
    ['the list of sessions', 'open', (tab) => void tab.actions.showSessions()],
    ['a rating', 'open', (tab) => void tab.chat.rate('s_1', { score: 1 })],
  ] as const)(
    'gives nobody else the answer, or the failure, of what was under way: %s',
    async (_, on, act) => {
      for (const isRefused of [false, true]) {
        const [server, browser] = [fakeServer(), fakeBrowser()]
        server.createSessionOn = on
        const tab = openChat(server, browser)
        await tab.chat.begin()
        if (on === 'open') {
          tab.chat.send('Said before')
          await passes()
        }
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        server.lag = () => promise
        act(tab)
        await passes()
        const own = server.starts.length
        tab.chat.logOut()
        tab.chat.send('From the next person')
        server.lag = async () => {}
        await passes()
        if (isRefused) reject(new ChatError('session_not_found'))
        else resolve()
        await passes()
        expect(tab.shown()).toEqual(['From the next person'])
        expect(server.starts.length).toBeGreaterThan(own)
        expect(tab.get()).toMatchObject({
          problem: null,
          busy: null,
          ownSessions: null,
          view: 'chat',
          draft: '',
        })
        // One visitor's session, credentials and nothing of the former one's.
        const { session } = tab.get()
        expect(tab.visitor()?.userId.slice(1)).toBe(session?.$id.slice(2))
        expect(tab.storage.get('session')).toBe(session?.$id)
        expect(JSON.parse(tab.storage.get('visitor') ?? '')).toEqual(tab.visitor())
        expect(tab.storage.names('rated:')).toEqual([])
      }
    },
  )
})
