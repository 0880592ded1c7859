import type { PanelTexts } from '../texts.ts'

export const panelTexts: PanelTexts = {
  title: 'Chat',
  greeting: 'Hello! How can we help?',
  status: 'Answers from our help articles',
  placeholder: 'Write a message…',
  composer: 'Message',
  send: 'Send',
  open: 'Open chat',
  openUnread: 'Open chat, # unread',
  closePanel: 'Close chat',
  close: 'Close',
  menu: 'More',
  log: 'Messages',
  tryAgain: 'Try again',
  network: 'We can’t reach the chat. Check your connection and try again.',
  problem: 'Something went wrong on our side. Try again in a moment; nothing was lost.',
}
