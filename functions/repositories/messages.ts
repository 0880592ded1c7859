import { Permission, Query, Role } from 'node-appwrite'
import {
  messages as table,
  type AnswerKind,
  type Feedback,
  type MessageRow,
  type MessageValues,
} from '../../contract/tables/messages.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { countRows, countUpToCap, expectRow, listRows, type BoundedCount } from './rows.ts'

/** A message that is to be written; `visitorId` is who may read it beside the agents. */
export interface NewMessage extends Partial<MessageValues> {
  readonly id: string
  readonly sessionId: string
  readonly sender: MessageRow['sender']
  readonly visitorId: string | null
}

export interface TranscriptPage {
  readonly sessionId: string
  /** Rows after this one, or before that one; without either, the newest. */
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly limit: number
}

/** Which messages a scan or count is about. */
export interface MessageFilter {
  readonly sessionId?: string
  readonly createdSince?: string
  readonly createdBefore?: string
}

/** What `createRow` takes for a message: its id, columns and who may read it. */
export function messageRow(message: NewMessage) {
  const { id, visitorId, ...data } = message
  return {
    rowId: id,
    data,
    permissions: visitorId === null ? [] : [Permission.read(Role.user(visitorId))],
  }
}

/** System messages report moves. Imported rows may name no sender: they are messages all the same. */
const SAID = Query.or([Query.isNull('sender'), Query.notEqual('sender', 'system')])
/** Upkeep itself leaves this one in a session that nobody ever used. */
const BESIDE_EXPIRY = Query.or([Query.isNull('event'), Query.notEqual('event', 'expired')])

/** A query takes at most this many values. */
const IDS_MAX = 100

/** Appwrite deletes by query at most this many rows at once. */
const DELETE_BATCH = 100

