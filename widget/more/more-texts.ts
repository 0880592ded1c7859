import type { Question } from '../store/chat-state.ts'

/** The words of menu, questions and the list of chats. */
export const moreTexts = {
  rename: 'Rename',
  clear: 'Clear history',
  delete: 'Delete chat',
  close: 'End chat',
  cancel: 'Cancel',
  name: 'Name of this chat',
  you: 'You',
  closed: 'Closed',
  unseen: (count: number) => `${count} new`,
  noSessions: 'No chats yet',
  noSessionsHint: 'Your chats appear here once you’ve written something.',
} as const

/** What each act asks before it is done. */
export const questionTexts: Readonly<
  Record<Question, { readonly title: string; readonly body: string; readonly confirm: string }>
> = {
  rename: { title: 'Rename chat', body: '', confirm: 'Save' },
  clear: {
    title: 'Clear the history?',
    body: 'All messages of this chat are deleted, for you and for us. This can’t be undone.',
    confirm: 'Clear history',
  },
  delete: {
    title: 'Delete this chat?',
    body: 'The chat and all its messages are deleted, for you and for us. This can’t be undone.',
    confirm: 'Delete chat',
  },
  close: {
    title: 'End this chat?',
    body: 'Nobody will answer in it any more. You can still read it, and write to open it again.',
    confirm: 'End chat',
  },
}
