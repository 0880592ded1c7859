import { listTableRows } from '../../client/list-rows.ts'
import * as query from '../../client/query.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import * as limits from '../../contract/limits.ts'
import { readRow } from '../../contract/read-row.ts'
import { noteColumns, NOTES_TABLE_ID, type NoteRow } from '../../contract/tables/notes.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { explainRefusals, unexpectedAnswer } from '../explain-refusals.ts'

export type NotesCalls = ReturnType<typeof createNotesCalls>

/** Reads the table of notes; the function `admin` writes it. Every method throws `InboxError`. */
export function createNotesCalls(connection: AgentConnection) {
  const { target, databaseId, secret } = connection
  return {
    /** The newest, oldest first. */
    list: async (sessionId: string): Promise<readonly NoteRow[]> => {
      const queries = [
        query.equal('sessionId', sessionId),
        query.orderDesc('$sequence'),
        query.limit(limits.notesMax),
      ]
      const rows = await explainRefusals(
        listTableRows(target, { databaseId, secret: secret() }, NOTES_TABLE_ID, queries),
      )
      return rows.flatMap((row) => readRow(noteColumns, row) ?? []).toReversed()
    },

    /** Adding the same id again is harmless. */
    add: async (sessionId: string, id: string, text: string): Promise<NoteRow> => {
      const path = adminPaths.notes(sessionId)
      const answer = await callAdmin(connection, { method: 'POST', path, body: { id, text } })
      const note = readRow(noteColumns, answer['note'])
      if (note === null) throw unexpectedAnswer()
      return note
    },

    remove: async (sessionId: string, noteId: string): Promise<void> => {
      await callAdmin(connection, { method: 'DELETE', path: adminPaths.note(sessionId, noteId) })
    },
  }
}
