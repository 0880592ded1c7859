import { answerIdFor } from '../../contract/ids.ts'
import type { MessageRow, SessionEvent } from '../../contract/tables/messages.ts'

/** What was said before these is a person's business, or over. */
const ENDS: ReadonlySet<SessionEvent | null> = new Set([
  'escalated',
  'agent_joined',
  'agent_left',
  'returned_to_bot',
  'closed',
  'expired',
] as const)

/**
 * The visitor's messages that nobody has answered, oldest first. An answer of the bot tells by its id up to which
 * message it answers: one that came while it was being written stays unanswered, though it stands before the answer.
 *
 * @param recent the newest messages of a session, oldest first
 * @param openedBy the message that the turn was opened for: from it on only an answer counts. One that was sent while the
 *   session came back to the bot may stand before the system message that says so.
 */
export function unanswered(recent: readonly MessageRow[], openedBy?: string): readonly MessageRow[] {
  const questions = recent.filter(({ sender }) => sender === 'user')
  const sequenceOf = new Map(questions.map(({ $id, $sequence }) => [answerIdFor($id), $sequence]))
  let answeredUpTo = 0
  let endedUpTo = 0
  for (const { $id, $sequence, sender, event } of recent) {
    if (sender === 'agent') answeredUpTo = Math.max(answeredUpTo, $sequence)
    if (sender === 'bot') answeredUpTo = Math.max(answeredUpTo, sequenceOf.get($id) ?? $sequence)
    if (ENDS.has(event)) endedUpTo = Math.max(endedUpTo, $sequence)
  }
  const openedAt = questions.find(({ $id }) => $id === openedBy)?.$sequence ?? Infinity
  return questions.filter(
    ({ $sequence }) => $sequence > answeredUpTo && ($sequence > endedUpTo || $sequence >= openedAt),
  )
}
