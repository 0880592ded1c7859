import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { Refusal } from '../../contract/refusal.ts'
import { moveSession } from '../sessions/move-session.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'

/** Closes open sessions that are idle past their `expiresAt`. A session that becomes active meanwhile is left alone. */
export async function expireIdle(repositories: Repositories, now: Date, budget: Budget): Promise<StepResult> {
  let changed = 0
  let leftSince: string | null = null
  for (const status of ['active', 'agent_assigned'] as const) {
    const filter = { status, expiresUntil: now.toISOString() }
    for (;;) {
      const idle = await repositories.sessions.list({ filter, sort: 'expiresAt', limit: WIDTH })
      const [oldest] = idle
      if (oldest === undefined) break
      if (budget.isSpent()) {
        leftSince ??= oldest.expiresAt
        break
      }
      const moved = await sideBySide(idle, (session) => expire(repositories, session))
      const count = moved.filter((isMoved) => isMoved).length
      changed += count
      // Others keep changing all of them: next time.
      if (count === 0) break
    }
  }
  return { changed, leftSince }
}

async function expire(repositories: Repositories, session: PacedSessionRow): Promise<boolean> {
  try {
    const move = { kind: 'expire', expiresAt: session.expiresAt } as const
    return (await moveSession(repositories, session, move, UPKEEP)).changed
  } catch (thrown) {
    if (thrown instanceof Refusal && GONE_ON.has(thrown.code)) return false
    throw thrown
  }
}

/** The visitor or an agent was faster. */
const GONE_ON: ReadonlySet<string> = new Set(['session_not_found', 'session_changed', 'session_not_expired'])
