import { atom } from 'nanostores'
import type { Position } from '../../contract/position.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { View } from './view.ts'

export type SessionStore = ReturnType<typeof createSessionStore>

/** The list of sessions as it is shown. */
export function createSessionStore(view: View) {
  return {
    $view: atom<View>(view),
    /** Null until the first answer. */
    $sessions: atom<readonly SessionRow[] | null>(null),
    /** Where “Load more” goes on; null when all are shown. */
    $next: atom<Position | null>(null),
    /** Whoever waits for a person, whatever the view shows. */
    $waiting: atom<readonly SessionRow[]>([]),
    /** Held by the agent, with a visitor who wrote last. */
    $unanswered: atom<readonly SessionRow[]>([]),
    $refreshedAt: atom<Date | null>(null),
  }
}
