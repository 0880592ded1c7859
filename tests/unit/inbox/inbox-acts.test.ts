import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ChatError } from '../../../client/chat-error.ts'
import { InboxError } from '../../../inbox/inbox-error.ts'
import { at, message, session as anySession } from '../../support/chat-rows.ts'
import { fakeSite, openInboxStore } from './fake-inbox.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** One that somebody wrote in. */
const session: typeof anySession = (seconds, values) => anySession(seconds, { messageCount: 1, ...values })
const many = (count: number) => Array.from({ length: count }, (_, index) => message(index + 1, index))
const sessions = (count: number) =>
  Array.from({ length: count }, (_, index) => session(index + 1, { $id: `s_${index + 1}` }))
const unreachable = () => Promise.reject(new InboxError('unreachable', 'No way.'))
const ENDED = 'Your account session has ended. Sign in again.'

/** An inbox in which a session with one message is open. */
async function openInbox() {
  const site = fakeSite()
  site.sessions = [session(1, { messageCount: 1 }), session(0, { $id: 's_2' })]
  site.messages = many(1)
  const inbox = await openInboxStore(site)
  await inbox.actions.refresh()
  await inbox.actions.open('s_1')
  const { $account, $problem, $conversation, $statistics, $sessions, $selectedId, $isBusy } = inbox.state
  return { ...inbox, site, $account, $problem, $conversation, $statistics, $sessions, $selectedId, $isBusy }
}

describe('an act that fails', () => {
  it.each([
    ['signed_out', ENDED],
    ['secret_missing', ENDED],
    ['secret_wrong', ENDED],
    ['not_an_agent', 'Its own words.'],
    ['account_blocked', 'Its own words.'],
  ] as const)('leads outside for %s, with everything that was shown', async (code, problem) => {
    const inbox = await openInbox()
    inbox.site.change = () => Promise.reject(new InboxError(code, 'Its own words.'))
    await inbox.actions.move('claim')
    expect(inbox.$account.get()).toEqual({ kind: 'signed_out', problem })
    expect([inbox.$sessions.get(), inbox.$conversation.get(), inbox.$statistics.get()]).toEqual([
      null,
      null,
      null,
    ])
    expect([inbox.$problem.get(), inbox.$isBusy.get()]).toEqual([null, false])
    expect(inbox.$selectedId.get()).toBe('s_1')
  })

  it('says why until it is dismissed, or until the next act begins', async () => {
    const inbox = await openInbox()
    inbox.site.change = () => Promise.reject(new InboxError('session_changed', 'Try again.'))
    await inbox.actions.move('close')
    expect([inbox.$account.get().kind, inbox.$problem.get()]).toEqual(['signed_in', 'Try again.'])
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('Try again.')
    inbox.actions.dismissProblem()
    expect(inbox.$problem.get()).toBeNull()
    await inbox.actions.move('close')
    inbox.site.change = () => new Promise(() => {})
    void inbox.actions.move('close')
    expect([inbox.$problem.get(), inbox.$isBusy.get()]).toEqual([null, true])
  })

  it('because its session was deleted says so, and a fault of the page is thrown on', async () => {
    const inbox = await openInbox()
    inbox.site.change = () => Promise.reject(new ChatError('session_not_found'))
    await inbox.actions.move('close')
    expect(inbox.$problem.get()).toBe('This session was deleted.')
    inbox.site.change = () => Promise.reject(new TypeError('a fault'))
    await expect(inbox.actions.move('close')).rejects.toThrow('a fault')
  })

  it('names the holder only where that is why', async () => {
    const inbox = await openInbox()
    const details = { agentName: 'Ben' }
    inbox.site.change = () => Promise.reject(new InboxError('session_changed', 'Try again.', { details }))
    await inbox.actions.move('claim')
    expect(inbox.$problem.get()).toBe('Try again.')
    inbox.site.change = () =>
      Promise.reject(new InboxError('session_taken', 'Somebody has it.', { details: { agentName: 7 } }))
    await inbox.actions.move('claim')
    expect(inbox.$problem.get()).toBe('Somebody has it.')
  })
})

