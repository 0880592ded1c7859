import type { PanelTexts } from '../texts.ts'

const UNSET = 'The chat isn’t set up completely. Please tell the website’s owner.'

export const panelTexts: PanelTexts = {
  locale: 'en',
  title: 'Chat',
  greeting: 'Hello! How can we help?',
  status: {
    bot: 'Answers from our help articles',
    waiting: 'Waiting for a person',
    agent: 'Is here to help you',
    closed: 'This chat is closed',
  },
  placeholder: 'Write a message…',
  composer: 'Message',
  send: 'Send',
  open: (unread: number) => (unread === 0 ? 'Open chat' : `Open chat, ${unread} unread`),
  closePanel: 'Close chat',
  close: 'Close',
  back: 'Back to the chat',
  menu: 'More',
  newChat: 'New chat',
  yourChats: 'Your chats',
  askForPerson: 'Talk to a person',
  log: 'Messages',
  tryAgain: 'Try again',
  problems: {
    network: 'We can’t reach the chat. Check your connection and try again.',
    timeout: 'The chat takes too long to answer. Try again in a moment.',
    origin_not_allowed: 'This website isn’t allowed to use this chat. Its owner can add it as a platform.',
    not_deployed: UNSET,
    misconfigured: UNSET,
  },
  problem: 'Something went wrong on our side. Try again in a moment; nothing was lost.',
}
