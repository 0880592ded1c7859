import { Operator, Query } from 'node-appwrite'
import { agents as agentsTable } from '../../contract/tables/agents.ts'
import { audit as auditTable } from '../../contract/tables/audit.ts'
import { messages as messagesTable, type MessageValues } from '../../contract/tables/messages.ts'
import { notes as notesTable } from '../../contract/tables/notes.ts'
import { sessions as sessionsTable } from '../../contract/tables/sessions-table.ts'
import type { SessionValues } from '../../contract/tables/sessions.ts'
import { tags as tagsTable } from '../../contract/tables/tags.ts'
import { turns as turnsTable } from '../../contract/tables/turns.ts'
import { auditRow, type AuditEntry } from './audit.ts'
import { refusalFor, statusOf, type Connection } from './connection.ts'
import { messageRow, type NewMessage } from './messages.ts'
import type { NewNote } from './notes.ts'
import { plainTexts } from './plain-texts.ts'
import { tagRowId } from './tag-row-id.ts'

/** Everything that one step does to a session, written together or not at all. */
export interface SessionStep {
  readonly sessionId: string
  /** Columns of the session that change; null when its row is deleted. */
  readonly values: Partial<SessionValues> | null
  readonly message?: Omit<NewMessage, 'sessionId'>
  /** A message that is there already, and what of it changes. */
  readonly finished?: { readonly id: string; readonly values: Partial<MessageValues> }
  readonly removed?: RemovedMessages
  /** Whether the session counts one message less. */
  readonly countsOneLess?: true
  /** A tag that the session gets, or loses. */
  readonly tagged?: { readonly tag: string; readonly isAdded: boolean }
  readonly audit: readonly AuditEntry[]
  /** What agents write to each other about it. */
  readonly note?: NewNote | undefined
  /** An agent who gets the session by the settings, and when: of two sessions that are given to one, one is looked at again. */
  readonly givenTo?: { readonly agentId: string; readonly at: string }
  /** Whether the bot's turn ends with it. */
  readonly endsTurn?: true
}

/** Messages that a step deletes. */
export interface RemovedMessages {
  /** One by one: Appwrite sends an event for each. So many that they fit into a transaction of 100 operations. */
  readonly ids: readonly string[]
  /** With all before this `$sequence`, for which Appwrite sends no event; null for no others. */
  readonly before: number | null
}

/**
 * Steps that are made only while the session is as the writer knows it. Appwrite's transactions detect every change
 * after staging; the writer reads the session after staging, which shows every change before it. Between the
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

    /** Prepares a step, in one call; nothing is visible yet. False when one of its rows is gone. */
    async stage(transactionId: string, step: SessionStep): Promise<boolean> {
      const operations = operationsOf(step).map((operation) => ({ databaseId, ...operation }))
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

function operationsOf(step: SessionStep): object[] {
  const { sessionId, values, message, finished, removed, countsOneLess, tagged } = step
  const { audit, note, givenTo, endsTurn } = step
  const said = message !== undefined && message.sender !== 'system'
  const session = { tableId: sessionsTable.id, rowId: sessionId }
  return [
    ...(message === undefined ? [] : [creationOf({ ...message, sessionId })]),
    ...(finished === undefined ? [] : [changeOf(finished)]),
    ...(values === null
      ? [{ action: 'delete', ...session }, ...besides(sessionId)]
      : [
          {
            action: 'update',
            ...session,
            data: {
              ...plainTexts(values),
              ...(said && { messageCount: Operator.increment(1) }),
              ...(countsOneLess && { messageCount: Operator.decrement(1, 0) }),
            },
          },
        ]),
    ...(removed === undefined ? [] : removalOf(sessionId, removed)),
    ...(tagged === undefined ? [] : [taggingOf(sessionId, tagged)]),
    ...audit.map((entry) => ({
      action: entry.row?.isWritten ? 'update' : 'create',
      tableId: auditTable.id,
      ...auditRow(entry),
    })),
    ...(note === undefined ? [] : [noteOf(sessionId, note)]),
    ...(givenTo === undefined
      ? []
      : [
          {
            action: 'update',
            tableId: agentsTable.id,
            rowId: givenTo.agentId,
            data: { lastGivenAt: givenTo.at },
          },
        ]),
    ...(endsTurn ? [{ action: 'delete', tableId: turnsTable.id, rowId: sessionId }] : []),
  ]
}

/** What agents wrote to each other about a session, and what they call it, goes with it. */
function besides(sessionId: string): object[] {
  const queries = [Query.equal('sessionId', sessionId)]
  return [notesTable.id, tagsTable.id].map((tableId) => ({
    action: 'bulkDelete',
    tableId,
    data: { queries },
  }))
}

function taggingOf(sessionId: string, { tag, isAdded }: NonNullable<SessionStep['tagged']>): object {
  const row = { tableId: tagsTable.id, rowId: tagRowId(sessionId, tag) }
  return isAdded ? { action: 'create', ...row, data: { sessionId, tag } } : { action: 'delete', ...row }
}

function noteOf(sessionId: string, { id, ...values }: NewNote): object {
  const data = plainTexts({ sessionId, ...values })
  return { action: 'create', tableId: notesTable.id, rowId: id, data }
}

function creationOf(message: NewMessage): object {
  const { rowId, data, permissions } = messageRow(message)
  return {
    action: 'create',
    tableId: messagesTable.id,
    rowId,
    data: { ...plainTexts(data), $permissions: permissions },
  }
}

function changeOf({ id, values }: NonNullable<SessionStep['finished']>): object {
  return { action: 'update', tableId: messagesTable.id, rowId: id, data: plainTexts(values) }
}

function removalOf(sessionId: string, { ids, before }: RemovedMessages): object[] {
  const tableId = messagesTable.id
  const one = ids.map((rowId) => ({ action: 'delete', tableId, rowId }))
  if (before === null) return one
  const queries = [Query.equal('sessionId', sessionId), Query.lessThan('$sequence', String(before))]
  return [...one, { action: 'bulkDelete', tableId, data: { queries } }]
}
