import { ID } from 'node-appwrite'
import { audit as table, type AuditAction, type AuditRow } from '../../contract/tables/audit.ts'
import { unless, type Connection } from './connection.ts'

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

/** The table `audit`. Throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function auditRepository(connection: Connection) {
  const place = { databaseId: connection.databaseId, tableId: table.id }
  return {
    async record(
      action: AuditAction,
      actor: Actor,
      sessionId: string | null,
      detail: object = {},
    ): Promise<void> {
      await unless(
        [],
        connection.tables.createRow({ ...place, ...auditRow({ action, actor, sessionId, detail }) }),
      )
    },
  }
}
