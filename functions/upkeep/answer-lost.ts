import { stateOf } from '../../contract/session-state.ts'
import { turnLeft } from '../sessions/turn-left.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { positionOf } from '../repositories/sessions.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'

/** Younger messages may still be with the bot. */
const LOST_AFTER_MS = 60_000
/** Older ones are answered no more: the visitor has long gone. */
const LOOK_BACK_MS = 60 * 60 * 1000
const PAGE = 100
const STEP = 'answers'
const SORT = 'lastSeen'

/**
 * Opens a turn for messages that never got one, because the function that stored them was killed, or they were sent
 * just when the session came back to the bot: the newest message of a session with the bot is the visitor's, a minute ago
 * or longer. Continues where the last run stopped, so that sessions with nothing to do block no others; starts over
 * once it has seen all.
 */
export async function answerLost(repositories: Repositories, now: Date, budget: Budget): Promise<StepResult> {
  const { sessions, upkeep } = repositories
  const filter = {
    status: 'active',
    needsHuman: false,
    previewSender: 'user',
    since: new Date(now.getTime() - LOOK_BACK_MS).toISOString(),
    until: new Date(now.getTime() - LOST_AFTER_MS).toISOString(),
  } as const
  const start = await upkeep.position(STEP)
  const result = { changed: 0, leftSince: null }
  for (let after = start; ;) {
    const page = await sessions.list({ filter, sort: SORT, limit: PAGE, after })
    for (let at = 0; at < page.length; at += WIDTH) {
      const some = page.slice(at, at + WIDTH)
      if (budget.isSpent()) {
        if (after !== start) await upkeep.keepPosition(STEP, after)
        return { ...result, leftSince: some[0]?.lastSeen ?? null }
      }
      const opened = await sideBySide(some, (session) => openTurn(repositories, session))
      result.changed += opened.filter((isOpened) => isOpened).length
      const last = some.at(-1)
      if (last !== undefined) after = positionOf(last, SORT)
    }
    if (page.length < PAGE) break
  }
  if (start !== null) await upkeep.keepPosition(STEP, null)
  return result
}

async function openTurn(repositories: Repositories, session: SessionRow): Promise<boolean> {
  if (stateOf(session) !== 'bot') return false
  const turn = await turnLeft(repositories, session)
  return turn !== null && repositories.turns.open(turn)
}
