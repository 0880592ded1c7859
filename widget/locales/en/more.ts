import type { MoreTexts } from '../texts.ts'

export const moreTexts: MoreTexts = {
  rename: 'Rename',
  clear: 'Clear history',
  delete: 'Delete chat',
  endChat: 'End chat',
  cancel: 'Cancel',
  name: 'Name of this chat',
  isClosed: 'Closed',
  unseen: (count: number) => `${count} new`,
  noSessions: 'No chats yet',
  noSessionsHint: 'Your chats appear here once you’ve written something.',
  questions: {
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
  },
}
