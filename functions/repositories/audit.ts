import { ID } from 'node-appwrite'
import { audit as table, type AuditAction, type AuditRow } from '../../contract/tables/audit.ts'
import { unless, type Connection } from './connection.ts'

/** Who did it. */
export interface Actor {
  readonly kind: NonNullable<AuditRow['actorKind']>
  readonly id: string | null
  readonly name: string | null
}

/** The table `audit`. Throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function auditRepository(connection: Connection) {
  return {
    async record(
      action: AuditAction,
      actor: Actor,
      sessionId: string | null,
      detail: object = {},
    ): Promise<void> {
      await unless(
        [],
        connection.tables.createRow({
          databaseId: connection.databaseId,
          tableId: table.id,
          rowId: ID.unique(),
          data: {
            action,
            sessionId,
            actorKind: actor.kind,
            actorId: actor.id,
            actorName: actor.name,
            detail: JSON.stringify(detail),
          },
        }),
      )
    },
  }
}
