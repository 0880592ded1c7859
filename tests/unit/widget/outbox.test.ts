import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatError, type ChatErrorCode } from '../../../client/chat-error.ts'
import { message } from '../../support/chat-rows.ts'
import { fakeBrowser, fakeServer, openChat } from './fake-chat.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const passes = (ms = 0) => vi.advanceTimersByTimeAsync(ms)
const stored = (server: ReturnType<typeof fakeServer>) => server.rows.map(({ text }) => text)

describe('the outbox', () => {
  it('sends first what was written first, and keeps that order when the clock goes back', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    server.refuse = () => 'network'
    const first = openChat(server, browser)
    await first.chat.begin()
    for (const text of ['W', 'X', 'Y']) {
      first.chat.send(text)
      vi.setSystemTime(Date.now() - 5000)
    }
    await passes()
    first.end()
    server.refuse = () => null
    const second = openChat(server, browser)
    await second.chat.begin()
    await passes()
    expect(stored(server)).toEqual(['W', 'X', 'Y'])
  })

  it('lets nothing that is sent before the start has ended overtake what an earlier page left', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    server.refuse = () => 'network'
    const first = openChat(server, browser)
    await first.chat.begin()
    first.chat.send('From the page before')
    await passes()
    first.end()
    server.refuse = () => null
    const second = openChat(server, browser)
    const begun = second.chat.begin()
    second.chat.send('From this one')
    await begun
    await passes()
    expect(stored(server)).toEqual(['From the page before', 'From this one'])
  })

  it('waits as long as a server that had too much says, tells the visitor at once, and sends then', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    server.refuse = () => 'rate_limited'
    server.status = 429
    server.details = { retryAfterSeconds: 50 }
    tab.chat.send('One')
    await passes(100)
    expect(tab.get().outbox).toMatchObject([
      { text: 'One', failure: 'rate_limited', retryAt: expect.any(Number) },
    ])
    server.refuse = () => null
    await passes(49_000)
    expect(server.sends).toEqual(['One'])
    await passes(2000)
    expect(stored(server)).toEqual(['One'])
    expect(tab.get().outbox).toEqual([])
  })

  it('keeps what is written while the site takes nothing, with the words of its owner', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    server.refuse = () => 'not_accepting'
    server.status = 503
    server.details = { text: 'Back on Monday.' }
    tab.chat.send('One')
    await passes(100)
    expect(tab.get().outbox).toMatchObject([{ text: 'One', told: 'Back on Monday.' }])
    server.refuse = () => null
    await passes(40_000)
    expect(stored(server)).toEqual(['One'])
  })

  it('holds those behind one that fails, and sends all of them by itself when that works again', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    server.refuse = () => 'appwrite_unavailable'
    server.status = 503
    tab.chat.send('One')
    await passes(5000)
    expect(tab.get().outbox[0]?.failure).toBe('appwrite_unavailable')
    tab.chat.send('Two')
    await passes(100)
    expect(new Set(server.sends)).toEqual(new Set(['One']))
    server.refuse = () => null
    await passes(40_000)
    expect(stored(server)).toEqual(['One', 'Two'])
    expect(tab.unsent()).toEqual([])
    expect(tab.shown()).toEqual(['One', 'Two'])
  })

  it('lets nothing new overtake what an earlier page left, when that fails before the session is there', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const first = openChat(server, browser)
    await first.chat.begin()
    first.chat.send('Hello')
    await passes()
    server.refuse = () => 'network'
    first.chat.send('Left behind')
    await passes()
    first.end()
    const second = openChat(server, browser)
    // Not begun: the session is known by its id alone.
    let failures = 0
    server.refuse = () => (++failures === 1 ? 'network' : null)
    second.chat.send('New')
    await passes(10_000)
    expect(stored(server)).toEqual(['Hello', 'Left behind', 'New'])
  })

  it('says at once what only the site’s owner can mend, and tries again when asked', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    server.status = 404
    server.refuse = () => 'not_deployed'
    tab.chat.send('Hello')
    await passes()
    expect(tab.get().outbox).toMatchObject([{ text: 'Hello', failure: 'not_deployed', retryAt: null }])
    expect(tab.told.filter((name) => name === 'message:failed')).toHaveLength(1)
    await passes(600_000)
    expect(server.sends).toEqual(['Hello'])
    server.refuse = () => null
    tab.chat.retry(tab.get().outbox[0]?.id ?? '')
    expect(tab.get().outbox).toMatchObject([{ failure: null }])
    await passes()
    expect(stored(server)).toEqual(['Hello'])
    expect(tab.unsent()).toEqual([])
  })

  it('says nothing of two failures that may pass, and the third', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    server.refuse = () => 'network'
    tab.chat.send('Hello')
    const said: (string | null | undefined)[] = []
    for (let attempt = 1; attempt <= 3; attempt++) {
      while (server.sends.length < attempt) await passes(50)
      said.push(tab.get().outbox[0]?.failure)
    }
    expect(said).toEqual([null, null, 'network'])
  })

  it('tells a page nothing of what fails after its chat was taken away', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    tab.chat.send('Hello')
    await passes()
    server.status = 404
    server.refuse = () => 'not_deployed'
    const { promise, resolve } = Promise.withResolvers<void>()
    server.lag = () => promise
    tab.chat.send('And then?')
    await passes()
    tab.end()
    resolve()
    await passes()
    expect(tab.told).not.toContain('message:failed')
  })

  it('sends one whose answers are lost under one id, and stores it once', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    let lost = 0
    server.refuse = () => (++lost <= 4 ? 'lost' : null)
    tab.chat.send('Once')
    await passes(60_000)
    expect(stored(server)).toEqual(['Once'])
    expect(tab.unsent()).toEqual([])
  })

  it.each([
    { code: 'rate_limited', status: 429, becomes: 'is sent later' },
    { code: 'session_closed', status: 409, becomes: 'goes back to the composer' },
  ] as const)(
    'keeps what Realtime showed as stored before it was refused with $code: it $becomes',
    async ({ code, status }) => {
      const [server, browser] = [fakeServer(), fakeBrowser()]
      const page = openChat(server, browser)
      await page.chat.begin()
      page.chat.send('Hello')
      await passes()
      server.status = status
      server.details = { retryAfterSeconds: 5 }
      server.refuse = () => {
        server.refuse = () => null
        // Stored first, as the function does, and taken back.
        const row = message(90, 90, { $id: page.get().outbox[0]?.id ?? '', sessionId: 's_1', text: 'Over' })
        page.hears('create', row)
        queueMicrotask(() => page.hears('delete', row))
        return code
      }
      page.chat.send('Over')
      await passes()
      expect([...page.unsent(), page.get().draft].filter(Boolean)).toEqual(['Over'])
      await passes(60_000)
      expect(stored(server)).toEqual(code === 'rate_limited' ? ['Hello', 'Over'] : ['Hello'])
      expect(page.get().draft).toBe(code === 'rate_limited' ? '' : 'Over')
      expect(page.told.filter((name) => name === 'message:sent')).toHaveLength(stored(server).length)
    },
  )

  it('takes a session that is gone for a reason to begin anew, whatever failed before', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const page = openChat(server, browser)
    await page.chat.begin()
    page.chat.send('Hello')
    await passes()
    const [before] = server.rows
    const answers: (ChatErrorCode | null)[] = [
      'appwrite_unavailable',
      'appwrite_unavailable',
      'session_not_found',
    ]
    server.status = 503
    server.refuse = () => answers.shift() ?? null
    page.chat.send('Are you there?')
    await passes(60_000)
    expect(page.unsent()).toEqual([])
    expect(server.rows.at(-1)).toMatchObject({ text: 'Are you there?' })
    expect(server.rows.at(-1)?.sessionId).not.toBe(before?.sessionId)
  })

  it('gives back to the composer what is refused for good, in order, with those behind it', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    tab.chat.send('Hello')
    await passes()
    server.refuse = (text) => (text === 'A' ? 'body_too_large' : null)
    server.status = 413
    tab.chat.send('A')
    tab.chat.send('B')
    await passes(10_000)
    expect(tab.get().draft).toBe('A\nB')
    expect(tab.get().problem).toBe('body_too_large')
    expect(tab.unsent()).toEqual([])
    // And a refusal that this script doesn't know is final as well.
    server.refuse = () => 'text_forbidden'
    server.status = 422
    tab.chat.setDraft('')
    tab.chat.send('C')
    await passes(60_000)
    expect(server.sends.filter((text) => text === 'C')).toHaveLength(1)
    expect(tab.get().draft).toBe('C')
  })

  it('never offers to send anew what an earlier attempt has stored', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const tab = openChat(server, browser)
    await tab.chat.begin()
    tab.chat.send('Hello')
    await passes()
    server.status = 409
    server.refuse = () => (server.rows.length < 2 ? 'lost' : 'session_closed')
    tab.chat.send('Stored unheard')
    await passes(10_000)
    expect(stored(server)).toEqual(['Hello', 'Stored unheard'])
    expect(tab.get().draft).toBe('')
    expect(tab.shown()).toEqual(['Hello', 'Stored unheard'])
  })
})

