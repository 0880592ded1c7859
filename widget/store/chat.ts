import type { Rating } from '../../client/chat-client.ts'
import { codeOf } from '../../client/chat-error.ts'
import type { ChangeMessageRequest } from '../../contract/chat-requests.ts'
import { createRunAct } from './act.ts'
import type { ChatContext } from './chat-context.ts'
import type { ChatParts } from './chat-parts.ts'
import { watchOtherTabs } from './join-other-tab.ts'
import { createMemory } from './memory.ts'
import { createReceive } from './receive.ts'
import { createLogOut, LOGOUT } from './log-out.ts'
import { sameVisitor } from './same-visitor.ts'
import { createSendActions, type SendActions } from './send-actions.ts'
import { createSessionActions, type SessionActions } from './session-actions.ts'

/** What a chat is made of: where it talks to, and the state that the panel shows. */
export type ChatSetup = Omit<ChatContext, 'memory' | 'epoch'>

/** The chat without its looks: state to show, and what can be done to it. Rarer acts are made of `parts` when they are needed. */
export interface Chat extends SendActions {
  /** The server's time, in milliseconds since 1970. */
  readonly now: () => number
  readonly begin: () => Promise<void>
  readonly loadOlder: () => Promise<void>
  /** Requests a person in place of the bot. */
  readonly askForPerson: () => Promise<void>
  /** Says of an answer whether it helped, or ends one that is being written. */
  readonly changeMessage: (messageId: string, change: ChangeMessageRequest) => Promise<void>
  /** Has an answer of the model written anew: the one before is gone. */
  readonly regenerate: (messageId: string) => Promise<void>
  /** Says how a session was that is over; what can't be changed any more counts as said. */
  readonly rate: (sessionId: string, rating: Rating) => Promise<void>
  /** The visitor looks at the session: none of it counts as unread any more. */
  readonly markSeen: () => void
  /** Forgets the visitor and all of theirs on this device, in all tabs. */
  readonly logOut: () => void
  readonly stop: () => void
  readonly parts: ChatParts
}

export function createChat(setup: ChatSetup): Chat {
  const { client, store } = setup
  const { get } = store
  const memory = createMemory(setup.storage)
  const context: ChatContext = { ...setup, memory, epoch: 0 }
  const receive = createReceive(context)
  const sending = createSendActions(context, receive, () => sessions)
  const sessions: SessionActions = createSessionActions(context, receive, sending.outbox)
  const act = createRunAct(context, sessions)
  const parts = { context, sessions, act }
  const logOut = createLogOut(parts)
  const unwatchTabs = watchOtherTabs(parts, logOut)

  return {
    ...sending,
    now: client.now,
    begin: sessions.begin,
    loadOlder: sessions.loadOlder,
    askForPerson: () =>
      act('escalate', async () => {
        // Asked in words or by a button: the visitor has spoken.
        context.storage.persist()
        const { $id } = await sessions.ensure()
        sessions.receive({ session: await client.escalate($id) })
        sessions.follow()
      }),
    changeMessage: (messageId, change) =>
      act('message', async () => {
        const { session } = get()
        if (!session) return
        sessions.receive({ session, message: await client.changeMessage(session.$id, messageId, change) })
      }),
    regenerate: (messageId) =>
      act('message', async () => {
        const { session, messages } = get()
        const answer = messages.find(({ $id }) => $id === messageId)
        if (!session || !answer) return
        const visitor = sameVisitor(context)
        const changed = await client.regenerate(session.$id, messageId)
        visitor.check()
        store.set({ askedAt: client.now() })
        sessions.retracted(changed, answer)
      }),
    rate: (sessionId, rating) =>
      act('message', async () => {
        const visitor = sameVisitor(context)
        await client.rate(sessionId, rating).catch((thrown: unknown) => {
          if (codeOf(thrown) !== 'rating_final') throw thrown
        })
        visitor.check()
        if (get().session?.$id === sessionId) store.set({ isRated: true })
      }),
    markSeen: () => {
      const { session } = get()
      if (session) memory.keepSeen(session)
    },
    logOut: () => {
      context.storage.tell(LOGOUT)
      logOut()
    },
    stop: () => {
      unwatchTabs()
      sending.outbox.stop()
      sessions.stop()
    },
    parts,
  }
}
