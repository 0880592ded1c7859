import { atom, map } from 'nanostores'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { Position } from '../../contract/position.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent } from '../inbox-client.ts'
import type { Statistics } from '../statistics/statistics-calls.ts'
import type { View } from '../view.ts'

/** Who looks at the page. */
export type Door =
  | { readonly kind: 'opening' }
  | { readonly kind: 'signed_out'; readonly problem: string | null }
  | { readonly kind: 'open'; readonly agent: Agent }

/** The open conversation. */
export interface Conversation {
  readonly session: SessionRow
  /** Oldest first, by `$sequence`. */
  readonly messages: readonly MessageRow[]
  readonly hasOlder: boolean
  readonly isLoading: boolean
}

/** How changes arrive: pushed, asked for every five seconds, or not at all right now. */
export type Link = 'live' | 'polling' | 'offline'

export type InboxState = ReturnType<typeof createInboxState>

/** All that the page shows. Plain values; `inbox-actions.ts` changes them. */
export function createInboxState(view: View) {
  return {
    $door: atom<Door>({ kind: 'opening' }),
    $view: atom<View>(view),
    /** Null until the first answer. */
    $sessions: atom<readonly SessionRow[] | null>(null),
    /** Where “Load more” goes on; null when all are shown. */
    $next: atom<Position | null>(null),
    /** Whoever waits for a person, whatever the view shows. */
    $waiting: atom<readonly SessionRow[]>([]),
    /** Held by the agent, with a visitor who wrote last. */
    $unanswered: atom<readonly SessionRow[]>([]),
    $stats: atom<Statistics | null>(null),
    $selectedId: atom<string | null>(null),
    $conversation: atom<Conversation | null>(null),
    /** What is being written, by session. */
    $drafts: map<Record<string, string>>({}),
    $isBusy: atom(false),
    $link: atom<Link>('polling'),
    /** Whether the page may make a sound and show notifications. */
    $alerts: atom(true),
    /** The last problem, in a sentence, until it is dismissed or the next thing works. */
    $problem: atom<string | null>(null),
    /** Why the page can't work as it is served, in a sentence for whoever serves it. */
    $obstacle: atom<string | null>(null),
    /** False while what the page reads by itself gets no answer. */
    $isReached: atom(true),
    $refreshedAt: atom<Date | null>(null),
  }
}
