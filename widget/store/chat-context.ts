import type { BrowserStorage } from '../../client/browser-storage.ts'
import type { BrowserTab } from '../../client/browser-tab.ts'
import type { ChatClient } from '../../client/chat-client.ts'
import type { FunctionAnswer } from '../../client/execute-function.ts'
import type { Emit } from '../launcher/widget-events.ts'
import type { ChatState } from './chat-state.ts'
import type { Memory } from './memory.ts'
import type { Store } from './store.ts'

/** What every action works with. */
export interface ChatContext {
  readonly client: ChatClient
  readonly storage: BrowserStorage
  readonly tab: BrowserTab
  readonly memory: Memory
  readonly store: Store<ChatState>
  readonly emit: Emit
  /** Closes the panel. */
  readonly close: () => void
  /** The answer to the session's start, when the panel has requested it already; null once it was used. */
  begun: Promise<FunctionAnswer> | null
  /** Counts the log-outs: what was requested before one must not reach whoever comes next, see `same-visitor.ts`. */
  epoch: number
}
