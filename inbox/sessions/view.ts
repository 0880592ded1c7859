import type { Position } from '../../contract/position.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** Which sessions the list shows. */
export const VIEWS = ['open', 'waiting', 'mine', 'closed'] as const
export type View = (typeof VIEWS)[number]

/** Whether a view shows a session, as the server would answer it. */
export function isInView(view: View, session: SessionRow, agentId: string): boolean {
  const state = stateOf(session)
  switch (view) {
    case 'open':
      // A chat that was opened and never written in needs nobody.
      return state === 'waiting' || (state !== 'closed' && session.messageCount > 0)
    case 'waiting':
      return state === 'waiting'
    case 'mine':
      return state === 'agent' && session.assignedAgent === agentId
    case 'closed':
      return state === 'closed'
    default:
      return view satisfies never
  }
}

/** What the server orders a view by: who waits from the longest, the others from the most recently active. */
export function orderColumn(view: View): 'waitingSince' | 'lastSeen' {
  return view === 'waiting' ? 'waitingSince' : 'lastSeen'
}

/** A session's position in a view. */
export function placeIn(view: View, session: SessionRow): Position {
  return { value: session[orderColumn(view)], sequence: session.$sequence }
}

/** Who waits comes first, the longest first; then by last activity. */
export function byUrgency(one: SessionRow, other: SessionRow): number {
  const waits = (session: SessionRow) => stateOf(session) === 'waiting'
  if (waits(one) !== waits(other)) return waits(one) ? -1 : 1
  if (waits(one)) return (one.waitingSince ?? '').localeCompare(other.waitingSince ?? '')
  return (other.lastSeen ?? '').localeCompare(one.lastSeen ?? '')
}
