import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../../../client/connection-state.ts'
import { followSession } from '../../../client/follow-session.ts'
import { messagesChannel, sessionChannel } from '../../../contract/channels.ts'
import { message, session } from '../../support/chat-rows.ts'
import { FakeSocket } from './fake-socket.ts'

/** What the tables hold, how often the session was read, and what becomes of reads. */
let tables: ReturnType<typeof someTables>

function someTables() {
  return {
    session: session(0, { messageCount: 1 }),
    messages: [message(1, 0)],
    reads: 0,
    answer: 'unreachable' as 'rows' | 'unreachable' | 'gone',
    /** How long a read is under way. */
    lag: async () => {},
  }
}

async function read(url: string): Promise<Response> {
  const isSession = url.includes('/tables/sessions/')
  if (isSession) tables.reads += 1
  await tables.lag()
  if (tables.answer === 'unreachable') throw new TypeError('no network')
  if (tables.answer === 'gone') return Response.json({ type: 'row_not_found' }, { status: 404 })
  return Response.json(isSession ? tables.session : { rows: tables.messages })
}

/** A page that can be hidden. */
class FakePage extends EventTarget {
  hidden = false

  becomes(hidden: boolean): void {
    this.hidden = hidden
    this.dispatchEvent(new Event('visibilitychange'))
  }
}

let page: FakePage
let browser: EventTarget

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  tables = someTables()
  page = new FakePage()
  browser = new EventTarget()
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('fetch', read)
  vi.stubGlobal('document', page)
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser))
  vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser))
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const passes = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

/** Session `s_1` with message `m1`, shown, and not followed yet. */
function open() {
  const shown: string[][] = []
  const states: Connection[] = []
  const listener = {
    transcript: ({ rows }: { readonly rows: readonly { readonly $id: string }[] }) =>
      shown.push(rows.map(({ $id }) => $id)),
    session: vi.fn<() => void>(),
    gone: vi.fn<() => void>(),
    connection: (state: Connection) => void states.push(state),
  }
  const settings = {
    siteName: null,
    greeting: null,
    theme: {},
    starterQuestions: [],
    createSessionOn: 'open',
  } as const
  const answer = {
    session: session(0, { messageCount: 1 }),
    messages: [message(1, 0)],
    hasOlder: false,
    settings,
    credentials: null,
    databaseId: 'chat',
  }
  const following = followSession({ endpoint: 'http://a/v1', projectId: 'p' }, answer, 'secret', listener)
  return { listener, following, shown, states }
}

function follow() {
  const opened = open()
  opened.following.start()
  const socket = FakeSocket.newest()
  const hear = (channel: string, action: string, payload: unknown) =>
    socket.says('event', { events: [`x.${action}`], channels: [channel], payload })
  return { ...opened, socket, hear }
}

/** How often the session is read within a time. */
async function readsWithin(ms: number): Promise<number> {
  const before = tables.reads
  await passes(ms)
  return tables.reads - before
}

const MESSAGES = messagesChannel('chat')
const SESSION = sessionChannel('chat', 's_1')

