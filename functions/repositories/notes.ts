import { Query } from 'node-appwrite'
import { notes as table, type NoteRow, type NoteValues } from '../../contract/tables/notes.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { expectRow, listRows } from './rows.ts'

/** A note that is to be written. */
export interface NewNote extends Omit<NoteValues, 'sessionId'> {
  readonly id: string
}

/** The table `notes`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function notesRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    /** The newest of a session, oldest first. */
    async ofSession(sessionId: string, limit: number): Promise<NoteRow[]> {
      const rows = await listRows(connection, table, [
        Query.equal('sessionId', sessionId),
        Query.orderDesc('$sequence'),
        Query.limit(limit),
      ])
      return rows.toReversed()
    },

    /** Those of a session behind a place, oldest first. */
    async after(sessionId: string, sequence: number, limit: number): Promise<NoteRow[]> {
      return listRows(connection, table, [
        Query.equal('sessionId', sessionId),
        Query.greaterThan('$sequence', String(sequence)),
        Query.orderAsc('$sequence'),
        Query.limit(limit),
      ])
    },

    async get(id: string): Promise<NoteRow | null> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
      return row && expectRow(table, row)
    },

    /** Null when the id is taken. */
    async create(id: string, values: NoteValues): Promise<NoteRow | null> {
      const row = await nullOnStatus([409], tables.createRow({ ...place, rowId: id, data: values }))
      return row && expectRow(table, row)
    },

    async remove(id: string): Promise<void> {
      await nullOnStatus([404], tables.deleteRow({ ...place, rowId: id }))
    },
  }
}
