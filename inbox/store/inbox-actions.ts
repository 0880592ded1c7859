import { newMessageId } from '../../contract/ids.ts'
import { isRecord } from '../../contract/is-record.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent, InboxClient } from '../inbox-client.ts'
import { InboxError } from '../inbox-error.ts'
import { isInView, type View } from '../view.ts'
import { withMessages, withSession, type Conversation, type InboxState } from './inbox-state.ts'

export type InboxActions = ReturnType<typeof createInboxActions>

/** What agents can do with an open session besides replying. */
export type Step = 'claim' | 'takeOver' | 'release' | 'returnToBot' | 'close' | 'reopen'

/** Everything that changes the state: what people do, and what arrives. */
export function createInboxActions(state: InboxState, client: InboxClient) {
  /** A reply keeps its id until it is stored, so that trying again can't double it. */
  const replyIds = new Map<string, string>()

  function agent(): Agent | null {
    const door = state.$door.get()
    return door.kind === 'open' ? door.agent : null
  }

  /** Runs something for the agent; a problem is shown, and a lost account session leads to the door. */
  async function attempt<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work()
      state.$problem.set(null)
      return result
    } catch (thrown) {
      if (!(thrown instanceof InboxError)) throw thrown
      if (thrown.code === 'signed_out' || thrown.code === 'not_an_agent') shutDoor(thrown.message)
      else state.$problem.set(inWords(thrown))
      return null
    }
  }

  function shutDoor(problem: string | null): void {
    state.$door.set({ kind: 'signed_out', problem })
    state.$sessions.set(null)
    state.$conversation.set(null)
    state.$stats.set(null)
  }

  function updateConversation(update: (present: Conversation) => Conversation): void {
    const present = state.$conversation.get()
    if (present) state.$conversation.set(update(present))
  }

  const actions = {
    /** Goes in with the account session of an earlier visit, if there is one. */
    async enter(): Promise<void> {
      try {
        state.$door.set({ kind: 'open', agent: await client.whoAmI() })
      } catch (thrown) {
        const isKnown = thrown instanceof InboxError
        shutDoor(isKnown && thrown.code === 'signed_out' ? null : isKnown ? thrown.message : String(thrown))
      }
    },

    async signIn(email: string, password: string): Promise<void> {
      state.$isBusy.set(true)
      try {
        state.$door.set({ kind: 'open', agent: await client.signIn(email, password) })
      } catch (thrown) {
        shutDoor(thrown instanceof InboxError ? thrown.message : String(thrown))
      } finally {
        state.$isBusy.set(false)
      }
    },

    async signOut(): Promise<void> {
      await attempt(() => client.signOut())
      shutDoor(null)
    },

    /** Reads the list and the counters anew, and what the open conversation lacks. */
    async refresh(): Promise<void> {
      const me = agent()
      if (me === null) return
      const view = state.$view.get()
      const done = await attempt(async () => {
        const [page, waiting, stats] = await Promise.all([
          client.listSessions(view, me, null),
          // Who waits stands on top, however long ago they wrote.
          view === 'open' ? client.listSessions('waiting', me, null) : null,
          client.readStats(),
        ])
        if (state.$view.get() !== view) return
        let sessions: readonly SessionRow[] = []
        for (const session of [...(waiting?.sessions ?? []), ...page.sessions]) {
          sessions = withSession(sessions, session, true)
        }
        state.$sessions.set(sessions)
        state.$nextCursor.set(page.nextCursor)
        state.$stats.set(stats)
        state.$refreshedAt.set(new Date())
        return true
      })
      if (done) await actions.catchUp()
    },

    /** Reads the counters anew. */
    async count(): Promise<void> {
      if (agent() === null) return
      const stats = await attempt(() => client.readStats())
      if (stats) state.$stats.set(stats)
    },

    async loadMore(): Promise<void> {
      const me = agent()
      const cursor = state.$nextCursor.get()
      if (me === null || cursor === null) return
      const page = await attempt(() => client.listSessions(state.$view.get(), me, cursor))
      if (page === null) return
      const known = state.$sessions.get() ?? []
      state.$sessions.set(page.sessions.reduce((list, session) => withSession(list, session, true), known))
      state.$nextCursor.set(page.nextCursor)
    },

    async show(view: View): Promise<void> {
      state.$view.set(view)
      state.$sessions.set(null)
      state.$nextCursor.set(null)
      await actions.refresh()
    },

    async open(sessionId: string | null): Promise<void> {
      state.$selectedId.set(sessionId)
      if (sessionId === null) return state.$conversation.set(null)
      const known = state.$sessions.get()?.find((one) => one.$id === sessionId)
      if (known) state.$conversation.set({ session: known, messages: [], hasOlder: false, isLoading: true })
      const read = await attempt(async () => {
        const [session, page] = await Promise.all([
          known ?? client.readSession(sessionId),
          client.readMessages(sessionId, null),
        ])
        return { session, ...page, isLoading: false }
      })
      if (state.$selectedId.get() !== sessionId) return
      if (read) state.$conversation.set(read)
      else if (!known) {
        state.$selectedId.set(null)
        state.$conversation.set(null)
      }
    },

    async loadOlder(): Promise<void> {
      const present = state.$conversation.get()
      const [first] = present?.messages ?? []
      if (!present || !first) return
      const page = await attempt(() => client.readMessages(present.session.$id, first))
      if (page === null) return
      updateConversation((now) =>
        now.session.$id === present.session.$id
          ? { ...now, messages: withMessages(page.messages, now.messages), hasOlder: page.hasOlder }
          : now,
      )
    },

    /** Reads what came after the newest message that is shown: pushes may have been missed. */
    async catchUp(): Promise<void> {
      const present = state.$conversation.get()
      if (!present || present.isLoading) return
      const sessionId = present.session.$id
      const read = await attempt(async () => {
        const newest = present.messages.at(-1)
        const [session, messages] = await Promise.all([
          client.readSession(sessionId),
          newest
            ? client.readMessagesAfter(sessionId, newest)
            : client.readMessages(sessionId, null).then((page) => page.messages),
        ])
        return { session, messages }
      })
      if (read === null) return
      actions.receiveSession(read.session)
      for (const message of read.messages) actions.receiveMessage(message)
    },

    draft(sessionId: string, text: string): void {
      state.$drafts.setKey(sessionId, text)
    },

    /** Sends the draft; it stays where it is when that fails. */
    async reply(): Promise<void> {
      const present = state.$conversation.get()
      const text = present ? (state.$drafts.get()[present.session.$id] ?? '').trim() : ''
      if (!present || text === '') return
      const sessionId = present.session.$id
      const id = replyIds.get(sessionId) ?? newMessageId()
      replyIds.set(sessionId, id)
      state.$isBusy.set(true)
      const sent = await attempt(() => client.reply(sessionId, id, text))
      state.$isBusy.set(false)
      if (sent === null) return
      replyIds.delete(sessionId)
      state.$drafts.setKey(sessionId, '')
      actions.receiveMessage(sent.message)
      actions.receiveSession(sent.session)
    },

    async take(step: Step): Promise<void> {
      const sessionId = state.$conversation.get()?.session.$id
      if (sessionId === undefined) return
      state.$isBusy.set(true)
      const session = await attempt(() => client[step](sessionId))
      state.$isBusy.set(false)
      if (session) {
        actions.receiveSession(session)
        await actions.catchUp()
      } else {
        // Somebody else was first: show what is so now, and keep the sentence that says it.
        const problem = state.$problem.get()
        await actions.catchUp()
        state.$problem.set(problem)
      }
    },

    /** A session as it is now, from wherever. */
    receiveSession(session: SessionRow): void {
      const me = agent()
      const sessions = state.$sessions.get()
      if (me === null) return
      if (sessions !== null) {
        state.$sessions.set(withSession(sessions, session, isInView(state.$view.get(), session, me.id)))
      }
      updateConversation((present) =>
        present.session.$id === session.$id && present.session.$updatedAt <= session.$updatedAt
          ? { ...present, session }
          : present,
      )
    },

    forgetSession(sessionId: string): void {
      state.$sessions.set(state.$sessions.get()?.filter((one) => one.$id !== sessionId) ?? null)
      if (state.$selectedId.get() === sessionId) {
        state.$selectedId.set(null)
        state.$conversation.set(null)
        state.$problem.set('This session was deleted.')
      }
    },

    /** A message of any session; only those of the open one are shown. */
    receiveMessage(message: MessageRow): void {
      updateConversation((present) =>
        present.session.$id === message.sessionId
          ? { ...present, messages: withMessages(present.messages, [message]) }
          : present,
      )
    },

    forgetMessage(messageId: string): void {
      updateConversation((present) => ({
        ...present,
        messages: present.messages.filter((message) => message.$id !== messageId),
      }))
    },

    dismissProblem(): void {
      state.$problem.set(null)
    },
  }
  return actions
}

function inWords(error: InboxError): string {
  const holder = isRecord(error.details) ? error.details['agentName'] : null
  return error.code === 'session_taken' && typeof holder === 'string'
    ? `${holder} already holds this session.`
    : error.message
}
