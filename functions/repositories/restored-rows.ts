import { Permission, Role } from 'node-appwrite'
import type { RowMeta } from '../../contract/table.ts'
import { messages } from '../../contract/tables/messages.ts'
import { notes } from '../../contract/tables/notes.ts'
import { sessions } from '../../contract/tables/sessions-table.ts'
import { tags } from '../../contract/tables/tags.ts'
import { nullOnStatus, type Connection } from './connection.ts'

const places = { session: sessions.id, message: messages.id, note: notes.id, tag: tags.id } as const
export type RestoredKind = keyof typeof places

/** A row of an export: its columns, its id and its times. */
export type RestoredRow = Omit<RowMeta, '$sequence'> & Readonly<Record<string, unknown>>

/** Rows as they once were, with their times: what an import writes. Throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function restoredRowsRepository({ tables, databaseId }: Connection) {
  return {
    /** False when a row has this id already, which stays as it is. */
    async create(
      kind: RestoredKind,
      { $id, ...row }: RestoredRow,
      visitorId: string | null,
    ): Promise<boolean> {
      // Notes and tags are read by agents alone, by their table.
      const isRead = visitorId !== null && (kind === 'session' || kind === 'message')
      const created = await nullOnStatus(
        [409],
        tables.createRow({
          databaseId,
          tableId: places[kind],
          rowId: $id,
          data: row,
          permissions: isRead ? [Permission.read(Role.user(visitorId))] : [],
        }),
      )
      return created !== null
    },
  }
}
