import type { ConversationPart } from './conversation.tsx'
import type { LazyPart } from './lazy-part.ts'
import type { MorePart } from './more.tsx'
import type { Chat } from './store/chat.ts'

/** What every component gets: the chat, and the parts of the panel that come later. */
export interface PanelContext {
  readonly chat: Chat
  /** Messages and their connection: fetched as soon as somebody writes, or has written. */
  readonly conversation: LazyPart<ConversationPart>
  /** Menu, questions and the list of chats: fetched with the first hint of their use. */
  readonly more: LazyPart<MorePart>
  /** Runs once `more` is there. That it can't be fetched is said in the panel. */
  readonly withMore: (work: (more: MorePart) => unknown) => Promise<void>
  readonly close: () => void
}

export interface PanelProps {
  readonly panel: PanelContext
}
