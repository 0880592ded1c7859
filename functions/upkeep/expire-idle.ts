import type { SessionRow } from '../../contract/tables/sessions.ts'
import { Refusal } from '../../contract/refusal.ts'
import { moveSession } from '../sessions/move-session.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { UPKEEP } from './upkeep-actor.ts'

const PAGE = 100

/**
 * Closes open sessions that are idle past their `expiresAt`. A session that becomes active meanwhile is left alone.
 * Gives the number that it closed.
 */
export async function expireIdle(repositories: Repositories, now: Date): Promise<number> {
  let expired = 0
  for (const status of ['active', 'agent_assigned'] as const) {
    for (;;) {
      const idle = await repositories.sessions.list({
        filter: { status, expiresUntil: now.toISOString() },
        sort: 'lastSeen',
        limit: PAGE,
      })
      let moved = 0
      for (const session of idle) if (await expire(repositories, session)) moved++
      expired += moved
      if (idle.length < PAGE || moved === 0) break
    }
  }
  return expired
}

async function expire(repositories: Repositories, session: SessionRow): Promise<boolean> {
  try {
    const move = { kind: 'expire', expiresAt: session.expiresAt } as const
    return (await moveSession(repositories, session, move, UPKEEP)).changed
  } catch (thrown) {
    if (thrown instanceof Refusal && ['session_not_found', 'session_changed'].includes(thrown.code))
      return false
    throw thrown
  }
}
