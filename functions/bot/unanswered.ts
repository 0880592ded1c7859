import type { MessageRow, SessionEvent } from '../../contract/tables/messages.ts'
import { answeredUpTo } from '../sessions/answered-up-to.ts'

/** Messages before these are a person's business, or over. */
const ENDS: ReadonlySet<SessionEvent | null> = new Set([
  'escalated',
  'agent_joined',
  'agent_left',
  'returned_to_bot',
  'closed',
  'expired',
] as const)

/**
 * The visitor's messages that nobody has answered, oldest first.
 *
 * @param recent the newest messages of a session, oldest first
 * @param openedBy the message that the turn was opened for: from it on only an answer counts. One that was sent while the
 *   session came back to the bot may precede the system message that reports it.
 */
export function unanswered(recent: readonly MessageRow[], openedBy?: string): readonly MessageRow[] {
  const questions = recent.filter(({ sender }) => sender === 'user')
  const answered = answeredUpTo(recent)
  const endedUpTo = recent.findLast(({ event }) => ENDS.has(event))?.$sequence ?? 0
  const openedAt = questions.find(({ $id }) => $id === openedBy)?.$sequence ?? Infinity
  return questions.filter(
    ({ $sequence }) => $sequence > answered && ($sequence > endedUpTo || $sequence >= openedAt),
  )
}
