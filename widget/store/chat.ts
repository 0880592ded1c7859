import type { BrowserStorage } from '../../client/browser-storage.ts'
import type { ChatClient } from '../../client/chat-client.ts'
import type { Emit } from '../widget-events.ts'
import { createRunAct, type RunAct } from './act.ts'
import type { ChatContext } from './chat-context.ts'
import { initialState, type ChatState } from './chat-state.ts'
import { createMemory } from './memory.ts'
import { createReceive, type Receive } from './receive.ts'
import { createSendActions, type SendActions } from './send-actions.ts'
import { createSessionActions, type SessionActions } from './session-actions.ts'
import { createStore } from './store.ts'

/** What a panel starts with. */
export interface ChatSetup
  extends Pick<ChatContext, 'corpora' | 'onWake'>, Pick<ChatState, 'theme' | 'userMeta'> {
  readonly client: ChatClient
  readonly storage: BrowserStorage
  readonly emit: Emit
}

/** The chat without its looks: state to show, and what can be done to it. Rarer acts are made of `parts` when they are needed. */
export interface Chat extends SendActions {
  readonly state: () => ChatState
  readonly set: (changes: Partial<ChatState>) => void
  /** The server's time, in milliseconds since 1970. */
  readonly now: () => number
  readonly begin: () => Promise<void>
  readonly loadOlder: () => Promise<void>
  /** Asks for a person in place of the bot. */
  readonly askForPerson: () => Promise<void>
  readonly setOpen: (isOpen: boolean) => void
  readonly stop: () => void
  readonly parts: ChatParts
}

/** What further actions are made of. */
export interface ChatParts {
  readonly context: ChatContext
  readonly receive: Receive
  readonly sessions: SessionActions
  readonly act: RunAct
}

export function createChat(setup: ChatSetup): Chat {
  const { client, theme, userMeta } = setup
  const store = createStore<ChatState>({ ...initialState, theme, userMeta })
  const { get, set } = store
  const memory = createMemory(setup.storage)
  const context = { ...setup, store, memory }
  const receive = createReceive(context)
  const sending = createSendActions(context, receive, () => sessions)
  const sessions: SessionActions = createSessionActions(context, receive, sending.resend)
  const act = createRunAct(context, sessions)

  return {
    ...sending,
    state: get,
    set,
    now: client.now,
    begin: sessions.begin,
    loadOlder: sessions.loadOlder,
    askForPerson: () =>
      act('escalate', async () => {
        const { $id } = await sessions.ensure()
        receive.session(await client.escalate($id))
        sessions.follow()
      }),
    setOpen: (isOpen) => {
      set(isOpen ? { isOpen, unread: 0 } : { isOpen })
      const { session } = get()
      if (isOpen && session) memory.keepSeen(session)
    },
    stop: sessions.stop,
    parts: { context, receive, sessions, act },
  }
}
