import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

/** Runs once, while what was read is on its way. */
function meanwhile(site: ReturnType<typeof fakeSite>, work: () => void): void {
  site.before = async () => {
    site.before = async () => {}
    work()
  }
}

describe('the open conversation', () => {
  it('has no hole when a message is pushed while a read is under way', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { messageCount: 1 })]
    site.messages = many(1)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    await inbox.actions.open('s_1')
    // Message 2 is missed, 3 is pushed while a refresh reads.
    meanwhile(site, () => {
      site.messages = many(3)
      inbox.actions.receiveMessage(message(3, 2))
    })
    await inbox.actions.refresh()
    await inbox.actions.refresh()
    expect(inbox.ids()).toEqual(['m1', 'm2', 'm3'])
  })

  it('shows all of 250 messages that were missed', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { messageCount: 1 })]
    site.messages = many(1)
    const inbox = await openInboxStore(site)
    await inbox.actions.open('s_1')
    site.messages = many(251)
    site.sessions = [session(2, { messageCount: 251 })]
    await inbox.actions.refresh()
    expect(inbox.ids()).toEqual(site.messages.map((row) => row.$id))
  })

  it('keeps the finished version of a row when an older one comes late', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { messageCount: 1 })]
    site.messages = [message(1, 9, { text: 'Whole', sender: 'bot' })]
    const inbox = await openInboxStore(site)
    await inbox.actions.open('s_1')
    inbox.actions.receiveMessage(message(1, 5, { text: 'Who', sender: 'bot', state: 'streaming' }))
    expect(inbox.texts()).toEqual(['Whole'])
  })

  it('keeps a deleted message deleted, and goes away with its session', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { messageCount: 2 })]
    site.messages = many(2)
    const inbox = await openInboxStore(site)
    await inbox.actions.open('s_1')
    inbox.actions.forgetMessage(message(2, 9))
    inbox.actions.receiveMessage(message(2, 9))
    expect(inbox.ids()).toEqual(['m1'])
    site.sessions = []
    await inbox.actions.refresh()
    expect(inbox.state.$conversation.get()).toBeNull()
    expect(inbox.state.$problem.get()).toBe('This session was deleted.')
  })

  it('sends one reply for two presses of Enter, and keeps nobody from replying elsewhere meanwhile', async () => {
    const site = fakeSite()
    site.sessions = [
      session(1, { messageCount: 1 }),
      session(2, { $id: 's_2', sessionId: 's_2', messageCount: 1 }),
    ]
    site.messages = many(1)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    await inbox.actions.open('s_1')
    const { promise, resolve } = Promise.withResolvers<void>()
    site.reply = () => promise
    inbox.actions.draft('s_1', 'Hello')
    const sent = inbox.actions.reply()
    expect([...inbox.state.$replying.get()]).toEqual(['s_1'])
    await inbox.actions.reply()
    await inbox.actions.open('s_2')
    inbox.actions.draft('s_2', 'Hello, you too')
    const other = inbox.actions.reply()
    expect([...inbox.state.$replying.get()]).toEqual(['s_1', 's_2'])
    resolve()
    await Promise.all([sent, other])
    expect(site.replies.map(({ text }) => text)).toEqual(['Hello', 'Hello, you too'])
    expect([...inbox.state.$replying.get()]).toEqual([])
  })

  it('shows in the list at once what a reply made of its session', async () => {
    const site = fakeSite()
    const held = { status: 'agent_assigned', assignedAgent: 'ada', previewSender: 'user' } as const
    site.sessions = [session(1, { ...held, messageCount: 1 })]
    site.messages = many(1)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    await inbox.actions.open('s_1')
    expect(inbox.state.$unanswered.get()).toHaveLength(1)
    site.reply = async () => {
      site.messages.push(message(2, 2, { $id: site.replies.at(-1)?.id ?? '', sender: 'agent' }))
      site.sessions = [session(2, { ...held, previewSender: 'agent', messageCount: 2 })]
    }
    inbox.actions.draft('s_1', 'Hello')
    await inbox.actions.reply()
    expect(inbox.state.$sessions.get()).toMatchObject([{ previewSender: 'agent', messageCount: 2 }])
    expect(inbox.state.$unanswered.get()).toEqual([])
    expect(inbox.texts()).toEqual(['Message 1', 'Message 2'])
  })

  it('sends nothing without a session or without words', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { messageCount: 1 })]
    const inbox = await openInboxStore(site)
    inbox.actions.draft('s_1', 'Hello')
    await inbox.actions.reply()
    await inbox.actions.open('s_1')
    inbox.actions.draft('s_1', '   ')
    await inbox.actions.reply()
    expect(site.replies).toEqual([])
  })

  it('shows nothing of the one before while it is read, and says how long it is read', async () => {
    const site = fakeSite()
    site.sessions = [
      session(2, { messageCount: 1 }),
      session(1, { $id: 's_9', status: 'closed', messageCount: 0 }),
    ]
    site.messages = many(1)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    await inbox.actions.open('s_1')
    expect(inbox.state.$conversation.get()).toMatchObject({ session: { $id: 's_1' }, isLoading: false })
    const { promise, resolve } = Promise.withResolvers<void>()
    site.before = () => promise
    const opening = inbox.actions.open('s_9')
    expect(inbox.state.$conversation.get()).toBeNull()
    inbox.actions.receiveMessage(message(2, 2))
    expect(inbox.state.$conversation.get()).toBeNull()
    resolve()
    await opening
    expect(inbox.state.$conversation.get()).toMatchObject({ session: { $id: 's_9' }, isLoading: false })
    await inbox.actions.open(null)
    expect(inbox.state.$conversation.get()).toBeNull()
  })

  it('sends a reply again under its id, and another text under another', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { messageCount: 1 })]
    site.messages = many(1)
    const inbox = await openInboxStore(site)
    await inbox.actions.open('s_1')
    site.reply = () => Promise.reject(new InboxError('unreachable', 'The server can’t be reached.'))
    inbox.actions.draft('s_1', 'Hello')
    await inbox.actions.reply()
    await inbox.actions.reply()
    inbox.actions.draft('s_1', 'Hello there')
    await inbox.actions.reply()
    const [first, second, third] = site.replies
    expect(second?.id).toBe(first?.id)
    expect(third?.id).not.toBe(first?.id)
    expect(inbox.state.$drafts.get()['s_1']).toBe('Hello there')
    // What is written while a reply is under way stays.
    site.reply = async () => {
      inbox.actions.draft('s_1', 'Hello there, and more')
      site.messages.push(message(2, 2, { $id: site.replies.at(-1)?.id ?? '', sender: 'agent' }))
    }
    await inbox.actions.reply()
    expect(inbox.state.$drafts.get()['s_1']).toBe('Hello there, and more')
  })
})

