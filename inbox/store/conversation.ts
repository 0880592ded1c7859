import { ChatError } from '../../client/chat-error.ts'
import { openTranscript, type LiveTranscript } from '../../client/live-transcript.ts'
import type { Place } from '../../client/transcript.ts'
import { newMessageId } from '../../contract/ids.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { InboxClient } from '../inbox-client.ts'
import type { Account } from './account.ts'
import type { Conversation, InboxState } from './inbox-state.ts'

/** What agents can do with an open session besides replying. */
export type Step = 'claim' | 'takeOver' | 'release' | 'returnToBot' | 'close' | 'reopen'

export interface OpenConversation {
  readonly open: (sessionId: string | null) => Promise<void>
  readonly loadOlder: () => Promise<void>
  /** Reads what may have been missed. */
  readonly catchUp: () => Promise<void>
  readonly draft: (sessionId: string, text: string) => void
  /** Sends the draft; it stays where it is when that fails. */
  readonly reply: () => Promise<void>
  readonly take: (step: Step) => Promise<void>
  readonly receiveSession: (session: SessionRow) => void
  readonly forgetSession: (sessionId: string) => void
  /** A message of any session; only those of the open one are shown. */
  readonly receiveMessage: (message: MessageRow) => void
  readonly forgetMessage: (message: Place) => void
}

/** How the conversation shares sessions with the list. */
export interface SharedSessions {
  readonly find: (sessionId: string) => SessionRow | undefined
  readonly receive: (session: SessionRow) => void
  readonly forget: (sessionId: string) => void
}

/** The session that is open: its transcript, held as the widget holds its own, and what the agent does with it. */
export function createConversation(
  state: InboxState,
  client: InboxClient,
  account: Account,
  sessions: SharedSessions,
): OpenConversation {
  let live: LiveTranscript | null = null
  /** Not `$isBusy`: a claim whose event came before its answer keeps nobody from replying. */
  let isReplying = false
  /** A reply keeps its id until it is stored, so that trying again can't double it; another text is another reply. */
  const replies = new Map<string, { readonly id: string; readonly text: string }>()

  state.$door.listen(({ kind }) => {
    if (kind === 'signed_out') close()
  })

  function close(): void {
    live?.stop()
    live = null
    state.$conversation.set(null)
  }

  function shownId(): string | undefined {
    return state.$conversation.get()?.session.$id
  }

  function update(changes: Partial<Conversation>): void {
    const present = state.$conversation.get()
    if (present) state.$conversation.set({ ...present, ...changes })
  }

  function receiveSession(session: SessionRow): void {
    if (state.$selectedId.get() === session.$id) live?.receiveSession(session)
  }

  function forgetSession(sessionId: string): void {
    if (state.$selectedId.get() !== sessionId) return
    state.$selectedId.set(null)
    close()
    state.$problem.set('This session was deleted.')
  }

  /** Reads; a session that isn't found was deleted, unless rows are no longer shown to this account. */
  async function catchUp(): Promise<void> {
    const reading = live
    const sessionId = state.$selectedId.get()
    if (!reading || sessionId === null) return
    await account.read(async () => {
      try {
        await reading.refresh()
      } catch (thrown) {
        if (!(thrown instanceof ChatError) || thrown.code !== 'session_not_found') throw thrown
        await client.checkAccount()
        if (reading === live) sessions.forget(sessionId)
        return
      }
      if (reading === live) update({ isLoading: false })
    })
  }

  return {
    open: async (sessionId) => {
      close()
      state.$selectedId.set(sessionId)
      if (sessionId === null) return
      const opened = openTranscript(
        client.reader(sessionId),
        {
          transcript: ({ rows, hasOlder }) => update({ messages: rows, hasOlder }),
          session: (session) => {
            if (shownId() === sessionId) update({ session })
            else show(session)
            sessions.receive(session)
          },
        },
        null,
      )
      live = opened
      function show(session: SessionRow): void {
        const { rows, hasOlder } = opened.get()
        state.$conversation.set({ session, messages: rows, hasOlder, isLoading: true })
      }
      const known = sessions.find(sessionId)
      if (known) opened.receiveSession(known)
      await catchUp()
    },
    loadOlder: async () => {
      await account.act(async () => live?.loadOlder())
    },
    catchUp,
    draft: (sessionId, text) => state.$drafts.setKey(sessionId, text),
    reply: async () => {
      const sessionId = shownId()
      const text = sessionId === undefined ? '' : (state.$drafts.get()[sessionId] ?? '').trim()
      if (sessionId === undefined || text === '' || isReplying) return
      const tried = replies.get(sessionId)
      const id = tried?.text === text ? tried.id : newMessageId()
      replies.set(sessionId, { id, text })
      isReplying = true
      state.$isBusy.set(true)
      const sent = await account.act(() => client.reply(sessionId, id, text))
      isReplying = false
      state.$isBusy.set(false)
      if (sent === null) return
      replies.delete(sessionId)
      // What was written meanwhile stays.
      if ((state.$drafts.get()[sessionId] ?? '').trim() === text) state.$drafts.setKey(sessionId, '')
      if (shownId() === sessionId) live?.receive([sent.message])
      sessions.receive(sent.session)
    },
    take: async (step) => {
      const sessionId = shownId()
      if (sessionId === undefined) return
      state.$isBusy.set(true)
      const session = await account.act(() => client[step](sessionId))
      state.$isBusy.set(false)
      if (session) sessions.receive(session)
      // Somebody else was first, perhaps: show what is so now.
      await catchUp()
    },
    receiveSession,
    forgetSession,
    receiveMessage: (message) => {
      if (message.sessionId === state.$selectedId.get()) live?.receive([message])
    },
    forgetMessage: (message) => live?.remove([message]),
  }
}
