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
 */
export function unanswered(recent: readonly MessageRow[]): readonly MessageRow[] {
  const questions = recent.filter(({ sender }) => sender === 'user')
  const sequenceOf = new Map(questions.map(({ $id, $sequence }) => [answerIdFor($id), $sequence]))
  let upTo = 0
  for (const { $id, $sequence, sender, event } of recent) {
    if (sender === 'agent' || ENDS.has(event)) upTo = Math.max(upTo, $sequence)
    if (sender === 'bot') upTo = Math.max(upTo, sequenceOf.get($id) ?? $sequence)
  }
  return questions.filter(({ $sequence }) => $sequence > upTo)
}
