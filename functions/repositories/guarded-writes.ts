import { Operator, Permission, Role } from 'node-appwrite'
import { audit as auditTable } from '../../contract/tables/audit.ts'
import { messages as messagesTable } from '../../contract/tables/messages.ts'
import { sessions as sessionsTable, type SessionValues } from '../../contract/tables/sessions.ts'
import { turns as turnsTable } from '../../contract/tables/turns.ts'
import { auditRow, type AuditEntry } from './audit.ts'
import { refusalFor, statusOf, type Connection } from './connection.ts'
import type { NewMessage } from './messages.ts'
import { plainTexts } from './plain-texts.ts'

/** Everything that one step does to a session, written together or not at all. */
export interface SessionStep {
  readonly sessionId: string
  /** Columns of the session that change. */
  readonly values: Partial<SessionValues>
  readonly message: Omit<NewMessage, 'sessionId'>
  readonly audit?: AuditEntry
  /** Whether the bot's turn ends with it. */
  readonly endsTurn?: true
}

/**
 * Steps that are made only while the session is as the writer knows it. Appwrite's transactions detect every change
 * that comes after staging; the writer reads the session after staging, which shows every change before it. Between the
 * two there is no gap.
 */
export function guardedWritesRepository(connection: Connection) {
  const { tables, databaseId } = connection

  return {
    /** A transaction's id. One that is never used ends by itself after a minute. */
    async begin(): Promise<string> {
      try {
        return (await tables.createTransaction({ ttl: 60 })).$id
      } catch (thrown) {
        throw refusalFor(thrown)
      }
    },

    /** Prepares a step, in one call; nothing is visible yet. False when the session is gone, or the turn is over. */
    async stage(transactionId: string, step: SessionStep): Promise<boolean> {
      const { id, visitorId, ...message } = step.message
      const said = message.sender !== 'system'
      const operations = [
        {
          action: 'create',
          databaseId,
          tableId: messagesTable.id,
          rowId: id,
          data: {
            ...plainTexts({ ...message, sessionId: step.sessionId }),
            $permissions: visitorId === null ? [] : [Permission.read(Role.user(visitorId))],
          },
        },
        {
          action: 'update',
          databaseId,
          tableId: sessionsTable.id,
          rowId: step.sessionId,
          data: { ...plainTexts(step.values), ...(said && { messageCount: Operator.increment(1) }) },
        },
        ...(step.audit === undefined
          ? []
          : [{ action: 'create', databaseId, tableId: auditTable.id, ...plainAudit(step.audit) }]),
        ...(step.endsTurn
          ? [{ action: 'delete', databaseId, tableId: turnsTable.id, rowId: step.sessionId }]
          : []),
      ]
      try {
        await tables.createOperations({ transactionId, operations })
        return true
      } catch (thrown) {
        if (statusOf(thrown) === 404) return false
        throw refusalFor(thrown)
      }
    },

    /** True when all of it is written; false when a row changed, or is gone, or the message's id is taken. */
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

function plainAudit(entry: AuditEntry) {
  const { rowId, data } = auditRow(entry)
  return { rowId, data: plainTexts(data) }
}
