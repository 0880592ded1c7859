import type { InboxActions } from '../store/inbox-actions.ts'
import type { InboxState } from '../store/inbox-state.ts'

/** What every part of the page shows, and what it can do. */
export interface Parts {
  readonly state: InboxState
  readonly actions: InboxActions
}
