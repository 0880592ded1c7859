import type { SessionChange } from '../../client/chat-client.ts'
import { codeOf } from '../../client/chat-error.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { ChatParts } from './chat-parts.ts'
import type { Question } from './chat-state.ts'
import { sameVisitor } from './same-visitor.ts'

export interface ChatActions {
  /** Another session in place of the current one. The composer's text is carried over when that one is over. */
  readonly newChat: () => Promise<void>
  readonly openSession: (sessionId: string) => Promise<void>
  readonly showSessions: () => Promise<void>
  readonly rename: (name: string) => Promise<void>
  /** Deletes the messages, keeps the session. */
  readonly clear: () => Promise<void>
  readonly remove: () => Promise<void>
  readonly closeSession: () => Promise<void>
  /** Keeps a theme or metadata with the session; without one they wait for the next. Rejects with a ChatError. */
  readonly change: (change: SessionChange) => Promise<void>
}

/** What the visitor does to whole sessions. None rejects: the state's `problem` is what failed. */
export function createChatActions({ context, sessions, act }: ChatParts): ChatActions {
  const { client, memory, store, emit } = context
  const { get, set } = store

  /** Runs on the current session, if there is one. */
  function onSession(name: Question, work: (sessionId: string) => Promise<void>): Promise<void> {
    const { session } = get()
    return session ? act(name, () => work(session.$id)) : Promise.resolve()
  }

  /** The draft waits with its session while another one is shown. */
  function putDraftAside(): void {
    const { session, draft } = get()
    memory.keepDraft(session?.$id ?? null, draft)
    set({ draft: '' })
  }

  async function startAnew(): Promise<void> {
    const { session, messages, canReopen, draft, settings } = get()
    const isOver = session === null || stateOf(session) === 'closed' || !canReopen
    set({ view: 'chat' })
    // An untouched one is as good as new.
    if (!isOver && messages.length === 0) return
    if (!isOver) putDraftAside()
    if (settings?.createSessionOn === 'first_message') {
      sessions.leave()
      memory.keepVisit(client.credentials(), null)
      return
    }
    const visitor = sameVisitor(context)
    try {
      await sessions.start()
    } catch (thrown) {
      if (!visitor.isGone()) set({ draft })
      throw thrown
    }
  }

  return {
    newChat: () => act('start', startAnew),
    openSession: async (sessionId) => {
      if (sessionId === get().session?.$id) return set({ view: 'chat' })
      await act('start', async () => {
        const visitor = sameVisitor(context)
        const answer = await client.resume(sessionId)
        visitor.check()
        // Words of no session go along, behind those that wait there.
        if (get().session) putDraftAside()
        else set({ draft: [memory.draft(sessionId), get().draft].filter(Boolean).join('\n') })
        sessions.adopt(answer)
      })
    },
    showSessions: async () => {
      set({ view: 'sessions', ownSessions: null, problem: null })
      const visitor = sameVisitor(context)
      try {
        const own = await client.ownSessions()
        visitor.check()
        const shown = own.filter((row) => row.messageCount > 0)
        set({ ownSessions: shown.map((row) => ({ row, unseen: memory.unseen(row) })) })
      } catch (thrown) {
        if (!visitor.isGone()) set({ problem: codeOf(thrown) })
      }
    },
    rename: (chatName) =>
      onSession('rename', async (id) => sessions.receive({ session: await client.change(id, { chatName }) })),
    clear: () => onSession('clear', async (id) => sessions.cleared(await client.clear(id))),
    remove: () =>
      onSession('delete', async (id) => {
        const visitor = sameVisitor(context)
        await client.remove(id)
        visitor.check()
        const { outbox } = get()
        for (const unsent of outbox) if (unsent.sessionId === id) memory.dropOutgoing(unsent.id)
        set({ outbox: outbox.filter((unsent) => unsent.sessionId !== id) })
        sessions.lose(id, false)
        emit('session:ended', { sessionId: id })
        await startAnew()
      }),
    change: async (change) => {
      if (!get().session && !context.begun) return
      const visitor = sameVisitor(context)
      try {
        const { $id } = await sessions.ensure()
        sessions.receive({ session: await client.change($id, change) })
      } catch (thrown) {
        if (!visitor.isGone()) throw thrown
      }
    },
    closeSession: () =>
      onSession('close', async (id) => sessions.receive({ session: await client.close(id) })),
  }
}
