import type { ConversationPart } from '../conversation/conversation.tsx'
import type { TimeFormats } from '../conversation/format-time.ts'
import type { Texts } from '../locales/texts.ts'
import type { LazyPart } from './lazy-part.ts'
import type { MorePart } from '../more/more.tsx'
import type { Chat } from '../store/chat.ts'
import type { ChatState } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'

/** What every component gets: the state, and the parts of the panel that come later. */
export interface PanelContext extends Pick<Store<ChatState>, 'get' | 'set'> {
  /** The server's time, in milliseconds since 1970. */
  readonly now: () => number
  /** Requests settings and a session, again after a failure. */
  readonly begin: () => void
  readonly close: () => void
  /** Each part has its own texts, the conversation also those that more needs. */
  readonly texts: Texts
  /** From when the conversation is there. */
  readonly formats: TimeFormats
  readonly setDraft: (text: string) => void
  /** Messages, and all that sends and receives them: fetched as soon as somebody writes, or has written. */
  readonly conversation: LazyPart<ConversationPart>
  /** Fetches the conversation without using it yet, so that nothing moves under a finger. */
  readonly prepare: () => void
  /** Menu, questions and the list of chats: fetched with the first hint of their use. */
  readonly more: LazyPart<MorePart>
  /** Runs once the part is there. A failed fetch is shown in the panel. */
  readonly withChat: (work: (chat: Chat) => unknown) => Promise<void>
  readonly withMore: (work: (more: MorePart) => unknown) => Promise<void>
}

export interface PanelProps {
  readonly panel: PanelContext
}
