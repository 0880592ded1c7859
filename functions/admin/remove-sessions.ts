import type { CleanupAnswer, RemovedAnswer } from '../../contract/admin-api.ts'
import type { CleanupRequest } from '../../contract/admin-requests.ts'
import type { Position } from '../../contract/position.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { newAuditId, type AuditEntry } from '../repositories/audit.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { BoundedCount } from '../repositories/rows.ts'
import type { SessionFilter } from '../repositories/sessions.ts'
import { positionOf } from '../repositories/session-order.ts'
import { clearMessages } from '../sessions/clear-messages.ts'
import { idleFilters, isIdle } from '../sessions/is-idle.ts'
import { removeSession, removeSessionIf } from '../sessions/remove-session.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** What fits well into one synchronous execution of 30 seconds. */
const SESSIONS_PER_CALL = 100

/** Deletes a session with all of its messages. Throws `session_not_found`. */
export async function deleteSession(call: AdminCall, sessionId: string): Promise<RemovedAnswer> {
  const session = await sessionById(call, sessionId)
  return { sessionId, messages: await removeSession(call.repositories, session, actorOf(call.caller)) }
}

/** Deletes a session's messages and keeps the session. Throws `session_not_found`. */
export async function clearSession(call: AdminCall, sessionId: string): Promise<RemovedAnswer> {
  const session = await sessionById(call, sessionId)
  const cleared = await clearMessages(call.repositories, session, actorOf(call.caller))
  return { sessionId, messages: cleared.messages }
}

/**
 * Deletes sessions that were last seen more than some days ago, 100 a call; a dry run unless requested otherwise. The
 * days of `settings` apply when none are given. One in which somebody writes meanwhile stays.
 */
export async function cleanUp(
  call: Pick<AdminCall, 'repositories' | 'caller'>,
  request: CleanupRequest,
): Promise<CleanupAnswer> {
  const { sessions, settings } = call.repositories
  const days = request.days ?? (await settings.get()).retentionDays
  const until = new Date(Date.now() - days * DAY_MS).toISOString()
  const dryRun = request.dryRun ?? true
  if (dryRun) {
    const counts = await Promise.all(
      idleFilters(until).map((filter) =>
        Promise.all([sessions.count(filter), countMessages(call.repositories, filter)]),
      ),
    )
    const sum = (which: 0 | 1) => counts.reduce((all, one) => all + one[which].count, 0)
    const more = counts.flat().some(({ isAtLeast }) => isAtLeast)
    return { dryRun, before: until, sessions: sum(0), messages: sum(1), more }
  }
  const old = await oldest(call.repositories, until, SESSIONS_PER_CALL + 1)
  const batch = old.slice(0, SESSIONS_PER_CALL)
  const isDue = (session: SessionRow) => isIdle(session, until)
  const actor = actorOf(call.caller)
  const id = newAuditId()
  let removed = 0
  let messages = 0
  // The cleanup's row names at every moment what has been deleted.
  const cleanup = (more: number): AuditEntry => ({
    action: 'cleanup',
    actor,
    sessionId: null,
    detail: { days, sessions: removed + 1, messages: messages + more },
    row: { id, isWritten: removed > 0 },
  })
  for (const { $id } of batch) {
    const count = await removeSessionIf(isDue, call.repositories, $id, actor, cleanup)
    if (count === null) continue
    removed++
    messages += count
  }
  return { dryRun, before: until, sessions: removed, messages, more: old.length > batch.length }
}

async function oldest({ sessions }: Repositories, until: string, count: number): Promise<SessionRow[]> {
  const found: SessionRow[] = []
  for (const filter of idleFilters(until)) {
    const limit = count - found.length
    if (limit > 0) found.push(...(await sessions.list({ filter, sort: 'lastSeen', limit })))
  }
  return found
}

/** Pages that a dry run looks at: it must be over in a synchronous execution however many sessions there are. */
const DRY_PAGES = 8
const DRY_PAGE = 500

/** Of the sessions that would be deleted, by their own counters, as far as a few pages reach. */
async function countMessages(repositories: Repositories, filter: SessionFilter): Promise<BoundedCount> {
  let count = 0
  let after: Position | null = null
  for (let pages = 0; pages < DRY_PAGES; pages++) {
    const sessions: SessionRow[] = await repositories.sessions.list({
      filter,
      sort: 'lastSeen',
      limit: DRY_PAGE,
      after,
    })
    for (const session of sessions) count += session.messageCount
    const last = sessions.at(-1)
    if (last === undefined || sessions.length < DRY_PAGE) return { count, isAtLeast: false }
    after = positionOf(last, 'lastSeen')
  }
  return { count, isAtLeast: true }
}
