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

  it.each(['not_deployed', 'origin_not_allowed'] as const)(
    'says at once what only the site’s owner can mend, and tries again when asked: %s',
    async (code) => {
      const [server, browser] = [fakeServer(), fakeBrowser()]
      const tab = openChat(server, browser)
      await tab.chat.begin()
      server.status = 404
      server.refuse = () => code
      tab.chat.send('Hello')
      await passes()
      expect(tab.get().outbox).toMatchObject([{ text: 'Hello', failure: code, retryAt: null }])
      expect(tab.told.filter((name) => name === 'message:failed')).toHaveLength(1)
      await passes(600_000)
      expect(server.sends).toEqual(['Hello'])
      server.refuse = () => null
      tab.chat.retry(tab.get().outbox[0]?.id ?? '')
      expect(tab.get().outbox).toMatchObject([{ failure: null }])
      await passes()
      expect(stored(server)).toEqual(['Hello'])
      expect(tab.unsent()).toEqual([])
    },
  )

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

/** A chat in which one message was said. */
async function begunChat() {
  const [server, browser] = [fakeServer(), fakeBrowser()]
  const tab = openChat(server, browser)
  await tab.chat.begin()
  tab.chat.send('Hello')
  await passes()
  return { server, browser, tab, kept: () => tab.chat.parts.context.memory.outbox() }
}