describe('without a network', () => {
  const unreachable = () => Promise.reject(new InboxError('unreachable', 'The server can’t be reached.'))

  it('an act says that it was not done, whatever the page’s own reads meet', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { messageCount: 1 })]
    site.messages = many(1)
    const inbox = await openInboxStore(site)
    await inbox.actions.open('s_1')
    site.change = unreachable
    site.before = unreachable
    await inbox.actions.move('claim')
    await inbox.actions.refresh()
    expect(inbox.state.$problem.get()).toBe('The server can’t be reached. This was not done: try again.')
  })

  it('a read says that it is tried again, until it works', async () => {
    const site = fakeSite()
    site.sessions = [session(1)]
    const inbox = await openInboxStore(site)
    site.before = unreachable
    await inbox.actions.refresh()
    expect(inbox.state.$problem.get()).toBe('The server can’t be reached. Nothing was lost; trying again.')
    site.before = async () => {}
    await inbox.actions.refresh()
    expect(inbox.state.$problem.get()).toBeNull()
  })
})

describe('the list', () => {
  it('of open sessions has those that somebody wrote in or who wait, and takes others in with their first message', async () => {
    const site = fakeSite()
    const empty = { messageCount: 0 }
    site.sessions = [
      session(4, { ...empty, $id: 's_4' }),
      session(3, { ...empty, $id: 's_3', needsHuman: true, waitingSince: at(3) }),
      session(2, { $id: 's_2' }),
    ]
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    expect(inbox.listed()).toEqual(['s_3', 's_2'])
    inbox.actions.receiveSession(session(5, { $id: 's_4' }))
    expect(inbox.listed()).toEqual(['s_3', 's_4', 's_2'])
  })

  it('counts what begins and ends while the page looks on, not what it reads', async () => {
    const site = fakeSite()
    site.sessions = sessions(3)
    const inbox = await openInboxStore(site)
    await inbox.actions.readStatistics()
    await inbox.actions.refresh()
    const active = () => inbox.state.$statistics.get()?.sessions.active
    expect(active()).toBe(0)
    inbox.actions.receiveSession(session(9, { $id: 's_9' }), true)
    expect(active()).toBe(1)
    expect(inbox.state.$statistics.get()?.mostRecentActivity).toBe(at(9))
    inbox.actions.receiveSession(session(8, { $id: 's_8', lastSeen: at(2) }), true)
    expect(inbox.state.$statistics.get()?.mostRecentActivity).toBe(at(9))
    inbox.actions.forgetSession('s_8')
    expect(active()).toBe(1)
    inbox.actions.receiveSession(session(10, { $id: 's_9', status: 'closed' }))
    expect(active()).toBe(0)
  })

  it('and counters are not asked for once the agent has signed out', async () => {
    const site = fakeSite()
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    const before = site.statsReads
    await inbox.actions.signOut()
    await inbox.actions.refresh()
    await inbox.actions.readStatistics()
    expect(site.statsReads).toBe(before)
  })

  it('is forgotten, with all that was read, when the agent signs out', async () => {
    const site = fakeSite()
    const waiting = session(99, { $id: 's_99', needsHuman: true, waitingSince: at(99) })
    const mine = { status: 'agent_assigned', assignedAgent: 'ada', previewSender: 'user' } as const
    site.sessions = [...sessions(80), waiting, session(98, { $id: 's_98', ...mine })]
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    await inbox.actions.open('s_99')
    const { $waiting, $unanswered, $next, $conversation, $selectedId } = inbox.state
    expect($waiting.get()).toHaveLength(1)
    expect($unanswered.get()).toHaveLength(1)
    expect($next.get()).not.toBeNull()
    await inbox.actions.signOut()
    expect(site.signOuts).toBe(1)
    expect(inbox.state.$account.get().kind).toBe('signed_out')
    expect($waiting.get()).toEqual([])
    expect($unanswered.get()).toEqual([])
    expect($next.get()).toBeNull()
    expect($conversation.get()).toBeNull()
    expect($selectedId.get()).toBeNull()
    inbox.actions.receiveSession(session(100))
    expect($waiting.get()).toEqual([])
  })

  it('loses one that waited far behind the pages that are read, once it is deleted', async () => {
    const site = fakeSite()
    const waiting = session(1, { $id: 's_1', needsHuman: true, waitingSince: at(1) })
    site.sessions = [...sessions(80).slice(1), waiting]
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    expect(inbox.listed()).toContain('s_1')
    site.sessions = site.sessions.filter((row) => row.$id !== 's_1')
    await inbox.actions.refresh()
    expect(inbox.listed()).not.toContain('s_1')
  })

  it('keeps a row that was pushed while an older one was read', async () => {
    const site = fakeSite()
    site.sessions = [session(1, { preview: 'Old' })]
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    meanwhile(site, () => inbox.actions.receiveSession(session(5, { preview: 'New' })))
    await inbox.actions.refresh()
    expect(inbox.state.$sessions.get()?.[0]?.preview).toBe('New')
    // Nor does a late version open a closed session again.
    inbox.actions.receiveSession(session(9, { status: 'closed' }))
    inbox.actions.receiveSession(session(7))
    expect(inbox.listed()).toEqual([])
  })

  it('keeps a session that began while the list was read', async () => {
    const site = fakeSite()
    site.sessions = [session(1)]
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    meanwhile(site, () => inbox.actions.receiveSession(session(5, { $id: 's_2' }), true))
    await inbox.actions.refresh()
    expect(inbox.listed()).toEqual(['s_2', 's_1'])
  })

  it('shows after a refresh as much as "Load more" has shown', async () => {
    const site = fakeSite()
    site.sessions = sessions(120)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    expect(inbox.listed()).toHaveLength(50)
    await inbox.actions.loadMore()
    expect(inbox.listed()).toHaveLength(100)
    site.sessions = site.sessions.map((row) => (row.$id === 's_30' ? session(500, { $id: 's_30' }) : row))
    await inbox.actions.refresh()
    expect(inbox.listed()?.slice(0, 2)).toEqual(['s_30', 's_120'])
    expect(inbox.listed()).toHaveLength(100)
    await inbox.actions.loadMore()
    await inbox.actions.refresh()
    expect(inbox.listed()).toHaveLength(120)
  })

  it('has each session exactly once, though rows move and go between the pages', async () => {
    const site = fakeSite()
    // Of those that are active in the same second the later one comes first.
    site.sessions = Array.from({ length: 160 }, (_, index) =>
      session(Math.floor(index / 7), { $id: `s_${index}`, $sequence: index + 1 }),
    )
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    const lastShown = inbox.listed()?.at(-1)
    const lastButOne = inbox.listed()?.at(-2)
    // The row where the page ended goes; the one before moves to the top, and nothing says so.
    site.sessions = site.sessions
      .filter((row) => row.$id !== lastShown)
      .map((row) => (row.$id === lastButOne ? { ...row, lastSeen: at(500), $updatedAt: at(500) } : row))
    await inbox.actions.loadMore()
    const ids = inbox.listed() ?? []
    expect(ids).toHaveLength(100)
    expect(new Set(ids).size).toBe(100)
    await inbox.actions.loadMore()
    await inbox.actions.loadMore()
    await inbox.actions.refresh()
    expect(inbox.listed()?.toSorted()).toEqual(site.sessions.map((row) => row.$id).toSorted())
    expect(inbox.state.$problem.get()).toBeNull()
  })

  it('keeps a session that moves to the top while the pages below are read', async () => {
    const site = fakeSite()
    site.sessions = sessions(120)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    await inbox.actions.loadMore()
    await inbox.actions.loadMore()
    expect(inbox.listed()).toHaveLength(120)
    meanwhile(site, () => {
      site.sessions = site.sessions.map((row) => (row.$id === 's_1' ? session(500, { $id: 's_1' }) : row))
    })
    await inbox.actions.refresh()
    expect(inbox.listed()).toHaveLength(120)
    expect(inbox.listed()?.[0]).toBe('s_1')
  })

  it('keeps what "Load more" has shown while a refresh was under way', async () => {
    const site = fakeSite()
    site.sessions = sessions(120)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    const { promise: held, resolve: letGo } = Promise.withResolvers<null>()
    // The view's page arrives at once, those who wait later.
    const delays = [async () => {}, async () => void (await held)]
    site.before = async () => delays.shift()?.()
    const refreshing = inbox.actions.refresh()
    await vi.advanceTimersByTimeAsync(1)
    await inbox.actions.loadMore()
    letGo(null)
    await refreshing
    expect(inbox.listed()).toHaveLength(100)
    await inbox.actions.loadMore()
    expect(inbox.listed()).toHaveLength(120)
  })

  it('of more who wait than a page holds shows the longest first, and the others by "Load more"', async () => {
    const site = fakeSite()
    site.sessions = sessions(130).map((row, index) => ({ ...row, needsHuman: true, waitingSince: at(index) }))
    const inbox = await openInboxStore(site)
    await inbox.actions.show('waiting')
    expect(inbox.listed()).toEqual(sessions(100).map((row) => row.$id))
    await inbox.actions.loadMore()
    await inbox.actions.refresh()
    expect(inbox.listed()).toEqual(sessions(130).map((row) => row.$id))
    // In the view of all open ones they stand before those who wrote later.
    await inbox.actions.show('open')
    expect(inbox.listed()?.[0]).toBe('s_1')
  })

  it('drops what was deleted while nothing was heard, and keeps the deleted away', async () => {
    const site = fakeSite()
    site.sessions = sessions(3)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    site.sessions = sessions(2)
    await inbox.actions.refresh()
    expect(inbox.listed()).toEqual(['s_2', 's_1'])
    inbox.actions.forgetSession('s_1')
    inbox.actions.receiveSession(session(99, { $id: 's_1' }))
    expect(inbox.listed()).toEqual(['s_2'])
  })

  it('shows who has waited longest first, however many wait and however long ago they wrote', async () => {
    const site = fakeSite()
    const wait = (row: ReturnType<typeof session>, index: number) => ({
      ...row,
      needsHuman: true,
      waitingSince: at(index === 0 ? -5000 : index),
    })
    site.sessions = sessions(80).map(wait)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    expect(inbox.listed()?.[0]).toBe('s_1')
    expect(inbox.listed()).toHaveLength(80)
    await inbox.actions.show('closed')
    expect(inbox.state.$waiting.get()).toHaveLength(80)
  })

  it('moves the counters on with what it hears', async () => {
    const site = fakeSite()
    const inbox = await openInboxStore(site)
    await inbox.actions.readStatistics()
    inbox.actions.receiveSession(session(1, { messageCount: 0 }), true)
    inbox.actions.receiveSession(session(2, { messageCount: 3 }))
    expect(inbox.state.$statistics.get()).toMatchObject({ sessions: { active: 1 }, messages: { total: 3 } })
    inbox.actions.receiveSession(session(3, { messageCount: 3, status: 'closed' }))
    expect(inbox.state.$statistics.get()).toMatchObject({ sessions: { active: 0 }, messages: { total: 3 } })
    inbox.actions.forgetSession('s_1')
    expect(inbox.state.$statistics.get()).toMatchObject({ sessions: { active: 0 }, messages: { total: 0 } })
  })
})

