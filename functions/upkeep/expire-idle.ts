import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { Refusal } from '../../contract/refusal.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { moveSession } from '../sessions/move-session.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'
import { sideBySide, WIDTH, type StepResult } from './step.ts'
import { UPKEEP } from './upkeep-actor.ts'

/**
 * Closes open sessions that are idle past their `expiresAt`. One that has none, as rows that others brought in, expires by
 * its last change. A session that becomes active meanwhile is left alone.
 */
export async function expireIdle(repositories: Repositories, now: Date, budget: Budget): Promise<StepResult> {
  const settings = await repositories.settings.get()
  const changedUntil = new Date(now.getTime() - settings.sessionTimeoutMinutes * 60_000).toISOString()
  const due = [{ expiresUntil: now.toISOString() }, { unlimitedUntil: changedUntil }]
  const endOf = (session: PacedSessionRow) =>
    session.expiresAt ?? expiryFrom(settings, new Date(session.$updatedAt))
  let changed = 0
  let leftSince: string | null = null
  for (const filter of due.flatMap((by) => OPEN.map((status) => ({ ...by, status })))) {
    for (;;) {
      const idle = await repositories.sessions.list({ filter, sort: 'expiresAt', limit: WIDTH })
      const [oldest] = idle
      if (oldest === undefined) break
      if (budget.isSpent()) {
        leftSince ??= endOf(oldest)
        break
      }
      const moved = await sideBySide(idle, (session) => expire(repositories, session, endOf))
      const count = moved.filter((isMoved) => isMoved).length
      changed += count
      // Others keep changing all of them: next time.
      if (count === 0) break
    }
  }
  return { changed, leftSince }
}

const OPEN = ['active', 'agent_assigned'] as const

async function expire(
  repositories: Repositories,
  session: PacedSessionRow,
  endOf: (session: PacedSessionRow) => string,
): Promise<boolean> {
  try {
    const move = (present: PacedSessionRow) => ({ kind: 'expire', expiresAt: endOf(present) }) as const
    return (await moveSession(repositories, session, move, UPKEEP)).changed
  } catch (thrown) {
    if (thrown instanceof Refusal && GONE_ON.has(thrown.code)) return false
    throw thrown
  }
}

/** The visitor or an agent was faster. */
const GONE_ON: ReadonlySet<string> = new Set(['session_not_found', 'session_changed', 'session_not_expired'])
