import { Query } from 'node-appwrite'
import {
  suggestions as table,
  type SuggestionRow,
  type SuggestionValues,
} from '../../contract/tables/suggestions.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { expectRow, listRows } from './rows.ts'

/** The table `suggestions`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function suggestionsRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    async newest(limit: number): Promise<SuggestionRow[]> {
      return listRows(connection, table, [Query.orderDesc('$sequence'), Query.limit(limit)])
    },

    async get(id: string): Promise<SuggestionRow | null> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
      return row && expectRow(table, row)
    },

    /** Makes one, or replaces the one with this id. */
    async put(id: string, values: SuggestionValues): Promise<SuggestionRow> {
      const row = await nullOnStatus([], tables.upsertRow({ ...place, rowId: id, data: plainTexts(values) }))
      return expectRow(table, row)
    },

    /** Deletes those of a session. */
    async removeOfSession(sessionId: string): Promise<void> {
      await nullOnStatus([], tables.deleteRows({ ...place, queries: [Query.equal('sessionId', sessionId)] }))
    },

    async remove(id: string): Promise<void> {
      await nullOnStatus([404], tables.deleteRow({ ...place, rowId: id }))
    },
  }
}
