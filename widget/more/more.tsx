/** The part of the panel behind its menu: questions, the list of chats, and what can be done to them. */
export { ListHeader } from '../components/ListHeader.tsx'
export { MenuItems } from '../components/MenuItems.tsx'
export { QuestionDialog } from '../components/QuestionDialog.tsx'
export { SessionList } from '../components/SessionList.tsx'
export { moreTexts as texts } from '../locales/en/more.ts'
export { moreStyles as styles } from './more-styles.ts'
export { createChatActions } from '../store/chat-actions.ts'