describe('the door', () => {
  it('keeps an agent’s drafts for that agent alone, who is shut out', async () => {
    const site = fakeSite()
    const inbox = await openInboxStore(site)
    const shutOut = async () => {
      site.isSignedIn = false
      await inbox.actions.refresh()
      site.isSignedIn = true
    }
    await inbox.actions.signIn('ada', 'secret')
    inbox.actions.draft('s_1', 'Half a reply')
    await shutOut()
    await inbox.actions.signIn('ada', 'secret')
    expect(inbox.state.$drafts.get()).toEqual({ s_1: 'Half a reply' })
    await shutOut()
    await inbox.actions.signIn('ben', 'secret')
    expect(inbox.state.$drafts.get()).toEqual({})
  })

  it('keeps no draft of an agent who signs out', async () => {
    const inbox = await openInboxStore(fakeSite())
    await inbox.actions.signIn('ada', 'secret')
    inbox.actions.draft('s_1', 'Half a reply')
    await inbox.actions.signOut()
    expect(inbox.state.$drafts.get()).toEqual({})
  })
})

describe('an account session that has ended', () => {
  it('is not taken for the deletion of a session, which a guest isn’t shown either', async () => {
    const site = fakeSite()
    site.sessions = sessions(2)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    site.isSignedIn = false
    await inbox.actions.open('s_1')
    expect(inbox.state.$account.get().kind).toBe('signed_out')
    expect(inbox.state.$problem.get()).toBeNull()
  })

  it('leads to the door with a sentence, and keeps what was being written', async () => {
    const site = fakeSite()
    site.sessions = sessions(2)
    const inbox = await openInboxStore(site)
    await inbox.actions.refresh()
    await inbox.actions.open('s_1')
    inbox.actions.draft('s_1', 'Half a reply')
    site.isSignedIn = false
    await inbox.actions.refresh()
    expect(inbox.state.$account.get()).toEqual({
      kind: 'signed_out',
      problem: 'Your account session has ended. Sign in again.',
    })
    expect(inbox.state.$sessions.get()).toBeNull()
    expect(inbox.state.$drafts.get()['s_1']).toBe('Half a reply')
    expect(inbox.state.$selectedId.get()).toBe('s_1')
  })
})

