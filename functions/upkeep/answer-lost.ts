import { stateOf } from '../../contract/session-state.ts'
import { turnLeft } from '../sessions/turn-left.ts'
import type { PacedSessionRow, SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { positionOf } from '../repositories/session-order.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { walk } from './walk.ts'

/** Younger messages may still be with the bot. */
const LOST_AFTER_MS = 60_000
/** Older ones are answered no more: the visitor has long gone. */
const LOOK_BACK_MS = 60 * 60 * 1000
const SORT = 'lastSeen'

/**
 * Opens a turn for messages that never got one, because the function that stored them was killed, or they were sent
 * just when the session came back to the bot: the newest message of a session with the bot is the visitor's, a minute ago
 * or longer. Continues where the last run stopped, so that sessions with nothing to do block no others; starts over
 * once it has seen all.
 */
export async function answerLost(repositories: Repositories, now: Date, budget: Budget): Promise<StepResult> {
  const filter = {
    status: 'active',
    needsHuman: false,
    previewSender: 'user',
    since: new Date(now.getTime() - LOOK_BACK_MS).toISOString(),
    until: new Date(now.getTime() - LOST_AFTER_MS).toISOString(),
  } as const
  return walk<PacedSessionRow>(repositories, budget, {
    step: 'answers',
    dueSince: ({ lastSeen }) => lastSeen,
    positionOf: (session) => positionOf(session, SORT),
    read: (after, limit) => repositories.sessions.list({ filter, sort: SORT, limit, after }),
    work: (found) => sideBySide(found, (session) => openTurn(repositories, session)),
    batch: WIDTH,
    startsOver: true,
  })
}

async function openTurn(repositories: Repositories, session: SessionRow): Promise<boolean> {
  if (stateOf(session) !== 'bot') return false
  const turn = await turnLeft(repositories, session)
  return turn !== null && repositories.turns.open(turn)
}
