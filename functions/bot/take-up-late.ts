import type { TurnRow } from '../../contract/tables/turns.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { isWithBot } from './reply-happening.ts'
import { unanswered } from './unanswered.ts'

/** Messages that the bot looks at: enough that an answer and its question are among them even after a flood. */
export const WINDOW = 30

/**
 * A message that was sent while the turn was open has joined it; one that the bot did not see any more gets a turn of
 * its own.
 */
export async function takeUpLate(
  { messages, turns }: Repositories,
  turn: TurnRow,
  attempts: number,
  openedBy?: string,
): Promise<void> {
  const recent = await messages.newest(turn.$id, WINDOW)
  const late = unanswered(recent, openedBy).at(-1)
  if (late === undefined) return
  const { $id: sessionId, corpora, locale } = turn
  await turns.open({ sessionId, messageId: late.$id, corpora, locale, attempts })
}

/**
 * After a turn that ended without an answer: the session may be with the bot all the same, and messages have joined the
 * turn since.
 */
export async function takeUpIfWithBot(repositories: Repositories, turn: TurnRow): Promise<void> {
  const session = await repositories.sessions.get(turn.$id)
  if (session === null || !isWithBot(session)) return
  await takeUpLate(repositories, turn, 1, turn.messageId)
}
