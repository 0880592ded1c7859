/** Which thing changed. The names are Appwrite's, so that event and channel names can be made from them. */
export type ChangedResource =
  | {
      kind: 'row'
      databaseId: string
      tableId: string
      rowId: string
      /** True when a commit made it: such changes are named after rows first, all others after documents. */
      byCommit: boolean
    }
  | { kind: 'file'; bucketId: string; fileId: string }
  | { kind: 'execution'; functionId: string; executionId: string }
  | {
      kind: 'user'
      userId: string
      /** What of the user changed: `users.ID.sessions.SID.create`, `users.ID.update.prefs` and so on. */
      part:
        | { kind: 'user' }
        /** `sessionId` is '' when all sessions of the user ended at once. */
        | { kind: 'session'; sessionId: string }
        | {
            kind: 'attribute'
            name: 'name' | 'email' | 'password' | 'prefs' | 'status' | 'labels' | 'phone' | 'verification'
          }
    }
  | { kind: 'team'; teamId: string; part?: 'prefs' }
  | { kind: 'membership'; teamId: string; membershipId: string; part?: 'status' }
  | { kind: 'presence'; presenceId: string }

/**
 * One committed change. Published only after the commit, in commit order; never for a refused request.
 * An increment is an `update`; an upsert is an `upsert` even when it made the row.
 */
export interface Change {
  action: 'create' | 'update' | 'upsert' | 'delete'
  resource: ChangedResource
  /** The resource as Realtime delivers it and as functions receive it (JSON; of a delete: its last state). */
  payload: Record<string, unknown>
  /**
   * Role strings that may hear of it, from the state after the change. Rows: read roles of the table, and of the
   * row when row security is on. Users: `user:ID`. Teams and memberships: `team:ID`.
   */
  readRoles: readonly string[]
  /** The user who caused it; null for guests and keys. */
  causedBy: string | null
}

/** Hands a committed change to whoever listens (Realtime, functions triggered by events). Never throws. */
export type Publish = (change: Change) => void

/**
 * Tells that a membership of a user was confirmed, changed or ended. Live sockets of that user must ask for their roles
 * again; nothing else makes them, as on Appwrite. Never throws.
 */
export type AnnounceRoles = (userId: string) => void
