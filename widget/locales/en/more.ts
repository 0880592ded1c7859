import type { MoreTexts } from '../texts.ts'

export const moreTexts: MoreTexts = {
  back: 'Back to the chat',
  yourChats: 'Your chats',
  rename: 'Rename',
  clear: 'Clear history',
  delete: 'Delete chat',
  endChat: 'End chat',
  cancel: 'Cancel',
  save: 'Save',
  name: 'Name of this chat',
  isClosed: 'Closed',
  noSessions: 'No chats yet',
  noSessionsHint: 'Your chats appear here once you’ve written something.',
  questions: {
    rename: 'Rename chat',
    clear: 'Clear the history?',
    delete: 'Delete this chat?',
    close: 'End this chat?',
  },
  consequences: {
    clear: 'All messages of this chat are deleted, for you and for us. This can’t be undone.',
    delete: 'The chat and all its messages are deleted, for you and for us. This can’t be undone.',
    close: 'Nobody will answer in it any more. You can still read it, and write to open it again.',
  },
}
