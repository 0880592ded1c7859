import { Query } from 'node-appwrite'
import {
  attachments as table,
  type AttachmentRow,
  type AttachmentValues,
} from '../../contract/tables/attachments.ts'
import { lockedTables, nullOnStatus, type Access, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { countUpToCap, expectRow, listRows } from './rows.ts'
import { storedFiles } from './stored-files.ts'

/** So many are removed side by side. */
const PAGE = 25

/** A Function lives no longer: by then a message that was about to be stored is there, or never will be. */
const CLAIM_MS = 60_000

/** Whether the message that a file was made part of may still be on its way. */
export function isOnItsWay({ messageId, $updatedAt }: AttachmentRow, now: Date): boolean {
  return messageId !== null && now.getTime() - Date.parse($updatedAt) < CLAIM_MS
}

/** The table `attachments` and the files that its rows are of. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function attachmentsRepository(connection: Connection, access: Access) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }
  const files = storedFiles(connection, access)

  function list(...queries: string[]): Promise<AttachmentRow[]> {
    return listRows(connection, table, queries)
  }

  /** The row last: a file without one would never be found again. */
  async function remove(id: string): Promise<void> {
    await files.remove(id)
    await nullOnStatus([404], tables.deleteRow({ ...place, rowId: id }))
  }

  return {
    files,
    remove,

    /** Null when there is one with this id. */
    async create(id: string, values: Partial<AttachmentValues>): Promise<AttachmentRow | null> {
      const row = await nullOnStatus(
        [409],
        tables.createRow({ ...place, rowId: id, data: values, permissions: [] }),
      )
      return row && expectRow(table, row)
    },

    async get(id: string): Promise<AttachmentRow | null> {
      const row = await nullOnStatus([404], tables.getRow({ ...place, rowId: id }))
      return row && expectRow(table, row)
    },

    /** Null when it is gone. */
    async change(id: string, values: Partial<AttachmentValues>): Promise<AttachmentRow | null> {
      const row = await nullOnStatus(
        [404],
        tables.updateRow({ ...place, rowId: id, data: plainTexts(values) }),
      )
      return row && expectRow(table, row)
    },

    /** Makes one as it was read a message's, or nobody's. Null when it has changed since, or is gone. */
    async claim(
      { $id, $updatedAt }: Pick<AttachmentRow, '$id' | '$updatedAt'>,
      messageId: string | null,
    ): Promise<AttachmentRow | null> {
      const locked = lockedTables(access, $updatedAt)
      const row = await nullOnStatus(
        [404, 409],
        locked.updateRow({ ...place, rowId: $id, data: { messageId } }),
      )
      return row && expectRow(table, row)
    },

    /** Those of some ids that are there. */
    async withIds(ids: readonly string[]): Promise<AttachmentRow[]> {
      return ids.length === 0 ? [] : list(Query.equal('$id', [...ids]), Query.limit(ids.length))
    },

    /** How many one person has put into a session. */
    async countOf(sessionId: string, authorId: string): Promise<number> {
      const filters = [Query.equal('sessionId', sessionId), Query.equal('authorId', authorId)]
      return (await countUpToCap(connection, table, filters)).count
    },

    /** Of one session behind a `$sequence`, or the first, in their order. */
    async ofSession(sessionId: string, after: number | null, limit: number): Promise<AttachmentRow[]> {
      return list(
        Query.equal('sessionId', sessionId),
        ...behind(after),
        Query.orderAsc('$sequence'),
        Query.limit(limit),
      )
    },

    /** Of all sessions, as above. */
    async scan(after: number | null, limit: number): Promise<AttachmentRow[]> {
      return list(...behind(after), Query.orderAsc('$sequence'), Query.limit(limit))
    },

    /** Removes all files of a session, with their rows; returns how many there were. */
    async removeAllOf(sessionId: string): Promise<number> {
      let removed = 0
      for (;;) {
        const rows = await this.ofSession(sessionId, null, PAGE)
        await Promise.all(rows.map(({ $id }) => remove($id)))
        removed += rows.length
        if (rows.length < PAGE) return removed
      }
    },
  }
}

function behind(after: number | null): string[] {
  return after === null ? [] : [Query.greaterThan('$sequence', String(after))]
}
