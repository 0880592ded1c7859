import { cannedReplies as table } from '../../contract/tables/canned-replies.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'

/** The table `canned_replies`, which agents read by themselves. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function cannedRepliesRepository({ tables, databaseId }: Connection) {
  return {
    /** Makes one, or replaces the one with this id. */
    async put(id: string, values: { readonly shortcut: string; readonly text: string }): Promise<void> {
      const data = plainTexts(values)
      await nullOnStatus([], tables.upsertRow({ databaseId, tableId: table.id, rowId: id, data }))
    },
  }
}
