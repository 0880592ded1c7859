import { Query } from 'node-appwrite'
import * as limits from '../../contract/limits.ts'
import {
  articleIndex as table,
  articleIndexColumns,
  type ArticleIndexRow,
  type ArticleIndexValues,
} from '../../contract/tables/article-index.ts'
import { lockedTables, nullOnStatus, type Access, type Connection } from './connection.ts'
import { listColumns, listRows } from './rows.ts'

const { digest, completeThrough } = articleIndexColumns

/** What tells whether a segment is up to date. */
export type SegmentState = Omit<ArticleIndexRow, 'content'>

/** The table `article_index`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function articleIndexRepository(connection: Connection, access: Access) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }
  const all = Query.limit(limits.segmentCount)

  return {
    /** All segments, in one call. */
    segments: (): Promise<ArticleIndexRow[]> => listRows(connection, table, [all]),

    /** All segments without their content. */
    states: (): Promise<SegmentState[]> => listColumns(connection, table, { digest, completeThrough }, [all]),

    async get(id: string): Promise<ArticleIndexRow | null> {
      const [row] = await listRows(connection, table, [Query.equal('$id', id), Query.limit(1)])
      return row ?? null
    },

    /**
     * Writes a segment if it is still the one that was read.
     *
     * @param unchangedSince its `$updatedAt`; null for one that wasn't there
     * @returns whether it was
     */
    async put(id: string, values: ArticleIndexValues, unchangedSince: string | null): Promise<boolean> {
      const row = { ...place, rowId: id, data: values }
      const written =
        unchangedSince === null
          ? await nullOnStatus([409], tables.createRow(row))
          : await nullOnStatus([404, 409], lockedTables(access, unchangedSince).updateRow(row))
      return written !== null
    },
  }
}