describe('a read that fails', () => {
  it('takes its words back when the next one works, but not those of an act', async () => {
    const inbox = await openInbox()
    inbox.site.before = unreachable
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('No way. Nothing was lost; trying again.')
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('No way. Nothing was lost; trying again.')
    inbox.actions.dismissProblem()
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('No way. Nothing was lost; trying again.')
    inbox.site.before = async () => {}
    inbox.site.change = () => Promise.reject(new InboxError('session_changed', 'Try again.'))
    await inbox.actions.move('close')
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('Try again.')
    inbox.actions.dismissProblem()
    inbox.site.before = unreachable
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('No way. Nothing was lost; trying again.')
  })
})

describe('of two reads that fail', () => {
  it('the one’s success takes back its own words alone', async () => {
    const inbox = await openInbox()
    inbox.site.stats = () => Promise.reject(new InboxError('unexpected_answer', 'No counters.'))
    await inbox.actions.readStatistics()
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('No counters.')
    inbox.site.before = unreachable
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toMatch(/No way/)
    inbox.site.before = async () => {}
    await inbox.actions.refresh()
    expect(inbox.$problem.get()).toBe('No counters.')
    inbox.site.stats = async () => {}
    await inbox.actions.readStatistics()
    expect(inbox.$problem.get()).toBeNull()
  })

  it('that of a conversation is nobody’s once another is open', async () => {
    const inbox = await openInbox()
    const failing = Promise.withResolvers<void>()
    inbox.site.before = () => failing.promise
    const reading = inbox.actions.open('s_1')
    inbox.site.before = async () => {}
    await inbox.actions.open('s_2')
    failing.reject(new InboxError('unreachable', 'No way.'))
    await reading
    expect(inbox.$problem.get()).toBeNull()
  })
})

describe('signing in and out', () => {
  it('says so while it signs in, and tells a fault as it is', async () => {
    const site = fakeSite()
    const inbox = await openInboxStore(site)
    site.enter = () => Promise.reject(new TypeError('a fault'))
    const signing = inbox.actions.signIn('ada', 'secret')
    expect(inbox.state.$isSigningIn.get()).toBe(true)
    await signing
    expect(inbox.state.$isSigningIn.get()).toBe(false)
    expect(inbox.state.$account.get()).toEqual({ kind: 'signed_out', problem: 'TypeError: a fault' })
    await inbox.actions.enter()
    expect(inbox.state.$account.get()).toEqual({ kind: 'signed_out', problem: 'TypeError: a fault' })
  })

  it('out needs no words where the account session had ended already', async () => {
    const inbox = await openInbox()
    inbox.site.signOut = () => Promise.reject(new InboxError('signed_out', 'Please sign in.'))
    const seen: unknown[] = []
    inbox.$account.listen((now) => seen.push(now))
    await inbox.actions.signOut()
    expect(seen).toEqual([{ kind: 'signed_out', problem: null }])
    expect([inbox.$selectedId.get(), inbox.$problem.get()]).toEqual([null, null])
  })

  it('out says last words while that is still possible', async () => {
    const inbox = await openInbox()
    const done: string[] = []
    inbox.site.signOut = async () => void done.push('signed out')
    inbox.actions.beforeSignOut(async () => {
      done.push(`said as ${inbox.$account.get().kind}`)
    })
    await inbox.actions.signOut()
    expect(done).toEqual(['said as signed_in', 'signed out'])
  })

  it('out that can’t be done leaves the agent in, and says so', async () => {
    const inbox = await openInbox()
    inbox.site.signOut = unreachable
    await inbox.actions.signOut()
    expect(inbox.$account.get().kind).toBe('signed_in')
    expect(inbox.$problem.get()).toBe('No way. This was not done: try again.')
    expect([inbox.$selectedId.get(), inbox.listed()]).toEqual(['s_1', ['s_1', 's_2']])
    // And what ends by itself later has its words.
    inbox.site.isSignedIn = false
    await inbox.actions.checkAccount()
    expect(inbox.$account.get()).toEqual({ kind: 'signed_out', problem: ENDED })
  })

  it('shows no counters that come after signing out', async () => {
    const inbox = await openInbox()
    const { promise, resolve } = Promise.withResolvers<void>()
    inbox.site.stats = () => promise
    const reading = inbox.actions.readStatistics()
    await inbox.actions.signOut()
    resolve()
    await reading
    expect([inbox.$statistics.get(), inbox.site.statsReads]).toEqual([null, 1])
  })
})

