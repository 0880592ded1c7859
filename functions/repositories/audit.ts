import { ID, Query } from 'node-appwrite'
import { audit as table, type AuditAction, type AuditRow } from '../../contract/tables/audit.ts'
import { unless, type Connection } from './connection.ts'
import { listRows } from './rows.ts'

/** Who did it. */
export interface Actor {
  readonly kind: NonNullable<AuditRow['actorKind']>
  readonly id: string | null
  readonly name: string | null
}

/** One deed, to be recorded. */
export interface AuditEntry {
  readonly action: AuditAction
  readonly actor: Actor
  readonly sessionId: string | null
  /** Never message text. */
  readonly detail?: object
}

/** What `createRow` takes for a deed. */
export function auditRow({ action, actor, sessionId, detail = {} }: AuditEntry) {
  return {
    rowId: ID.unique(),
    data: {
      action,
      sessionId,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      detail: JSON.stringify(detail),
    },
  }
}

/** Few sessions are deleted more than once. */
const DELETIONS_MAX = 1000

/** The table `audit`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function auditRepository(connection: Connection) {
  const place = { databaseId: connection.databaseId, tableId: table.id }
  return {
    /** Gives the row's id. */
    async record(
      action: AuditAction,
      actor: Actor,
      sessionId: string | null,
      detail: object = {},
    ): Promise<string> {
      const row = auditRow({ action, actor, sessionId, detail })
      await unless([], connection.tables.createRow({ ...place, ...row }))
      return row.rowId
    },

    /** For a deed that did not come about. */
    async takeBack(id: string): Promise<void> {
      await unless([404], connection.tables.deleteRow({ ...place, rowId: id }))
    },

    /** Those of some sessions, 100 at most, whose deletion is written down. */
    async deletedAmong(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
      if (sessionIds.length === 0) return new Set()
      const rows = await listRows(connection, table, [
        Query.equal('sessionId', [...sessionIds]),
        Query.equal('action', 'delete'),
        Query.limit(DELETIONS_MAX),
      ])
      return new Set(rows.flatMap((row) => row.sessionId ?? []))
    },
  }
}