/** The table `messages`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function messagesRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  function newestOf(which: string, since: string, limit: number): Promise<MessageRow[]> {
    return listRows(connection, table, [
      which,
      Query.greaterThanEqual('$createdAt', since),
      Query.orderDesc('$sequence'),
      Query.limit(limit),
    ])
  }

  return {
    /** Null when a message has this id already: the caller decides whether it is the same one. */
    async create(message: NewMessage): Promise<MessageRow | null> {
      const row = await nullOnStatus([409], tables.createRow({ ...place, ...messageRow(message) }))
      return row && expectRow(table, row)
    },

    async get(id: string): Promise<MessageRow | null> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
      return row && expectRow(table, row)
    },

    /** Gives the message as it is then; null when it is gone. */
    async rewrite(id: string, values: Partial<MessageValues>): Promise<MessageRow | null> {
      const data = plainTexts(values)
      const row = await nullOnStatus([404], tables.updateRow({ ...place, rowId: id, data }))
      return row && expectRow(table, row)
    },

    /** A page in order, oldest first, and whether there are more in its direction. A cursor that is gone counts as none. */
    async page(page: TranscriptPage): Promise<{ messages: MessageRow[]; hasMore: boolean }> {
      const forward = page.after !== undefined
      const cursor = page.after ?? page.before
      const known = cursor === undefined ? null : await this.get(cursor)
      const usable = known?.sessionId === page.sessionId ? [cursorQuery(forward, known)] : []
      const rows = await listRows(connection, table, [
        Query.equal('sessionId', page.sessionId),
        ...usable,
        forward ? Query.orderAsc('$sequence') : Query.orderDesc('$sequence'),
        Query.limit(page.limit + 1),
      ])
      const messages = rows.slice(0, page.limit)
      return { messages: forward ? messages : messages.toReversed(), hasMore: rows.length > page.limit }
    },

    async newest(sessionId: string, count: number): Promise<MessageRow[]> {
      return (await this.page({ sessionId, limit: count })).messages
    },

    /** The visitor's message in a session that has so many newer ones of theirs, or null when there are fewer. */
    async sentBehind(sessionId: string, newer: number): Promise<MessageRow | null> {
      const [found] = await listRows(connection, table, [
        Query.equal('sessionId', sessionId),
        Query.equal('sender', 'user'),
        Query.orderDesc('$sequence'),
        Query.offset(newer),
        Query.limit(1),
      ])
      return found ?? null
    },

    /** The newest that isn't a system message, however many of those follow it. */
    async newestSaid(sessionId: string): Promise<MessageRow | null> {
      const [newest] = await listRows(connection, table, [
        SAID,
        ...filterQueries({ sessionId }),
        Query.orderDesc('$sequence'),
        Query.limit(1),
      ])
      return newest ?? null
    },

    /** The newest answers of the bot of one kind, or with one opinion, since a moment. */
    async answersOfKind(kind: AnswerKind, since: string, limit: number): Promise<MessageRow[]> {
      return newestOf(Query.equal('answerKind', kind), since, limit)
    },
    async answersFound(feedback: Feedback, since: string, limit: number): Promise<MessageRow[]> {
      return newestOf(Query.equal('feedback', feedback), since, limit)
    },

    /** Those of some messages that are there. */
    async withIds(ids: readonly string[]): Promise<MessageRow[]> {
      const found: MessageRow[] = []
      for (let from = 0; from < ids.length; from += IDS_MAX) {
        const some = ids.slice(from, from + IDS_MAX)
        found.push(...(await listRows(connection, table, [Query.equal('$id', some), Query.limit(IDS_MAX)])))
      }
      return found
    },

    /** Messages one page after the other, oldest first: of one session, since a moment, or all there are. */
    async scan(
      filter: MessageFilter,
      limit: number,
      after: Pick<MessageRow, '$sequence'> | undefined,
    ): Promise<MessageRow[]> {
      return listRows(connection, table, [
        ...filterQueries(filter),
        ...(after === undefined ? [] : [cursorQuery(true, after)]),
        Query.orderAsc('$sequence'),
        Query.limit(limit),
      ])
    },

    /** The number of messages in a session, exactly; system messages, which report moves, don't count. */
    async countOf(sessionId: string): Promise<number> {
      return countRows(connection, table, [SAID, ...filterQueries({ sessionId })])
    },

    /** The number of rows of a session, system messages too, exactly: those before a `$sequence`, or all. */
    async countRows(sessionId: string, before?: number): Promise<number> {
      const earlier = before === undefined ? [] : [cursorQuery(false, { $sequence: before })]
      return countRows(connection, table, [...filterQueries({ sessionId }), ...earlier])
    },

    /** Whether a session has any row, system messages too, other than that it expired. */
    async hasAny(sessionId: string): Promise<boolean> {
      const queries = [...filterQueries({ sessionId }), BESIDE_EXPIRY, Query.limit(1)]
      return (await listRows(connection, table, queries)).length > 0
    },

    async count(filter: MessageFilter): Promise<BoundedCount> {
      return countUpToCap(connection, table, [SAID, ...filterQueries(filter)])
    },

    async remove(id: string): Promise<void> {
      await nullOnStatus([404], tables.deleteRow({ ...place, rowId: id }))
    },

    /** Some ids of sessions that have messages, in their order, behind another one or from the first. */
    async sessionIdsAfter(sessionId: string | null): Promise<string[]> {
      const rows = await listRows(connection, table, [
        ...(sessionId === null ? [] : [Query.greaterThan('sessionId', sessionId)]),
        Query.orderAsc('sessionId'),
        Query.limit(DELETE_BATCH),
      ])
      return [...new Set(rows.map((row) => row.sessionId))]
    },

    /** Deletes a session's messages as far as they fit into one call; returns how many, 0 once there are none. */
    async removeSome(filter: MessageFilter & { readonly sessionId: string }): Promise<number> {
      const queries = [...filterQueries(filter), Query.limit(DELETE_BATCH)]
      return (await nullOnStatus([], tables.deleteRows({ ...place, queries })))?.rows.length ?? 0
    },

    /** Deletes a session's messages and returns how many there were. */
    async removeAllOf(sessionId: string): Promise<number> {
      let removed = 0
      for (;;) {
        const count = await this.removeSome({ sessionId })
        if (count === 0) return removed
        removed += count
      }
    },
  }
}

/** By the number, not by the row: the row of a cursor may be deleted in between. */
function cursorQuery(forward: boolean, row: Pick<MessageRow, '$sequence'>): string {
  const sequence = String(row.$sequence)
  return forward ? Query.greaterThan('$sequence', sequence) : Query.lessThan('$sequence', sequence)
}

function filterQueries(filter: MessageFilter): string[] {
  const queries: string[] = []
  if (filter.sessionId !== undefined) queries.push(Query.equal('sessionId', filter.sessionId))
  if (filter.createdSince !== undefined)
    queries.push(Query.greaterThanEqual('$createdAt', filter.createdSince))
  if (filter.createdBefore !== undefined) queries.push(Query.lessThan('$createdAt', filter.createdBefore))
  return queries
}
