import type { MessageRow, SessionEvent } from './tables/messages.ts'

/** What a message of sender `system` reports, in an operator's words; empty for what reports nothing. */
export function eventText(message: Pick<MessageRow, 'event' | 'authorId' | 'authorName'>): string {
  const who = message.authorName ?? 'An agent'
  const texts: Record<SessionEvent, string> = {
    escalated: 'A person was asked for',
    agent_joined: `${who} joined`,
    agent_left: message.authorName === null ? 'Put back in the queue' : `${who} put this back in the queue`,
    returned_to_bot: 'Returned to the bot',
    closed: `${message.authorName ?? (message.authorId === null ? 'An operator' : 'The visitor')} closed the chat`,
    expired: 'Closed, as nobody had written for a while',
    reopened: 'Reopened',
  }
  return message.event === null ? '' : texts[message.event]
}