describe('a session that is followed', () => {
  it('shows what is said in it, and not what a server that filters nothing delivers of others', () => {
    const { hear, shown, following } = follow()
    hear(MESSAGES, 'create', message(2, 1, { sessionId: 's_2' }))
    expect(shown.flat()).not.toContain('m2')
    hear(MESSAGES, 'create', message(3, 2))
    expect(shown.at(-1)).toEqual(['m1', 'm3'])
    hear(MESSAGES, 'delete', message(3, 2, { sessionId: 's_2' }))
    expect(shown.at(-1)).toEqual(['m1', 'm3'])
    hear(MESSAGES, 'delete', message(3, 2))
    expect(shown.at(-1)).toEqual(['m1'])
    following.stop()
  })

  it('asks for its own messages and its own row, by the account session', () => {
    const { socket } = follow()
    socket.goesLive()
    const own = JSON.stringify({ method: 'equal', attribute: 'sessionId', values: ['s_1'] })
    expect(socket.data).toEqual([
      [
        { channels: [MESSAGES], queries: [own] },
        { channels: [SESSION], queries: [] },
      ],
      { session: 'secret' },
    ])
  })

  it('hears of its own row, and ends with it', async () => {
    const { hear, listener } = follow()
    hear(SESSION, 'update', session(1, { messageCount: 1, chatName: 'Delivery' }))
    expect(listener.session).toHaveBeenLastCalledWith(expect.objectContaining({ chatName: 'Delivery' }))
    expect(listener.gone).not.toHaveBeenCalled()
    hear(SESSION, 'delete', session(1))
    expect(listener.gone).toHaveBeenCalledOnce()
    expect(FakeSocket.all[0]?.isClosed).toBe(true)
    expect(await readsWithin(600_000)).toBe(0)
  })

  it('reads its row where an event brings one that makes no sense', async () => {
    const { hear, listener } = follow()
    tables.answer = 'rows'
    tables.session = session(1, { messageCount: 1, chatName: 'Delivery' })
    hear(SESSION, 'update', { $id: 's_1', status: 'of a later version' })
    await passes()
    expect(listener.session).toHaveBeenLastCalledWith(expect.objectContaining({ chatName: 'Delivery' }))
  })

  it('has one connection, however often it is started, and none once it was stopped', () => {
    const { following } = open()
    expect(FakeSocket.all).toHaveLength(0)
    following.start()
    following.start()
    expect(FakeSocket.all).toHaveLength(1)
    const stopped = open()
    stopped.following.stop()
    stopped.following.start()
    expect(FakeSocket.all).toHaveLength(1)
  })

  it('is read once when asked to before it is started, and not by itself', async () => {
    const { following } = open()
    tables.answer = 'rows'
    await following.refresh()
    expect(tables.reads).toBe(1)
    expect(await readsWithin(600_000)).toBe(0)
  })
})

describe('the connection of a session', () => {
  it('is live with the socket, polling while only reads work, offline while nothing does', async () => {
    const { socket, states } = follow()
    // Whoever loses the first attempt has not been told that it works.
    await passes(8000)
    expect(states).toEqual(['connecting', 'offline'])
    tables.answer = 'rows'
    await passes(5000)
    expect(states.at(-1)).toBe('polling')
    expect(socket.isClosed).toBe(true)
    FakeSocket.newest().goesLive()
    expect(states.at(-1)).toBe('live')
    await passes()
    expect(states.at(-1)).toBe('live')
    FakeSocket.newest().says('error')
    expect(states.at(-1)).toBe('connecting')
    await passes()
    expect(states.at(-1)).toBe('polling')
  })

  it('isn’t live before the socket is, though it can be read', async () => {
    const { states } = follow()
    tables.answer = 'rows'
    browser.dispatchEvent(new Event('online'))
    await passes()
    expect(states).toEqual(['polling'])
  })

  it('stays live while the socket is, whatever becomes of reads', async () => {
    const { socket, states } = follow()
    socket.goesLive()
    await passes(10_000)
    expect(tables.reads).toBeGreaterThan(1)
    expect(new Set(states)).toEqual(new Set(['live']))
  })
})

