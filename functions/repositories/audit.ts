import { ID, Query } from 'node-appwrite'
import { audit as table, type AuditAction, type AuditRow } from '../../contract/tables/audit.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { listRows } from './rows.ts'

/** Who did it. */
export interface Actor {
  readonly kind: NonNullable<AuditRow['actorKind']>
  readonly id: string | null
  readonly name: string | null
}

/** One action, to be recorded. */
export interface AuditEntry {
  readonly action: AuditAction
  readonly actor: Actor
  readonly sessionId: string | null
  /** Never message text. */
  readonly detail?: object
  /** Of an action on many sessions: its one row, which is replaced by this. Else a row of its own. */
  readonly row?: { readonly id: string; readonly isWritten: boolean }
}

/** The row of an action. */
export function auditRow({ action, actor, sessionId, detail = {}, row }: AuditEntry) {
  return {
    rowId: row?.id ?? newAuditId(),
    data: plainTexts({
      action,
      sessionId,
      actorKind: actor.kind,
      actorId: actor.id,
      actorName: actor.name,
      detail: JSON.stringify(detail),
    }),
  }
}

/** For an action whose row is written more than once. */
export function newAuditId(): string {
  return ID.unique()
}

/** Few sessions are deleted more than once. */
const DELETIONS_MAX = 1000

/**
 * The table `audit`; `guarded-writes.ts` writes it, together with what happened. Every method throws `Refusal`
 * (`appwrite_unavailable`, `misconfigured`).
 */
export function auditRepository(connection: Connection) {
  return {
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

    /** Deletions of sessions behind a row, by its `$sequence`, in order. */
    async deletionsAfter(sequence: number, limit: number): Promise<AuditRow[]> {
      return listRows(connection, table, [
        Query.greaterThan('$sequence', String(sequence)),
        Query.equal('action', 'delete'),
        Query.orderAsc('$sequence'),
        Query.limit(limit),
      ])
    },

    /** The newest of all, the newest first. */
    async newest(limit: number): Promise<AuditRow[]> {
      return listRows(connection, table, [Query.orderDesc('$sequence'), Query.limit(limit)])
    },

    /** Forgets which visitor did something in a session, and how it was tagged; what was done stays. */
    async forgetVisitor(sessionId: string): Promise<void> {
      const place = { databaseId: connection.databaseId, tableId: table.id }
      const change = (data: Partial<Pick<AuditRow, 'actorId' | 'actorName' | 'detail'>>, which: string) => {
        const queries = [Query.equal('sessionId', sessionId), which]
        return nullOnStatus([], connection.tables.updateRows({ ...place, data, queries }))
      }
      await Promise.all([
        change({ actorId: null, actorName: null }, Query.equal('actorKind', 'visitor')),
        change({ detail: '{}' }, Query.equal('action', ['tag', 'untag'])),
      ])
    },

    /** Writes down what belongs to no happening, once for each id. */
    async writeOnce(id: string, entry: AuditEntry): Promise<void> {
      const place = { databaseId: connection.databaseId, tableId: table.id }
      const row = auditRow({ ...entry, row: { id, isWritten: false } })
      await nullOnStatus([409], connection.tables.createRow({ ...place, ...row }))
    },

    /** Writes down what belongs to no happening. */
    async write(entry: AuditEntry): Promise<void> {
      const place = { databaseId: connection.databaseId, tableId: table.id }
      await nullOnStatus([], connection.tables.createRow({ ...place, ...auditRow(entry) }))
    },
  }
}
