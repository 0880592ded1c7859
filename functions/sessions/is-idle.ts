import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { SessionFilter } from '../repositories/sessions.ts'

/** The lists that together contain all sessions that are idle since before a moment: each has an index of its own. */
export function idleFilters(until: string): readonly SessionFilter[] {
  return [{ until }, { undatedUntil: until }]
}

/**
 * Whether a session's visitor was last seen before a moment, ISO 8601. Imported rows may not have it:
 * their last change counts.
 */
export function isIdle(session: SessionRow, until: string): boolean {
  return Date.parse(session.lastSeen ?? session.$updatedAt) < Date.parse(until)
}
