import type { Fields } from '../../client/read-answers.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import { isRecord } from '../../contract/is-record.ts'
import { readRow } from '../../contract/read-row.ts'
import {
  articleColumns,
  articleHeadingColumns,
  type ArticleHeading,
  type ArticleRow,
} from '../../contract/tables/articles.ts'
import { suggestionColumns, type SuggestionRow } from '../../contract/tables/suggestions.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { unexpectedAnswer } from '../explain-refusals.ts'
import { requestOf, type ArticleDraft } from './article-draft.ts'
import type { Gap } from './articles-store.ts'

export interface ArticlePage {
  readonly articles: readonly ArticleHeading[]
  readonly cursor: string | null
}

export type ArticlesCalls = ReturnType<typeof createArticlesCalls>

/** Reads and writes articles by the function `admin`. Every method throws `InboxError`. */
export function createArticlesCalls(connection: AgentConnection) {
  const call = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object) =>
    callAdmin(connection, { method, path, ...(body && { body }) })

  return {
    list: async (words: string, cursor: string | null): Promise<ArticlePage> => {
      const query = new URLSearchParams({
        ...(words !== '' && { search: words }),
        ...(cursor !== null && { cursor }),
      })
      const answer = await call('GET', `${adminToolPaths.articles}?${query.toString()}`)
      const { nextCursor } = answer
      return {
        articles: rowsIn(answer, 'articles').flatMap((row) => readRow(articleHeadingColumns, row) ?? []),
        cursor: typeof nextCursor === 'string' ? nextCursor : null,
      }
    },

    suggestions: async (): Promise<readonly SuggestionRow[]> => {
      const rows = rowsIn(await call('GET', adminToolPaths.suggestions), 'suggestions')
      return rows.flatMap((row) => readRow(suggestionColumns, row) ?? [])
    },

    gaps: async (): Promise<readonly Gap[]> =>
      rowsIn(await call('GET', adminToolPaths.gaps), 'gaps').flatMap((gap) => {
        if (!isRecord(gap)) return []
        const { question, count, lastAskedAt } = gap
        const isRead = typeof question === 'string' && typeof lastAskedAt === 'string'
        return isRead ? [{ question, count: Number(count), lastAskedAt }] : []
      }),

    article: async (id: string): Promise<ArticleRow> =>
      articleIn(await call('GET', adminToolPaths.article(id))),

    store: async (draft: ArticleDraft): Promise<ArticleRow> => {
      if (draft.kind === 'article')
        return articleIn(await call('PUT', adminToolPaths.article(draft.id), requestOf(draft)))
      const { title, body, corpus } = requestOf(draft)
      const approval = { title, body, ...(corpus !== undefined && { corpus }) }
      return articleIn(await call('POST', adminToolPaths.approve(draft.id), approval))
    },

    remove: async ({ kind, id }: ArticleDraft): Promise<void> => {
      await call('DELETE', kind === 'article' ? adminToolPaths.article(id) : adminToolPaths.suggestion(id))
    },
  }
}

function articleIn(answer: Fields): ArticleRow {
  const article = readRow(articleColumns, answer['article'])
  if (article === null) throw unexpectedAnswer()
  return article
}

function rowsIn(answer: Fields, name: string): readonly unknown[] {
  const rows = answer[name]
  if (!Array.isArray(rows)) throw unexpectedAnswer()
  return rows
}
