import { MESSAGES_TABLE_ID, type MessageRow } from '../contract/tables/messages.ts'
import { SESSIONS_TABLE_ID, type SessionRow } from '../contract/tables/sessions.ts'
import * as limits from '../contract/limits.ts'
import type { Target } from './http.ts'
import { listTableRows, readTableRow, type RowsReader } from './list-rows.ts'
import type { TranscriptReader } from './live-transcript.ts'
import * as query from './query.ts'
import { readSession } from './read-sessions.ts'
import { readMessages } from './read-messages.ts'

/** One session, in the database where it lies, and who reads it. */
export interface SessionAddress extends RowsReader {
  readonly sessionId: string
}

/** Reads one session from the tables. Throws ChatErrors only. */
export function readTable(target: Target, address: SessionAddress): TranscriptReader {
  return {
    session: async () => readSessionRow(target, address),
    after: async (messageId) => {
      const messages = await list(target, address, limits.messagePageMax, [
        query.orderAsc('$sequence'),
        query.cursorAfter(messageId),
      ])
      return { messages, hasMore: messages.length === limits.messagePageMax }
    },
    before: async (messageId, size) => {
      // One more than shown tells whether there is another page.
      const rows = await list(target, address, size + 1, [
        query.orderDesc('$sequence'),
        ...(messageId === null ? [] : [query.cursorAfter(messageId)]),
      ])
      return { messages: rows.slice(0, size).reverse(), hasMore: rows.length > size }
    },
  }
}

/** The session's row as it is now. @throws ChatError `session_not_found` when it was deleted or isn't the reader's */
export async function readSessionRow(target: Target, address: SessionAddress): Promise<SessionRow> {
  return readSession(await readTableRow(target, address, SESSIONS_TABLE_ID, address.sessionId))
}

async function list(
  target: Target,
  address: SessionAddress,
  limit: number,
  order: readonly string[],
): Promise<readonly MessageRow[]> {
  const queries = [query.equal('sessionId', address.sessionId), ...order, query.limit(limit)]
  return readMessages(await listTableRows(target, address, MESSAGES_TABLE_ID, queries))
}