describe('the conversation that is open', () => {
  it('is shown as far as it is known while it is read', async () => {
    const inbox = await openInbox()
    const { promise, resolve } = Promise.withResolvers<void>()
    inbox.site.before = () => promise
    const opening = inbox.actions.open('s_2')
    expect(inbox.$selectedId.get()).toBe('s_2')
    expect(inbox.$conversation.get()).toMatchObject({
      session: { $id: 's_2' },
      messages: [],
      isLoading: true,
    })
    // The one before says nothing here, nor does its end.
    inbox.actions.receiveMessage(message(5, 5))
    inbox.actions.receiveSession(session(5, { preview: 'Of the first' }))
    inbox.actions.forgetSession('s_1')
    expect(inbox.$conversation.get()).toMatchObject({
      session: { $id: 's_2' },
      messages: [],
      isLoading: true,
    })
    expect([inbox.$problem.get(), inbox.$selectedId.get()]).toEqual([null, 's_2'])
    resolve()
    await opening
    expect(inbox.$conversation.get()?.isLoading).toBe(false)
  })

  it('is not taken for read because the one before was', async () => {
    const inbox = await openInbox()
    const first = Promise.withResolvers<void>()
    const second = Promise.withResolvers<void>()
    const waits = [first.promise, second.promise]
    inbox.site.before = async () => waits.shift()
    const reading = inbox.actions.open('s_1')
    const opening = inbox.actions.open('s_2')
    first.resolve()
    await reading
    expect(inbox.$conversation.get()).toMatchObject({ session: { $id: 's_2' }, isLoading: true })
    second.resolve()
    await opening
    expect(inbox.$conversation.get()).toMatchObject({ session: { $id: 's_2' }, isLoading: false })
  })

  it('that was deleted is left, and so is its place in the list', async () => {
    const inbox = await openInbox()
    inbox.actions.forgetSession('s_1')
    expect([inbox.$conversation.get(), inbox.$selectedId.get()]).toEqual([null, null])
    expect([inbox.$problem.get(), inbox.listed()]).toEqual(['This session was deleted.', ['s_2']])
  })

  it('changes with its session, wherever that was heard of', async () => {
    const inbox = await openInbox()
    inbox.actions.receiveSession(session(7, { messageCount: 1, chatName: 'Pushed' }))
    expect(inbox.$conversation.get()?.session.chatName).toBe('Pushed')
    inbox.site.sessions = [session(8, { messageCount: 1, chatName: 'Read' })]
    inbox.site.change = async () => session(9, { messageCount: 1, chatName: 'Answered' })
    const taking = inbox.actions.move('close')
    expect(inbox.$isBusy.get()).toBe(true)
    await taking
    expect(inbox.$isBusy.get()).toBe(false)
    expect(inbox.$conversation.get()?.session.chatName).toBe('Answered')
    expect(inbox.$sessions.get()?.[0]?.chatName).toBe('Answered')
    inbox.site.change = unreachable
    inbox.site.sessions = [session(10, { messageCount: 1, chatName: 'Read after all' })]
    await inbox.actions.move('close')
    expect(inbox.$conversation.get()?.session.chatName).toBe('Read after all')
  })

  it('makes no move, and reads nothing, where there is none', async () => {
    const site = fakeSite()
    site.sessions = [session(1)]
    const inbox = await openInboxStore(site)
    inbox.actions.tell('As it was.')
    await inbox.actions.move('claim')
    expect([inbox.state.$problem.get(), inbox.state.$isBusy.get()]).toEqual(['As it was.', false])
  })

  it('reads nothing after a move while rows are pushed, and does where they aren’t or the move failed', async () => {
    const inbox = await openInbox()
    let reads = 0
    inbox.site.before = async () => void (reads += 1)
    inbox.state.$link.set('live')
    inbox.site.change = async () => session(9, { messageCount: 1, chatName: 'Answered' })
    await inbox.actions.move('claim')
    expect([reads, inbox.site.statsReads]).toEqual([0, 0])
    expect(inbox.$conversation.get()?.session.chatName).toBe('Answered')
    expect(inbox.$sessions.get()?.[0]?.chatName).toBe('Answered')
    inbox.site.change = unreachable
    await inbox.actions.move('close')
    expect(reads).toBeGreaterThan(0)
    reads = 0
    inbox.state.$link.set('polling')
    inbox.site.change = async () => session(10, { messageCount: 1 })
    await inbox.actions.move('release')
    expect(reads).toBeGreaterThan(0)
  })

  it('reads what was said before its first message, and says why it can’t', async () => {
    const inbox = await openInbox()
    inbox.site.sessions = [session(2, { $id: 's_7', messageCount: 80 })]
    inbox.site.messages = many(80).map((row) => ({ ...row, sessionId: 's_7' }))
    await inbox.actions.open('s_7')
    const { length } = inbox.ids() ?? []
    expect(length).toBeLessThan(80)
    expect(inbox.$conversation.get()?.hasOlder).toBe(true)
    inbox.site.before = unreachable
    await inbox.actions.loadOlder()
    expect(inbox.$problem.get()).toBe('No way. This was not done: try again.')
    inbox.site.before = async () => {}
    await inbox.actions.loadOlder()
    await inbox.actions.loadOlder()
    expect([inbox.ids()?.length, inbox.$conversation.get()?.hasOlder]).toEqual([80, false])
  })

  it('has its reply at once and an empty draft; the same words again are another reply', async () => {
    const inbox = await openInbox()
    inbox.site.reply = async () => {
      const $id = inbox.site.replies.at(-1)?.id ?? ''
      const n = inbox.site.messages.length + 1
      inbox.site.messages.push(message(n, n, { $id, sender: 'agent', text: 'Hello' }))
    }
    for (const draft of ['Hello', '  Hello ']) {
      inbox.actions.draft('s_1', draft)
      await inbox.actions.reply()
      expect(inbox.state.$drafts.get()['s_1']).toBe('')
    }
    expect(inbox.texts()).toEqual(['Message 1', 'Hello', 'Hello'])
    expect(new Set(inbox.site.replies.map(({ id }) => id)).size).toBe(2)
    // Its answer comes when another one is open: nothing of it is shown there.
    const { promise, resolve } = Promise.withResolvers<void>()
    const store = inbox.site.reply
    inbox.site.reply = () => promise.then(store)
    inbox.actions.draft('s_1', 'Hello')
    const replying = inbox.actions.reply()
    await inbox.actions.open('s_2')
    resolve()
    await replying
    expect([inbox.texts(), inbox.state.$drafts.get()['s_1']]).toEqual([[], ''])
  })
})

