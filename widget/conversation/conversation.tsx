/** The part of the panel that sends, receives and shows messages; who only looks does without it. */
import type { Chat } from '../store/chat.ts'

export { openStorage } from '../../client/browser-storage.ts'
export { openTab } from '../../client/browser-tab.ts'
export { createChatClient } from '../../client/chat-client.ts'
export { ClosedNotice } from '../components/ClosedNotice.tsx'
export { Log } from '../components/Log.tsx'
export { Notices } from '../components/Notices.tsx'
export { CharactersLeft } from '../components/CharactersLeft.tsx'
export { Problem } from '../components/Problem.tsx'
export { conversationTexts as texts } from '../locales/en/conversation.ts'
export { timeFormats } from './format-time.ts'
export { conversationStyles as styles } from './conversation-styles.ts'
export { initials } from './initials.ts'
export { createChat } from '../store/chat.ts'

export type ConversationPart = typeof import('./conversation.tsx') & { readonly chat: Chat }
