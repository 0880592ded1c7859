import type { SessionRow } from '../../contract/tables/sessions.ts'

/** Whether a session's visitor was last seen before a moment, ISO 8601. */
export function isIdle(session: SessionRow, until: string): boolean {
  return session.lastSeen !== null && Date.parse(session.lastSeen) < Date.parse(until)
}