describe('two tabs of one browser', () => {
  it('leave each other’s unsent messages alone while both live', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    server.refuse = () => 'network'
    const first = openChat(server, browser)
    await first.chat.begin()
    first.chat.send('Of the first tab')
    await passes()
    const second = openChat(server, browser)
    await second.chat.begin()
    await passes()
    expect(second.unsent()).toEqual([])
    // Once that tab is gone, this one sends it.
    first.end()
    server.refuse = () => null
    await passes(15_000)
    expect(stored(server)).toEqual(['Of the first tab'])
  })

  it('give up what another has taken over while they were asleep', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    server.refuse = () => 'network'
    const asleep = openChat(server, browser)
    await asleep.chat.begin()
    asleep.chat.send('Hello')
    await passes()
    browser.living.delete(asleep.tab.id)
    const other = openChat(server, browser)
    await other.chat.begin()
    expect(other.unsent()).toEqual(['Hello'])
    await passes(1500)
    expect(asleep.unsent()).toEqual([])
    expect(other.unsent()).toEqual(['Hello'])
  })

  it('share one session when that of the second was asked for before the first one spoke, and comes later', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    server.createSessionOn = 'open'
    const [first, second] = [openChat(server, browser), openChat(server, browser)]
    const { promise: isLate, resolve: letGo } = Promise.withResolvers<void>()
    server.lag = () => isLate
    const begun = second.chat.begin()
    await passes()
    server.lag = async () => {}
    await first.chat.begin()
    first.chat.send('From the first')
    await passes()
    second.chat.send('From the second')
    letGo()
    await begun
    await passes(1000)
    expect(stored(server)).toEqual(['From the first', 'From the second'])
    expect(second.shown()).toEqual(stored(server))
  })

  it('go on with the chat of the other by themselves, although it could not be read at first', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const first = openChat(server, browser)
    await first.chat.begin()
    first.chat.send('Said in the first')
    await passes()
    const second = openChat(server, browser, { settings: first.get().settings, phase: 'ready' })
    let failures = 2
    server.lag = async () => {
      if (failures-- > 0) throw new ChatError('network')
    }
    await second.chat.begin()
    expect(second.shown()).toEqual([])
    await passes(10_000)
    expect(second.shown()).toEqual(['Said in the first'])
  })

  it.each(['open', 'first_message'] as const)(
    'store one session when both say their first words at the same time, with sessions made on %s',
    async (on) => {
      const [server, browser] = [fakeServer(), fakeBrowser()]
      server.createSessionOn = on
      const tabs = [openChat(server, browser), openChat(server, browser)]
      await Promise.all(tabs.map(({ chat }) => chat.begin()))
      tabs[0]?.chat.send('Hello')
      tabs[1]?.chat.send('World')
      await passes(1000)
      expect(new Set(server.rows.map((row) => row.sessionId)).size).toBe(1)
      expect(stored(server).sort()).toEqual(['Hello', 'World'])
    },
  )

  it('never store a message twice, even if both come to send it', async () => {
    const [server, browser] = [fakeServer(), fakeBrowser()]
    const first = openChat(server, browser)
    await first.chat.begin()
    server.refuse = () => 'lost'
    first.chat.send('Hello')
    await passes()
    // Neither locks nor heartbeats: the second tab takes it over although the first lives.
    browser.living.clear()
    const second = openChat(server, browser)
    await second.chat.begin()
    server.refuse = () => null
    await passes(60_000)
    expect(stored(server)).toEqual(['Hello'])
    expect([...first.unsent(), ...second.unsent()]).toEqual([])
  })
})
