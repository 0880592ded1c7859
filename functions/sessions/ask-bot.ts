import * as limits from '../../contract/limits.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { NewTurn } from '../repositories/turns.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { turnLeft } from './turn-left.ts'

/** Makes the bot read a stored message: opens the session's turn, or joins the one that is open. */
export async function askBot(repositories: Repositories, turn: NewTurn, now: Date): Promise<void> {
  if (!(await repositories.turns.open(turn))) await joinTurn(repositories, turn, now)
}

/** For a session that may have come to the bot with something to answer. Doing it again changes nothing. */
export async function askBotWhatIsLeft(
  repositories: Repositories,
  session: SessionRow,
  now: Date,
): Promise<void> {
  if (stateOf(session) !== 'bot') return
  const turn = await turnLeft(repositories, session)
  if (turn !== null) await askBot(repositories, turn, now)
}

/**
 * For a message that is stored, and found a turn open when its own was to be opened: whoever ends that turn after this
 * looks for messages that joined. A turn that has ended meanwhile, or whose bot got lost, is opened again.
 */
export async function joinTurn({ turns }: Repositories, turn: NewTurn, now: Date): Promise<void> {
  const present = await turns.get(turn.sessionId)
  if (present === null) await turns.open(turn)
  else if (now.getTime() - Date.parse(present.$createdAt) > limits.turnLostAfterSeconds * 1000) {
    await turns.close(turn.sessionId)
    await turns.open({ ...turn, attempts: Math.min(present.attempts + 1, limits.turnAttemptsMax) })
  }
}
