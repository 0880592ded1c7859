import { Query } from 'node-appwrite'
import type { Columns, Row, Table } from '../../contract/table.ts'
import { audit, type AuditRow } from '../../contract/tables/audit.ts'
import { messages, type MessageRow } from '../../contract/tables/messages.ts'
import { sessions } from '../../contract/tables/sessions-table.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { Connection } from './connection.ts'
import { listRows } from './rows.ts'

/**
 * Tables that tell what has happened, in the order in which their rows came: who reads them on from where they stopped
 * misses nothing. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`).
 */
export function logsRepository(connection: Connection) {
  function after<C extends Columns>(table: Table<C>, sequence: number, limit: number): Promise<Row<C>[]> {
    return listRows(connection, table, [
      Query.greaterThan('$sequence', String(sequence)),
      Query.orderAsc('$sequence'),
      Query.limit(limit),
    ])
  }

  async function newest(table: Table): Promise<number> {
    const [row] = await listRows(connection, { ...table, columns: {}, indexes: [] }, [
      Query.orderDesc('$sequence'),
      Query.limit(1),
    ])
    return row?.$sequence ?? 0
  }

  return {
    sessionsAfter: (sequence: number, limit: number): Promise<PacedSessionRow[]> =>
      after(sessions, sequence, limit),
    messagesAfter: (sequence: number, limit: number): Promise<MessageRow[]> =>
      after(messages, sequence, limit),
    /** Who did what. */
    deedsAfter: (sequence: number, limit: number): Promise<AuditRow[]> => after(audit, sequence, limit),
    /** Where each of them ends now, by `$sequence`. */
    async ends(): Promise<{ readonly sessions: number; readonly messages: number; readonly deeds: number }> {
      const [ofSessions, ofMessages, deeds] = await Promise.all([sessions, messages, audit].map(newest))
      return { sessions: ofSessions ?? 0, messages: ofMessages ?? 0, deeds: deeds ?? 0 }
    },
  }
}
