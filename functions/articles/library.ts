import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { ArticleTitle } from '../repositories/articles.ts'
import { indexArticle } from './index-article.ts'
import { SearchIndex } from './search-index.ts'
import { openSegment, packSegment } from './segment.ts'

/** What a question is looked up in. */
export interface Library {
  readonly index: SearchIndex
  /** Those of the articles that count; all when none is named. */
  readonly corpora: readonly string[]
  /** The rows of articles, without those that are gone or in another corpus by now. */
  readonly read: (ids: readonly string[]) => Promise<readonly ArticleRow[]>
  /** Of the same their titles alone, of 100 at most. */
  readonly titles: (ids: readonly string[]) => Promise<readonly ArticleTitle[]>
}

/** A library of articles in memory. */
export function libraryOf(articles: readonly ArticleRow[]): Library {
  const byId = new Map(articles.map((article) => [article.$id, article]))
  const read = async (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  return {
    index: new SearchIndex([openSegment(packSegment(articles.map(indexArticle)))]),
    corpora: [],
    read,
    titles: read,
  }
}