describe('the range of the list', () => {
  it('has nothing below its end but those who wait, until “Load more”', async () => {
    const site = fakeSite()
    site.sessions = sessions(80)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    expect(inbox.state.$refreshedAt.get()).toEqual(new Date())
    const changed = { $updatedAt: at(900), chatName: 'Renamed' }
    const row = (n: number, values: object) => ({ ...session(n, { $id: `s_${n}` }), ...changed, ...values })
    inbox.actions.receiveSession(row(5, {}))
    expect(inbox.listed()).not.toContain('s_5')
    inbox.actions.receiveSession(row(31, {}))
    expect(inbox.listed()?.at(-1)).toBe('s_31')
    inbox.actions.receiveSession(row(6, { needsHuman: true, waitingSince: at(901) }))
    expect(inbox.listed()?.[0]).toBe('s_6')
    expect(inbox.listed()).toHaveLength(51)
    await inbox.actions.loadMore()
    expect(inbox.listed()).toContain('s_5')
    expect([inbox.listed()?.length, inbox.state.$next.get()]).toEqual([80, null])
  })

  it('of those who wait has none who came after its end', async () => {
    const site = fakeSite()
    const waiting = (n: number) => ({
      ...session(n, { $id: `s_${n}` }),
      needsHuman: true,
      waitingSince: at(n),
    })
    site.sessions = Array.from({ length: 130 }, (_, index) => waiting(index + 1))
    const inbox = await openInboxStore(site)
    await inbox.actions.show('waiting')
    const changed = { $updatedAt: at(900) }
    inbox.actions.receiveSession({ ...waiting(101), ...changed })
    inbox.actions.receiveSession({ ...waiting(100), ...changed })
    expect([inbox.listed()?.length, inbox.listed()?.at(-1)]).toEqual([100, 's_100'])
    expect(inbox.state.$waiting.get()).toHaveLength(101)
    site.sessions = site.sessions.filter((row) => row.$id !== 's_5')
    await inbox.actions.refresh()
    expect(inbox.listed()).not.toContain('s_5')
  })

  it('of closed ones has none that was active before its end, waiting or not', async () => {
    const site = fakeSite()
    site.sessions = sessions(80).map((row) => ({ ...row, status: 'closed' as const }))
    const inbox = await openInboxStore(site)
    await inbox.actions.show('closed')
    const row = session(3, { $id: 's_3' })
    inbox.actions.receiveSession({ ...row, status: 'closed', $updatedAt: at(900) })
    expect([inbox.listed()?.length, inbox.listed()?.includes('s_3')]).toEqual([50, false])
  })

  it('ends after 20 pages of a refresh, and “Load more” goes on there', async () => {
    const site = fakeSite()
    site.sessions = sessions(1100)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    for (let page = 1; page < 22; page++) await inbox.actions.loadMore()
    expect(inbox.listed()).toHaveLength(1100)
    await inbox.actions.refresh()
    expect(inbox.listed()).toHaveLength(1000)
    await inbox.actions.loadMore()
    expect(inbox.listed()).toHaveLength(1050)
  })

  it('is that of the view that is shown: what was read for another is dropped', async () => {
    const site = fakeSite()
    const closed = sessions(80).map((row) => ({ ...row, $id: `c_${row.$id}`, status: 'closed' as const }))
    site.sessions = [...sessions(60), ...closed]
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    const { promise, resolve } = Promise.withResolvers<void>()
    site.before = () => promise
    const [refreshing, loading] = [inbox.actions.refresh(), inbox.actions.loadMore()]
    site.before = async () => {}
    const showing = inbox.actions.show('closed')
    expect([inbox.state.$view.get(), inbox.listed(), inbox.state.$next.get()]).toEqual([
      'closed',
      undefined,
      null,
    ])
    await showing
    const [listed, next] = [inbox.listed(), inbox.state.$next.get()]
    expect([listed?.length, listed?.[0]]).toEqual([50, 'c_s_80'])
    resolve()
    await Promise.all([refreshing, loading])
    expect([inbox.listed(), inbox.state.$next.get()]).toEqual([listed, next])
    await inbox.actions.loadMore()
    expect([inbox.listed()?.length, inbox.state.$next.get()]).toEqual([80, null])
    let reads = 0
    site.before = async () => void (reads += 1)
    await inbox.actions.loadMore()
    expect(reads).toBe(0)
  })

  it('is empty for nobody: what arrives after signing out is shown to no one', async () => {
    const inbox = await openInbox()
    const { promise, resolve } = Promise.withResolvers<void>()
    inbox.site.before = () => promise
    const refreshing = inbox.actions.refresh()
    await inbox.actions.signOut()
    resolve()
    await refreshing
    inbox.actions.receiveSession(session(50, { needsHuman: true }))
    expect([inbox.$sessions.get(), inbox.state.$waiting.get()]).toEqual([null, []])
    await inbox.actions.signIn('ben', 'secret')
    inbox.actions.receiveSession(session(51, { $id: 's_51', needsHuman: true }))
    expect(inbox.state.$waiting.get().map((row) => row.$id)).toEqual(['s_51'])
  })

  it('shows nothing before it was read, but whoever waits', async () => {
    const site = fakeSite()
    const inbox = await openInboxStore(site)
    inbox.actions.receiveSession(session(5, { needsHuman: true, waitingSince: at(5) }), true)
    expect([inbox.listed(), inbox.state.$waiting.get().length]).toEqual([undefined, 1])
  })

  it('has those held by the agent whose visitor wrote last among the unanswered, and no others', async () => {
    const site = fakeSite()
    const held = { status: 'agent_assigned', assignedAgent: 'ada', previewSender: 'user' } as const
    site.sessions = [
      session(4, { ...held, $id: 's_4' }),
      session(3, { ...held, $id: 's_3', previewSender: 'agent' }),
      session(2, { ...held, $id: 's_2', assignedAgent: 'ben' }),
      session(1, { $id: 's_1', previewSender: 'user' }),
    ]
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    expect(inbox.state.$unanswered.get().map((row) => row.$id)).toEqual(['s_4'])
    await inbox.actions.show('mine')
    expect(inbox.listed()).toEqual(['s_4', 's_3'])
  })
})

describe('a reply that is suggested as an article', () => {
  it('is the one that was pressed, and failing says so', async () => {
    const inbox = await openInbox()
    inbox.site.change = async () => session(1)
    const reply = { sessionId: 's_1', $id: 'm1' }
    expect(await inbox.actions.suggestArticle(reply)).toBe(true)
    expect(inbox.site.suggested).toEqual([{ sessionId: 's_1', messageId: 'm1' }])
    inbox.site.change = unreachable
    expect(await inbox.actions.suggestArticle(reply)).toBe(false)
    expect(inbox.$problem.get()).toMatch(/^No way\./)
  })
})
