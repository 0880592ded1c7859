import { Query } from 'node-appwrite'
import { isRowId } from '../../contract/appwrite-ids.ts'
import {
  articleColumns,
  articleHeadingColumns,
  articles as table,
  type ArticleHeading,
  type ArticleRow,
  type ArticleValues,
} from '../../contract/tables/articles.ts'
import type { Position } from '../../contract/position.ts'
import { orderedFrom } from '../../contract/ordered-from.ts'
import { lockedTables, nullOnStatus, type Access, type Connection } from './connection.ts'
import { plainTexts } from './plain-texts.ts'
import { searchText } from './search-text.ts'
import { countUpToCap, expectRow, listColumns, listRows, type BoundedCount } from './rows.ts'

const PAGE = 500
/** As many values as one query compares with. */
const TITLES_MAX = 100
/** Stamps are short: as many as Appwrite lists at once. */
const STAMPS_PAGE = 5000

/** Which version of an article there is. */
export interface ArticleStamp {
  readonly id: string
  readonly updatedAt: string
}

const { corpus, title } = articleColumns

export type ArticleTitle = Pick<ArticleRow, '$id' | 'corpus' | 'title'>

/** The table `articles`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function articlesRepository(connection: Connection, access: Access) {
  const { tables, databaseId } = connection
  const place = { databaseId, tableId: table.id }

  return {
    /** Every article of some corpora, or of all when none is named. */
    async ofCorpora(corpora: readonly string[]): Promise<ArticleRow[]> {
      const filters = corpora.length > 0 ? [Query.equal('corpus', [...corpora])] : []
      const found: ArticleRow[] = []
      for (let last: ArticleRow | undefined; ;) {
        const cursor = last ? [Query.cursorAfter(last.$id)] : []
        const page = await listRows(connection, table, [
          ...filters,
          Query.orderAsc('$sequence'),
          Query.limit(PAGE),
          ...cursor,
        ])
        // For Appwrite “Trade” equals “trade”: of another corpus nobody asked.
        found.push(...page.filter((row) => corpora.length === 0 || corpora.includes(row.corpus)))
        if (page.length < PAGE) return found
        last = page.at(-1)
      }
    },

    /** How many there are of some corpora, or of all when none is named. */
    async count(corpora: readonly string[]): Promise<BoundedCount> {
      return countUpToCap(connection, table, corpora.length > 0 ? [Query.equal('corpus', [...corpora])] : [])
    },

    /** Every article's stamp, or of those alone that changed after a time, in the order of their changes. */
    async stamps(after: string | null): Promise<ArticleStamp[]> {
      const filters = after === null ? [] : [Query.greaterThan('$updatedAt', after)]
      const found: ArticleStamp[] = []
      for (let last: string | undefined; ; last = found.at(-1)?.id) {
        const rows = await listColumns(connection, table, {}, [
          ...filters,
          Query.orderAsc('$updatedAt'),
          Query.limit(STAMPS_PAGE),
          ...(last === undefined ? [] : [Query.cursorAfter(last)]),
        ])
        found.push(...rows.map(({ $id, $updatedAt }) => ({ id: $id, updatedAt: $updatedAt })))
        if (rows.length < STAMPS_PAGE) return found
      }
    },

    /** Those of some articles that are there, 100 at most. */
    async ofIds(ids: readonly string[]): Promise<ArticleRow[]> {
      const possible = ids.filter(isRowId)
      return possible.length === 0
        ? []
        : listRows(connection, table, [Query.equal('$id', possible), Query.limit(possible.length)])
    },

    /** The titles of those of some articles that are there, 100 at most. */
    async titlesOf(ids: readonly string[]): Promise<ArticleTitle[]> {
      const possible = ids.filter(isRowId).slice(0, TITLES_MAX)
      return possible.length === 0
        ? []
        : listColumns(connection, table, { corpus, title }, [
            Query.equal('$id', possible),
            Query.limit(possible.length),
          ])
    },

    /** Makes an article, or replaces the one with this id. */
    async put(id: string, values: ArticleValues): Promise<ArticleRow> {
      const row = await nullOnStatus([], tables.upsertRow({ ...place, rowId: id, data: plainTexts(values) }))
      return expectRow(table, row)
    },

    /** Without their texts, of a corpus, or with words in their title, those last changed first, behind a position. */
    async list(
      { corpus, search }: { readonly corpus?: string | undefined; readonly search?: string | undefined },
      limit: number,
      after: Position | null,
    ): Promise<ArticleHeading[]> {
      return listColumns(connection, table, articleHeadingColumns, [
        ...(corpus === undefined ? [] : [Query.equal('corpus', corpus)]),
        ...(search === undefined ? [] : [searchText(['title'], search)]),
        ...orderedFrom(Query, '$updatedAt', 'descending', after),
        Query.limit(limit),
      ])
    },

    /** Null when the id is taken. */
    async create(id: string, values: ArticleValues): Promise<ArticleRow | null> {
      const data = plainTexts(values)
      const row = await nullOnStatus([409], tables.createRow({ ...place, rowId: id, data }))
      return row && expectRow(table, row)
    },

    /** Replaces one as it was read. Null when it has changed since, or is gone. */
    async replace(read: ArticleRow, values: ArticleValues): Promise<ArticleRow | null> {
      const locked = lockedTables(access, read.$updatedAt)
      const data = plainTexts(values)
      const row = await nullOnStatus([404, 409], locked.updateRow({ ...place, rowId: read.$id, data }))
      return row && expectRow(table, row)
    },

    /** False when it was gone already. */
    async remove(id: string): Promise<boolean> {
      return (await nullOnStatus([404], tables.deleteRow({ ...place, rowId: id }))) !== null
    },
  }
}
