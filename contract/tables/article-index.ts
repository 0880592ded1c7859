import * as limits from '../limits.ts'
import type { Columns, Row, Table, Values } from '../table.ts'

export const articleIndexColumns = {
  /** The articles in it, packed: base64 of deflated bytes. */
  content: { type: 'string', size: limits.segmentMax, required: true },
  /** The version of the index and a hash of the articles' ids and times: what tells whether it is up to date. */
  digest: { type: 'string', size: 80, required: true },
  /** No article of it that changed before this is missing; null while some are. */
  completeThrough: { type: 'datetime' },
} as const satisfies Columns

/**
 * The bot's search index in segments, by a hash of the article's id: a function that starts loads it and reads no article.
 * Written by `upkeep` and `import-articles`; nobody else reads or writes it.
 */
export const articleIndex = {
  id: 'article_index',
  name: 'Article index',
  permissions: [],
  rowSecurity: false,
  columns: articleIndexColumns,
  indexes: [],
} as const satisfies Table<typeof articleIndexColumns>

export type ArticleIndexRow = Row<typeof articleIndexColumns>
export type ArticleIndexValues = Values<typeof articleIndexColumns>
