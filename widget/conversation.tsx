/** The part of the panel that shows messages and keeps them in step; a chat that says nothing does without it. */
export { followSession } from '../client/follow-session.ts'
export { Log } from './components/Log.tsx'
export { Notices } from './components/Notices.tsx'
export { conversationStyles as styles } from './conversation-styles.ts'

export type ConversationPart = typeof import('./conversation.tsx')
