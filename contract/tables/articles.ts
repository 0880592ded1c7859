import * as limits from '../limits.ts'
import type { Columns, Row, Table, Values } from '../table.ts'

export const articleColumns = {
  corpus: { type: 'string', size: limits.corpusNameMax, required: true },
  title: { type: 'string', size: limits.articleTitleMax, required: true },
  body: { type: 'string', size: limits.articleBodyMax, required: true },
  /** Where visitors can read it, http or https. */
  url: { type: 'string', size: limits.urlMax },
  /** How visitors ask for it, in words that its text may not have. */
  questions: { type: 'string', size: limits.articleQuestionMax, array: true },
  keywords: { type: 'string', size: limits.articleKeywordMax, array: true },
} as const satisfies Columns

/** What the bot knows. Agents edit it in the inbox, admins in the console. */
export const articles = {
  id: 'articles',
  name: 'Articles',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: articleColumns,
  indexes: [
    { key: 'by_corpus', type: 'key', columns: ['corpus'], orders: ['ASC'] },
    { key: 'by_title_words', type: 'fulltext', columns: ['title'] },
  ],
} as const satisfies Table<typeof articleColumns>

const { body: _, ...headings } = articleColumns
/** What a list shows: all but the text, which may be long. */
export const articleHeadingColumns = headings

export type ArticleHeading = Row<typeof articleHeadingColumns>
export type ArticleRow = Row<typeof articleColumns>
export type ArticleValues = Values<typeof articleColumns>
