import { Query } from 'node-appwrite'
import { articles as table, type ArticleRow, type ArticleValues } from '../../contract/tables/articles.ts'
import { nullOnStatus, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { expectRow, listRows } from './rows.ts'

const PAGE = 500

/** The table `articles`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function articlesRepository(connection: Connection) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    /** Every article of some corpora, or of all when none is named. */
    async ofCorpora(corpora: readonly string[]): Promise<ArticleRow[]> {
      const filters = corpora.length > 0 ? [Query.equal('corpus', [...corpora])] : []
      const found: ArticleRow[] = []
      for (;;) {
        const last = found.at(-1)
        const cursor = last ? [Query.cursorAfter(last.$id)] : []
        const page = await listRows(connection, table, [
          ...filters,
          Query.orderAsc('$sequence'),
          Query.limit(PAGE),
          ...cursor,
        ])
        found.push(...page)
        if (page.length < PAGE) return found
      }
    },

    /** Makes an article, or replaces the one with this id. */
    async put(id: string, values: ArticleValues): Promise<ArticleRow> {
      const row = await nullOnStatus([], tables.upsertRow({ ...place, rowId: id, data: plainTexts(values) }))
      return expectRow(table, row)
    },

    async remove(id: string): Promise<void> {
      await nullOnStatus([404], tables.deleteRow({ ...place, rowId: id }))
    },
  }
}
