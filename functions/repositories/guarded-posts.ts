import { messages as messagesTable } from '../../contract/tables/messages.ts'
import {
  sessions as sessionsTable,
  type SessionRow,
  type SessionValues,
} from '../../contract/tables/sessions.ts'
import { refusalFor, statusOf, type Connection } from './connection.ts'
import { messageRow, type NewMessage } from './messages.ts'

/**
 * A message and the change that it makes to its session, written together or not at all, and only while the session
 * is as the writer read it. Appwrite's transactions detect every change that comes after staging; the writer reads
 * the session once more after staging, which shows every change before it. Between the two there is no gap.
 */
export function guardedPostsRepository(connection: Connection) {
  const { tables, databaseId } = connection

  return {
    /** Prepares both writes; nothing is visible yet. Gives the transaction's id; a taken message id shows at the commit. */
    async stage(session: SessionRow, values: Partial<SessionValues>, message: NewMessage): Promise<string> {
      try {
        const { $id: transactionId } = await tables.createTransaction({ ttl: 60 })
        await Promise.all([
          tables.createRow({ databaseId, tableId: messagesTable.id, transactionId, ...messageRow(message) }),
          tables.updateRow({
            databaseId,
            tableId: sessionsTable.id,
            transactionId,
            rowId: session.$id,
            data: values,
          }),
        ])
        return transactionId
      } catch (thrown) {
        throw refusalFor(thrown)
      }
    },

    /** True when both are written; false when the session changed, or is gone, or the message's id is taken. */
    async commit(transactionId: string): Promise<boolean> {
      try {
        await tables.updateTransaction({ transactionId, commit: true })
        return true
      } catch (thrown) {
        const status = statusOf(thrown)
        if (status === 409 || status === 404) return false
        throw refusalFor(thrown)
      }
    },

    async rollBack(transactionId: string): Promise<void> {
      try {
        await tables.updateTransaction({ transactionId, rollback: true })
      } catch (thrown) {
        throw refusalFor(thrown)
      }
    },
  }
}