describe('a message', () => {
  it('is shown and kept at once, tried or not, and told to the page when it is stored', async () => {
    const { server, tab, kept } = await begunChat()
    expect(tab.told).toEqual(['session:started', 'message:sent'])
    const { promise, resolve } = Promise.withResolvers<void>()
    server.lag = () => promise
    tab.chat.send('And this')
    const [shown] = tab.get().outbox
    expect(shown).toMatchObject({ sessionId: 's_1', text: 'And this', at: Date.now(), failure: null })
    expect(kept()).toMatchObject([{ id: shown?.id, isTried: false, owner: tab.tab.id }])
    await passes()
    expect(kept()).toMatchObject([{ id: shown?.id, isTried: true }])
    resolve()
    await passes()
    expect([tab.unsent(), kept()]).toEqual([[], []])
    expect(tab.events.at(-1)).toEqual({ event: 'message:sent', messageId: shown?.id, sessionId: 's_1' })
  })

  it('makes its tab one that others leave alone, until nothing waits there', async () => {
    const { server, browser, tab } = await begunChat()
    expect(browser.living).toEqual(new Set())
    server.refuse = () => 'network'
    tab.chat.send('Waiting')
    await passes()
    expect(browser.living).toEqual(new Set([tab.tab.id]))
    tab.chat.stop()
    expect(browser.living).toEqual(new Set())
  })

  it('names its chat if that has no name, and is kept for no session before', async () => {
    const { server, tab } = await begunChat()
    expect(server.naming).toEqual(['Hello'])
    await tab.actions.rename('Delivery')
    tab.chat.send('And this')
    await passes()
    expect(server.naming).toEqual(['Hello'])
    await tab.actions.clear()
    server.lag = () => new Promise(() => {})
    tab.chat.send('In the named one')
    expect(tab.get().outbox).toMatchObject([{ sessionId: 's_1' }])
  })

  it('goes out of the composer before there is any chat', async () => {
    const server = fakeServer()
    const tab = openChat(server, fakeBrowser())
    tab.chat.setDraft('Hello')
    tab.chat.sendDraft()
    await passes()
    expect(stored(server)).toEqual(['Hello'])
  })

  it('that is the first one of an untouched chat is for whichever the tabs settle on', async () => {
    const server = fakeServer()
    server.createSessionOn = 'open'
    const tab = openChat(server, fakeBrowser())
    await tab.chat.begin()
    server.lag = () => new Promise(() => {})
    tab.chat.send('Hello')
    expect(tab.get().outbox).toMatchObject([{ sessionId: null }])
  })

  it('is not held by one that fails in another chat', async () => {
    const { server, tab } = await begunChat()
    server.refuse = (text) => (text === 'In the first' ? 'network' : null)
    tab.chat.send('In the first')
    await passes()
    await tab.actions.newChat()
    tab.chat.send('In the second')
    await passes()
    expect(server.rows.map(({ text, sessionId }) => [text, sessionId])).toEqual([
      ['Hello', 's_1'],
      ['In the second', 's_2'],
    ])
    expect(tab.get().outbox).toMatchObject([{ text: 'In the first', sessionId: 's_1' }])
  })

  it('of a page that is gone is sent as that page’s visitor', async () => {
    const { server, browser, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.chat.send('Left behind')
    await passes()
    tab.end()
    server.refuse = () => null
    const next = openChat(server, browser)
    next.chat.resend()
    await passes()
    expect(stored(server)).toEqual(['Hello', 'Left behind'])
    expect(next.visitor()).toEqual({ userId: 'u1', secret: 's' })
  })

  it('that is the newest for 8 s has its answer looked for, and only then', async () => {
    const { server, tab } = await begunChat()
    await passes(4000)
    tab.chat.send('Another')
    await passes(7900)
    expect(server.reads).toBe(0)
    await passes(200)
    const { reads } = server
    expect(reads).toBeGreaterThan(0)
    tab.chat.send('The last')
    await passes()
    tab.end()
    await passes(60_000)
    expect(server.reads).toBe(reads)
  })
})

describe('a failure', () => {
  it('is told once, is said of all that wait behind, and is over when one is sent', async () => {
    const { server, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.chat.send('One')
    tab.chat.send('Two')
    await passes(60_000)
    expect(tab.get().outbox).toMatchObject([
      { text: 'One', failure: 'network', retryAt: null, told: null },
      { text: 'Two', failure: 'network', retryAt: null, told: null },
    ])
    const [first] = tab.get().outbox
    expect(tab.events.filter((event) => 'code' in event)).toEqual([
      { event: 'message:failed', messageId: first?.id, code: 'network' },
    ])
    server.refuse = (text) => (text === 'One' ? null : 'network')
    tab.chat.resend()
    await passes()
    expect(tab.get().outbox).toMatchObject([{ text: 'Two', failure: null }])
  })

  it('pauses for 1, 2, 4 and more seconds, give or take a fifth, and anew after a success', async () => {
    const { server, tab } = await begunChat()
    const attempts = () => server.sends.length
    for (let round = 0; round < 2; round++) {
      server.refuse = () => 'network'
      const before = attempts()
      tab.chat.send('Waiting')
      await passes(60_000)
      expect(attempts() - before).toBeGreaterThanOrEqual(6)
      expect(attempts() - before).toBeLessThanOrEqual(7)
      server.refuse = () => null
      tab.chat.resend()
      await passes()
      expect(tab.unsent()).toEqual([])
    }
  })

  it('is forgotten when the visitor tries again, in that chat alone', async () => {
    const { server, tab } = await begunChat()
    server.status = 404
    server.refuse = () => 'not_deployed'
    tab.chat.send('In the first')
    await passes()
    await tab.actions.newChat()
    tab.chat.send('In the second')
    await passes()
    const [first, second] = tab.get().outbox
    expect([first?.failure, second?.failure]).toEqual(['not_deployed', 'not_deployed'])
    tab.chat.retry(second?.id ?? '')
    expect(tab.get().outbox).toMatchObject([{ failure: 'not_deployed' }, { failure: null }])
  })

  it('that its owner explains says no time where none was said', async () => {
    const { server, tab } = await begunChat()
    server.status = 503
    server.refuse = () => 'not_accepting'
    server.details = { text: 'Back on Monday.', retryAfterSeconds: 0 }
    tab.chat.send('One')
    await passes()
    expect(tab.get().outbox).toMatchObject([{ told: 'Back on Monday.', retryAt: null }])
    server.details = { retryAfterSeconds: 600 }
    tab.chat.resend()
    await passes()
    expect(tab.get().outbox).toMatchObject([{ told: null, retryAt: Date.now() + 600_000 }])
  })

  it('leaves no attempt behind once the page has taken the chat away', async () => {
    const { server, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.chat.send('Waiting')
    await passes()
    tab.end()
    const { length } = server.sends
    await passes(60_000)
    tab.chat.resend()
    await passes()
    expect(server.sends).toHaveLength(length)
  })
})

describe('a message that is refused for good', () => {
  it('is kept no longer, and told with the others that go back with it', async () => {
    const { server, tab, kept } = await begunChat()
    server.status = 413
    server.refuse = () => 'body_too_large'
    tab.chat.send('A')
    tab.chat.send('B')
    const ids = tab.get().outbox.map(({ id }) => id)
    tab.chat.setDraft('C')
    await passes()
    expect([tab.get().draft, tab.storage.get('draft:s_1')]).toEqual(['A\nB\nC', 'A\nB\nC'])
    expect([tab.unsent(), kept()]).toEqual([[], []])
    expect(tab.events.filter((event) => 'code' in event)).toEqual(
      ids.map((messageId) => ({ event: 'message:failed', messageId, code: 'body_too_large' })),
    )
    expect(tab.get().canReopen).toBe(true)
  })

  it('because its chat is closed says so by the composer, not as a problem, until it is open again', async () => {
    const { server, tab } = await begunChat()
    server.status = 409
    server.refuse = () => 'session_closed'
    tab.chat.send('Too late')
    await passes()
    expect(tab.get()).toMatchObject({ canReopen: false, problem: null, draft: 'Too late' })
    tab.chat.sendDraft()
    await passes()
    expect(server.sends).toEqual(['Hello', 'Too late'])
    // What the visitor couldn't send goes along to the next one.
    await tab.actions.newChat()
    expect(tab.get()).toMatchObject({ session: null, canReopen: true, draft: 'Too late' })
  })

  it('in a chat that isn’t shown goes to its draft, and the one that is shown stays as it is', async () => {
    const { server, tab } = await begunChat()
    const { promise, resolve } = Promise.withResolvers<void>()
    server.lag = () => promise
    server.status = 409
    server.refuse = (text) => (text === 'Too late' ? 'session_closed' : null)
    tab.chat.send('Too late')
    await passes()
    tab.chat.setDraft('Half a sentence')
    const other = tab.actions.newChat()
    await passes()
    await other
    tab.chat.setDraft('Of the next')
    resolve()
    await passes()
    expect(tab.get()).toMatchObject({ session: null, canReopen: true, draft: 'Of the next', outbox: [] })
    expect(tab.storage.get('draft:s_1')).toBe('Too late\nHalf a sentence')
  })

  it('may be stored by an earlier attempt: where no read can tell it stays, and is tried when asked', async () => {
    const { server, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.chat.send('Stored, perhaps')
    await passes()
    server.status = 413
    server.refuse = () => 'body_too_large'
    server.refuseReads = 'network'
    await passes(2000)
    expect(tab.get()).toMatchObject({ draft: '', problem: null })
    expect(tab.get().outbox).toMatchObject([{ text: 'Stored, perhaps', failure: 'body_too_large' }])
    const { length } = server.sends
    await passes(600_000)
    expect(server.sends).toHaveLength(length)
    server.refuseReads = null
    tab.set({ connection: 'live' })
    tab.chat.resend()
    await passes()
    expect(tab.get()).toMatchObject({ draft: 'Stored, perhaps', outbox: [] })
  })

  it('stays where it is as well, if it may be stored in a chat that isn’t shown', async () => {
    const { server, tab } = await begunChat()
    server.refuse = () => 'network'
    tab.chat.send('Stored, perhaps')
    await passes()
    await tab.actions.newChat()
    server.status = 413
    server.refuse = () => 'body_too_large'
    await passes(2000)
    expect(tab.get().outbox).toMatchObject([{ text: 'Stored, perhaps', failure: 'body_too_large' }])
    expect(tab.storage.get('draft:s_1')).toBeNull()
  })
})

describe('a message whose id is taken', () => {
  it.each(['s_1', 's_9'])('in no other chat of this browser is given up, and said: %s', async (other) => {
    const { server, tab, kept } = await begunChat()
    // The one that another tab has stored is gone.
    tab.storage.set('session', other)
    server.refuseResume = 'session_not_found'
    server.status = 409
    server.refuse = () => 'message_id_taken'
    tab.chat.send('Stored elsewhere')
    const [unsent] = tab.get().outbox
    await passes()
    expect(tab.get()).toMatchObject({ outbox: [], draft: '', problem: 'message_id_taken' })
    expect(kept()).toEqual([])
    expect(tab.events.at(-1)).toEqual({
      event: 'message:failed',
      messageId: unsent?.id,
      code: 'message_id_taken',
    })
  })

  it('is shown in the other tab’s chat, as soon as that can be reached', async () => {
    const { server, tab, kept } = await begunChat()
    tab.storage.set('session', 's_9')
    server.status = 409
    server.refuse = () => 'message_id_taken'
    server.refuseResume = 'network'
    server.follows = []
    // A status of a refusal would be taken for one that is final.
    tab.chat.send('Stored elsewhere')
    const id = tab.get().outbox[0]?.id ?? ''
    server.status = 0
    await passes(500)
    expect(tab.get()).toMatchObject({ session: { $id: 's_1' }, problem: null, draft: '' })
    expect(tab.unsent()).toEqual(['Stored elsewhere'])
    server.status = 409
    server.refuseResume = null
    // Taken by the one that is stored there, whoever sends it to another.
    server.rows.push(message(2, 2, { $id: id, sessionId: 's_9', text: 'Stored elsewhere' }))
    server.refuse = () => null
    await passes(3000)
    expect([tab.get().session?.$id, tab.shown()]).toEqual(['s_9', ['Stored elsewhere']])
    expect([tab.unsent(), kept()]).toEqual([[], []])
    expect(tab.told).not.toContain('message:failed')
    expect(server.follows).toContain('s_9')
  })
})

describe('a chat that is gone while a message is sent', () => {
  it.each(['session_not_found', 'visitor_unknown'] as const)(
    'for %s is replaced twice, and then it is said',
    async (code) => {
      const { server, tab } = await begunChat()
      server.status = 404
      server.refuse = () => (server.starts.length < 10 ? code : null)
      tab.chat.send('Anybody?')
      await passes(500)
      expect(server.starts).toHaveLength(3)
      expect(tab.get().outbox).toMatchObject([{ text: 'Anybody?', failure: code }])
      expect(tab.told.filter((name) => name === 'message:failed')).toHaveLength(1)
      server.refuse = () => null
      tab.chat.resend()
      await passes()
      expect(server.rows.at(-1)).toMatchObject({ text: 'Anybody?', sessionId: 's_3' })
    },
  )
})
