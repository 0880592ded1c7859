import type { ComponentType } from 'preact'
import type { DraftFileActions } from '../attachments/draft-file-actions.ts'
import type { TimeFormats } from '../conversation/format-time.ts'
import type { Settings } from './read-options.ts'
import type { Words } from './words.ts'
import type { LazyPart } from './lazy-part.ts'
import type { Chat } from '../store/chat.ts'
import type { ChatActions } from '../store/chat-actions.ts'
import type { ChatState, Question } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'

/** What the panel takes of the part that sends, receives and shows messages. */
export interface ConversationPart {
  readonly chat: Chat
  /** Whether what the visitor has said survives the page. */
  readonly isKept: () => boolean
  readonly ClosedNotice: ComponentType<PanelProps>
  readonly Log: ComponentType<PanelProps>
  readonly Notices: ComponentType<PanelProps>
  readonly CharactersLeft: ComponentType<PanelProps>
  readonly Problem: ComponentType<PanelProps>
  /** Of whom the visitor talks to. */
  readonly initials: (name: string) => string
}

/** What it takes of the part behind its menu. */
export interface MorePart {
  readonly actions: ChatActions
  readonly MenuItems: ComponentType<PanelProps>
  readonly ListHeader: ComponentType<PanelProps>
  readonly SessionList: ComponentType<PanelProps>
  readonly QuestionDialog: ComponentType<PanelProps & { readonly question: Question }>
}

/** What it takes of the part with the site's articles. */
export interface HelpPart {
  /** Below the greeting. */
  readonly Home: ComponentType
  /** In place of the chat. */
  readonly HelpPage: ComponentType
  /** Shows an article. */
  readonly open: (articleId: string) => Promise<void>
}

/** What every component gets: the state, and the parts of the panel that come later. */
export interface PanelContext extends Pick<Store<ChatState>, 'get' | 'set'> {
  /** The server's time, in milliseconds since 1970. */
  readonly now: () => number
  /** Requests settings and a session, again after a failure. */
  readonly begin: () => void
  readonly close: () => void
  /** Each part has its own texts, the conversation also those that more needs. */
  readonly texts: Words['texts']
  readonly addTexts: Words['add']
  readonly addLateTexts: Words['addLate']
  readonly addStyles: (text: string) => void
  /** Speaks a language that the page has chosen, or one that it knows. */
  readonly speak: (locale: unknown) => Promise<void>
  /** What the tag and the page set. */
  readonly tag: Settings
  /** From when the conversation is there. */
  readonly formats: TimeFormats
  readonly setDraft: (text: string) => void
  /** What takes files beside the draft, and shows them: where messages may carry some, from when it is there. */
  readonly Attach?: ComponentType<PanelProps>
  readonly draftFiles?: DraftFileActions
  /** Messages, and all that sends and receives them: fetched as soon as somebody writes, or has written. */
  readonly conversation: LazyPart<ConversationPart>
  /** Fetches the conversation without using it yet, so that nothing moves under a finger. */
  readonly prepare: () => void
  /** Menu, questions and the list of chats: fetched with the first hint of their use. */
  readonly more: LazyPart<MorePart>
  /** The site's articles: fetched with the first opening by somebody unknown, and with the first article. */
  readonly help: LazyPart<HelpPart>
  /** Runs once the part is there. A failed fetch is shown in the panel. */
  readonly withChat: (work: (chat: Chat) => unknown) => Promise<void>
  readonly withMore: (work: (more: MorePart) => unknown) => Promise<void>
}

export interface PanelProps {
  readonly panel: PanelContext
}
