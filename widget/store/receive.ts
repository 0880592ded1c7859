import type { SessionListener } from '../../client/follow-session.ts'
import type { Transcript } from '../../client/transcript.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { ChatContext } from './chat-context.ts'

/** How rows from the server enter the state: answers, events and reads all come through here. */
export interface Receive {
  /**
   * The message is sent, by the answer to its send. Nothing else proves it: a row that an event or a read has shown may
   * be removed by the very call that stored it, which then refuses it.
   */
  readonly settle: (row: MessageRow) => void
  /** For `client.follow`. `gone`: the session was deleted elsewhere; `back`: sending can work again. */
  readonly listener: (sessionId: string, gone: () => void, back: () => void) => SessionListener
}

export function createReceive({ store, memory, emit }: ChatContext): Receive {
  const { get, set } = store

  function show({ rows, hasOlder }: Transcript, before: Transcript): void {
    set({ messages: rows, hasOlder })
    if (rows === before.rows) return
    // A finished row is news when it wasn't there, or was still being written. The past isn't.
    const known = new Map(before.rows.map((row) => [row.$id, row.state]))
    const first = before.rows[0]?.$sequence ?? 0
    const arrived = rows.filter(
      ({ $id, $sequence, sender, state }) =>
        sender !== 'user' &&
        state !== 'streaming' &&
        $sequence >= first &&
        (known.get($id) ?? 'streaming') === 'streaming',
    )
    for (const { $id, sessionId, sender } of arrived) {
      emit('message:received', { messageId: $id, sessionId, sender })
    }
    const answers = arrived.filter((row) => row.sender !== 'system').length
    if (!get().isOpen) set({ unread: get().unread + answers })
  }

  function settle({ $id, sessionId }: MessageRow): void {
    const { outbox } = get()
    if (!outbox.some(({ id }) => id === $id)) return
    set({ outbox: outbox.filter(({ id }) => id !== $id) })
    memory.dropOutgoing($id)
    emit('message:sent', { messageId: $id, sessionId })
  }

  function session(row: SessionRow): void {
    const before = get().session
    if (before?.$id !== row.$id) return
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
    settle,
    listener: (sessionId, gone, back) => ({
      transcript: show,
      session,
      gone: () => {
        emit('session:ended', { sessionId })
        gone()
      },
      connection: (connection) => {
        const { connection: before, offlineSince, problem } = get()
        const isWorking = connection === 'live' || connection === 'polling'
        // A problem of the connection is over; others stay until the next action.
        if (isWorking && (problem === 'network' || problem === 'timeout')) set({ problem: null })
        if (before === connection) return
        set({
          connection,
          offlineSince: connection === 'offline' ? Date.now() : isWorking ? null : offlineSince,
        })
        emit('connection', { state: connection })
        if (connection === 'live' || (isWorking && before === 'offline')) back()
      },
    }),
  }
}
