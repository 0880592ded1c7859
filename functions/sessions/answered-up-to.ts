import { answerIdFor } from '../../contract/ids.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'

/**
 * Up to which message, by its `$sequence`, somebody has answered. An answer of the bot tells by its id which message it
 * answers: one that came while it was being written stays unanswered, though it precedes the answer.
 *
 * @param recent the newest messages of a session, oldest first
 */
export function answeredUpTo(recent: readonly MessageRow[]): number {
  const sequenceOf = new Map(
    recent
      .filter(({ sender }) => sender === 'user')
      .map(({ $id, $sequence }) => [answerIdFor($id), $sequence]),
  )
  let upTo = 0
  for (const { $id, $sequence, sender, state } of recent) {
    // One that is still being written answers nothing yet, and its bot may get lost.
    if (state === 'streaming') continue
    if (sender === 'agent') upTo = Math.max(upTo, $sequence)
    if (sender === 'bot') upTo = Math.max(upTo, sequenceOf.get($id) ?? $sequence)
  }
  return upTo
}
