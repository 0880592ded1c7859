import type { SessionListener } from '../../client/follow-session.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { ChatContext } from './chat-context.ts'
import { mergeMessages } from './merge-messages.ts'

/** How rows from the server enter the state: answers, events and catch-up all come through here. */
export interface Receive {
  readonly messages: (rows: readonly MessageRow[]) => void
  /** What the server holds needs no sending any more, whoever told us. */
  readonly settle: (rows: readonly MessageRow[]) => void
  readonly session: (row: SessionRow) => void
  /** For `client.follow`. `gone`: the session was deleted elsewhere; `back`: sending can work again. */
  readonly listener: (sessionId: string, gone: () => void, back: () => void) => SessionListener
}

export function createReceive({ store, memory, emit }: ChatContext): Receive {
  const { get, set } = store

  function messages(rows: readonly MessageRow[]): void {
    const held = get().messages
    const merged = mergeMessages(held, rows)
    set({ messages: merged })
    settle(rows)
    if (merged === held) return
    // A finished row is news when it wasn't there, or was still being written.
    const unfinished = new Map(held.map((row) => [row.$id, row.state]))
    const arrived = rows.filter(
      ({ $id, sender, state }) =>
        sender !== 'user' && state !== 'streaming' && (unfinished.get($id) ?? 'streaming') === 'streaming',
    )
    for (const { $id, sessionId, sender } of arrived) {
      emit('message:received', { messageId: $id, sessionId, sender })
    }
    const answers = arrived.filter((row) => row.sender !== 'system').length
    if (!get().isOpen) set({ unread: get().unread + answers })
  }

  function settle(rows: readonly MessageRow[]): void {
    for (const { $id, sessionId } of rows) {
      const outbox = get().outbox.filter((message) => message.id !== $id)
      if (outbox.length === get().outbox.length) continue
      set({ outbox })
      memory.dropOutgoing($id)
      emit('message:sent', { messageId: $id, sessionId })
    }
  }

  function session(row: SessionRow): void {
    const before = get().session
    if (before?.$id !== row.$id || before.$updatedAt > row.$updatedAt) return
    set({ session: row })
    if (get().isOpen) memory.keepSeen(row)
    const from = stateOf(before)
    const to = stateOf(row)
    if (from === to) return
    const sessionId = row.$id
    if (from === 'agent') emit('agent:left', { sessionId })
    if (to === 'waiting') emit('handoff:requested', { sessionId })
    if (to === 'agent') emit('agent:joined', { sessionId, name: row.agentName })
    if (to === 'closed') emit('session:ended', { sessionId })
    else set({ canReopen: true })
  }

  return {
    messages,
    settle,
    session,
    listener: (sessionId, gone, back) => ({
      held: () => get().messages,
      messages,
      replace: (stale, page) => {
        const fresh = new Set(page.messages.map((row) => row.$id))
        const old = new Set(stale.map((row) => row.$id).filter((id) => !fresh.has(id)))
        set({ messages: get().messages.filter((row) => !old.has(row.$id)), hasOlder: page.hasMore })
        messages(page.messages)
      },
      removed: (messageId) => set({ messages: get().messages.filter((row) => row.$id !== messageId) }),
      session,
      gone: () => {
        emit('session:ended', { sessionId })
        gone()
      },
      connection: (connection) => {
        const before = get().connection
        if (before === connection) return
        const isOffline = connection === 'offline'
        const isWorking = connection === 'live' || connection === 'polling'
        set({
          connection,
          offlineSince: isOffline ? Date.now() : isWorking ? null : get().offlineSince,
        })
        emit('connection', { state: connection })
        if (connection === 'live' || (isWorking && before === 'offline')) back()
      },
    }),
  }
}