describe('the door', () => {
  const refusing = (code: 'signed_out' | 'unreachable' | 'not_an_agent') => () =>
    Promise.reject(new InboxError(code, `It is ${code}.`))

  it('is shut without a word for somebody new, and with the reason for whoever signs in', async () => {
    const site = fakeSite()
    site.enter = refusing('signed_out')
    const inbox = await openInboxStore(site)
    expect(inbox.state.$account.get()).toEqual({ kind: 'signed_out', problem: null })
    await inbox.actions.signIn('ada', 'wrong')
    expect(inbox.state.$account.get()).toEqual({ kind: 'signed_out', problem: 'It is signed_out.' })
    expect(inbox.state.$isBusy.get()).toBe(false)
    site.enter = async () => {}
    await inbox.actions.signIn('ada', 'right')
    expect(inbox.state.$account.get()).toMatchObject({ kind: 'signed_in', agent: { id: 'ada' } })
  })

  it('says what keeps it shut on the first look, where that is no missing account', async () => {
    const site = fakeSite()
    site.enter = refusing('unreachable')
    const inbox = await openInboxStore(site)
    expect(inbox.state.$account.get()).toEqual({
      kind: 'signed_out',
      problem: 'It is unreachable. Try again.',
    })
    site.enter = refusing('not_an_agent')
    await inbox.actions.enter()
    expect(inbox.state.$account.get()).toEqual({ kind: 'signed_out', problem: 'It is not_an_agent.' })
  })

  it('stays open when another agent was first, and says who', async () => {
    const site = fakeSite()
    site.sessions = [session(1)]
    const inbox = await openInboxStore(site)
    await inbox.actions.open('s_1')
    const details = { agentId: 'ben', agentName: 'Ben' }
    site.change = () => Promise.reject(new InboxError('session_taken', 'Somebody has it.', { details }))
    await inbox.actions.move('claim')
    expect(inbox.state.$problem.get()).toBe('Ben already holds this session.')
    site.change = () => Promise.reject(new InboxError('session_taken', 'Somebody has it.'))
    await inbox.actions.move('claim')
    expect(inbox.state.$problem.get()).toBe('Somebody has it.')
    expect(inbox.state.$isBusy.get()).toBe(false)
  })
})
