import { MESSAGES_TABLE_ID, type MessageRow } from '../contract/tables/messages.ts'
import { SESSIONS_TABLE_ID, type SessionRow } from '../contract/tables/sessions.ts'
import * as limits from '../contract/limits.ts'
import { requestJson, type Target } from './http.ts'
import type { TranscriptReader } from './live-transcript.ts'
import { query } from './query.ts'
import { readMessages, readSession } from './read-answers.ts'

/** One session of a signed-in visitor, in the database where it lies. */
export interface SessionAddress {
  readonly databaseId: string
  readonly sessionId: string
  readonly secret: string
}

const READ_TIMEOUT_MS = 10_000

/** Reads one session of a visitor from the tables. Throws ChatErrors only. */
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

/** The session's row as it is now. @throws ChatError `session_not_found` when it was deleted or isn't the visitor's */
export async function readSessionRow(target: Target, address: SessionAddress): Promise<SessionRow> {
  const row = await requestJson(target, {
    path: `${rowsPath(address, SESSIONS_TABLE_ID)}/${address.sessionId}`,
    secret: address.secret,
    timeoutMs: READ_TIMEOUT_MS,
  })
  return readSession(row)
}

async function list(
  target: Target,
  address: SessionAddress,
  limit: number,
  order: readonly string[],
): Promise<readonly MessageRow[]> {
  const queries = [query.equal('sessionId', address.sessionId), ...order, query.limit(limit)]
  const search = queries.map((text, index) => `queries[${index}]=${encodeURIComponent(text)}`).join('&')
  // `false` would go out as a word that Appwrite takes for true, and it would count all rows.
  const answer = await requestJson(target, {
    path: `${rowsPath(address, MESSAGES_TABLE_ID)}?${search}&total=0`,
    secret: address.secret,
    timeoutMs: READ_TIMEOUT_MS,
  })
  return readMessages(answer['rows'])
}

function rowsPath(address: SessionAddress, tableId: string): string {
  return `/tablesdb/${address.databaseId}/tables/${tableId}/rows`
}
