import type { ConversationTexts } from '../texts.ts'

const GONE = 'That chat no longer exists. Write a message to start a new one.'

export const conversationTexts: ConversationTexts = {
  authors: { bot: 'Assistant', agent: 'Support' },
  you: 'You',
  sources: 'Sources',
  choices: 'Articles to choose from',
  generated: 'Written by AI from the sources below',
  feedback: { up: 'Helpful', down: 'Not helpful' },
  feedbackThanks: 'Thanks for telling us',
  stop: 'Stop',
  stopped: 'Written by AI. You stopped this answer.',
  sending: 'Sending',
  sent: 'Sent',
  notSent: 'Not sent.',
  retry: 'Retry',
  charactersLeft: (count: number) => (count < 0 ? `${-count} too many` : `${count} left`),
  tooLong: 'This is too long to be sent',
  dismiss: 'Dismiss',
  closed: 'This chat is closed. Write to open it again, or start a new one.',
  closedForGood: 'This chat takes no more messages. What you wrote is kept for a new one.',
  incomplete: 'This answer was cut short.',
  older: 'Earlier messages',
  latest: 'Jump to latest',
  newMessages: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  typing: 'The assistant is writing',
  slow: 'Still looking…',
  offerPerson: 'This takes longer than usual. Would you rather talk to a person?',
  gaveUp: 'No answer came. Ask again, or talk to a person.',
  waiting: 'We’re getting a person for you. We’ll answer here.',
  goesIn: (ms: number) =>
    `That was a lot at once. This is kept, and sent by itself ${ms > 90_000 ? `in ${Math.ceil(ms / 60_000)} minutes` : 'within a minute or so'}.`,
  sentLater: 'Sent when the connection is back.',
  offline: 'No connection. What you write is kept, and sent when it’s back.',
  justNow: 'just now',
  today: 'Today',
  yesterday: 'Yesterday',
  event: (event, name) => {
    switch (event) {
      case 'escalated':
        return 'A person was asked for'
      case 'agent_joined':
        return `${name ?? 'Someone from our team'} joined`
      case 'agent_left':
        return `${name ?? 'Our colleague'} left. Someone else will take over`
      case 'returned_to_bot':
        return 'The assistant answers again'
      case 'closed':
        return 'This chat was closed'
      case 'expired':
        return 'This chat was closed after a long pause'
      case 'reopened':
        return 'This chat is open again'
      default:
        return event satisfies never
    }
  },
  conversationProblems: {
    rate_limited: 'That was a lot at once. Wait a minute, then try again.',
    not_accepting: 'This chat takes no new messages at the moment. What you wrote is kept, and sent later.',
    visitor_unknown: GONE,
    session_not_found: GONE,
    session_closed: 'That chat is closed. Start a new one.',
    link_over: 'This link was used already, or is too old. The chat is still where you began it.',
    session_taken: 'A person is already in this chat: just write.',
  },
}