describe('what may have been missed', () => {
  beforeEach(() => {
    tables.answer = 'rows'
  })

  it('is read as soon as the connection is live, and once a minute while it stays so', async () => {
    const { socket, shown } = follow()
    tables.messages = [message(1, 0), message(2, 1)]
    tables.session = session(1, { messageCount: 2 })
    socket.goesLive()
    await passes()
    expect(tables.reads).toBe(1)
    expect(shown.at(-1)).toEqual(['m1', 'm2'])
    const pong = setInterval(() => socket.says('pong'), 1000)
    expect(await readsWithin(59_000)).toBe(0)
    expect(await readsWithin(1000)).toBe(1)
    expect(await readsWithin(60_000)).toBe(1)
    clearInterval(pong)
    expect(socket.isClosed).toBe(false)
  })

  it('is read as soon as the connection is lost, and every five seconds without one', async () => {
    const { socket, following } = follow()
    vi.stubGlobal('WebSocket', undefined)
    socket.says('error')
    await passes()
    expect(tables.reads).toBe(1)
    expect(await readsWithin(4999)).toBe(0)
    expect(await readsWithin(1)).toBe(1)
    expect(await readsWithin(10_000)).toBe(2)
    // From the last read on, whoever asked for it.
    await passes(2000)
    await following.refresh()
    expect(await readsWithin(4999)).toBe(0)
    expect(await readsWithin(1)).toBe(1)
  })

  it('is read less often the longer reads fail, and as before once one has worked', async () => {
    const { socket } = follow()
    vi.stubGlobal('WebSocket', undefined)
    tables.answer = 'unreachable'
    socket.says('error')
    await passes()
    // From the fourth on a pause is longer than the usual one.
    for (const pauseMs of [5000, 5000, 5000, 8000, 16_000, 30_000, 30_000]) {
      expect([pauseMs, await readsWithin(pauseMs - 1)]).toEqual([pauseMs, 0])
      expect([pauseMs, await readsWithin(1)]).toEqual([pauseMs, 1])
    }
    tables.answer = 'rows'
    await passes(30_000)
    expect(await readsWithin(5000)).toBe(1)
    tables.answer = 'unreachable'
    await passes(5000)
    expect(await readsWithin(5000)).toBe(1)
  })

  it('is not read while nobody sees the page, but the moment it is seen again, and from then on', async () => {
    const { socket } = follow()
    vi.stubGlobal('WebSocket', undefined)
    socket.says('error')
    await passes()
    page.becomes(true)
    expect(await readsWithin(600_000)).toBe(0)
    const { reads } = tables
    page.becomes(false)
    expect(tables.reads).toBe(reads + 1)
    expect(await readsWithin(5000)).toBe(1)
  })

  it('is read the moment the browser is online again, when the connection is tried again too', async () => {
    const { socket } = follow()
    socket.says('error')
    await passes()
    expect([FakeSocket.all.length, tables.reads]).toEqual([1, 1])
    browser.dispatchEvent(new Event('online'))
    expect([FakeSocket.all.length, tables.reads]).toEqual([2, 2])
  })

  it('is nobody’s business any more once it was stopped: no timer is left, and nothing wakes it', async () => {
    const { socket, following } = follow()
    socket.says('error')
    await passes()
    following.stop()
    expect(vi.getTimerCount()).toBe(0)
    browser.dispatchEvent(new Event('online'))
    page.becomes(false)
    expect([FakeSocket.all.length, tables.reads, vi.getTimerCount()]).toEqual([1, 1, 0])
  })

  it('is read no more once the session turns out to be gone, which is said once', async () => {
    const { socket, listener } = follow()
    socket.goesLive()
    await passes()
    tables.answer = 'gone'
    expect(await readsWithin(60_000)).toBe(1)
    expect(listener.gone).toHaveBeenCalledOnce()
    expect(socket.isClosed).toBe(true)
    browser.dispatchEvent(new Event('online'))
    expect(await readsWithin(600_000)).toBe(0)
    expect(listener.gone).toHaveBeenCalledOnce()
  })

  it.each(['rows', 'unreachable', 'gone'] as const)(
    'is told to nobody who has stopped while it was read: %s',
    async (answer) => {
      const { socket, following, listener, states, shown } = follow()
      const { promise, resolve } = Promise.withResolvers<void>()
      tables.lag = () => promise
      tables.answer = answer
      tables.messages = [message(1, 0), message(2, 1)]
      socket.goesLive()
      states.length = 0
      following.stop()
      resolve()
      await passes()
      browser.dispatchEvent(new Event('online'))
      await following.refresh()
      await passes(600_000)
      expect([states, shown, tables.reads]).toEqual([[], [], 1])
      expect(listener.gone).not.toHaveBeenCalled()
      expect(FakeSocket.all).toHaveLength(1)
    },
  )
})
