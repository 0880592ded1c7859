import { Query } from 'node-appwrite'
import { turns as table, type TurnRow } from '../../contract/tables/turns.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { expectRow, listRows } from './rows.ts'

/** What opens a turn. */
export interface NewTurn {
  readonly sessionId: string
  readonly messageId: string
  readonly corpora: readonly string[]
  readonly locale: string | null
  readonly attempts?: number
}

/**
 * The table `turns`; a row's creation starts the function `bot`. Every method throws `Refusal`
 * (`appwrite_unavailable`, `misconfigured`).
 */
export function turnsRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    /** False when the session's turn is open already: the message joins it. */
    async open(turn: NewTurn): Promise<boolean> {
      const { sessionId, messageId, corpora, locale, attempts = 1 } = turn
      const data = { messageId, corpora: [...corpora], locale, attempts }
      return (await nullOnStatus([409], tables.createRow({ ...place, rowId: sessionId, data }))) !== null
    },

    async get(sessionId: string): Promise<TurnRow | null> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: sessionId }))
      return row && expectRow(table, row)
    },

    async close(sessionId: string): Promise<void> {
      await nullOnStatus([404], tables.deleteRow({ ...place, rowId: sessionId }))
    },

    /** Turns that were opened before a moment, the oldest first: their bot did not come, or failed. */
    async openedBefore(moment: string, limit: number): Promise<TurnRow[]> {
      return listRows(connection, table, [
        Query.lessThan('$createdAt', moment),
        Query.orderAsc('$createdAt'),
        Query.limit(limit),
      ])
    },
  }
}
