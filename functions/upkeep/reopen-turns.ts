import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { TurnRow } from '../../contract/tables/turns.ts'
import { summaryOf } from '../sessions/escalation-summary.ts'
import { moveSession } from '../sessions/move-session.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'

/**
 * Opens turns again whose bot got lost: Appwrite delivers an event at most once, and a function can be killed. A turn
 * that was started three times is handed to a person.
 */
export async function reopenTurns(
  repositories: Repositories,
  now: Date,
  budget: Budget,
): Promise<StepResult> {
  const before = new Date(now.getTime() - limits.turnLostAfterSeconds * 1000).toISOString()
  let changed = 0
  for (;;) {
    const lost = await repositories.turns.openedBefore(before, WIDTH)
    const [oldest] = lost
    if (oldest === undefined) return { changed, leftSince: null }
    if (budget.isSpent()) return { changed, leftSince: oldest.$createdAt }
    await sideBySide(lost, (turn) => takeUp(repositories, turn))
    changed += lost.length
  }
}

async function takeUp(repositories: Repositories, turn: TurnRow): Promise<void> {
  const { turns } = repositories
  const { $id: sessionId, messageId, corpora, locale, attempts } = turn
  await turns.close(sessionId)
  if (attempts < limits.turnAttemptsMax) {
    await turns.open({ sessionId, messageId, corpora, locale, attempts: attempts + 1 })
  } else await giveToPerson(repositories, sessionId)
}

async function giveToPerson(repositories: Repositories, sessionId: string): Promise<void> {
  const session = await repositories.sessions.get(sessionId)
  if (session === null) return
  const recent = await repositories.messages.newest(sessionId, limits.memoryWindow)
  const move = { kind: 'escalate', reason: 'The bot could not answer', summary: summaryOf(recent) } as const
  try {
    await moveSession(repositories, session, move, UPKEEP)
  } catch (thrown) {
    // Somebody has it already, or it is over.
    if (!(thrown instanceof Refusal) || thrown.status >= 500) throw thrown
  }
}
