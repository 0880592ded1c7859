import type { ArticlesAnswer } from '../../contract/help-api.ts'
import type { ArticlesQuery } from '../../contract/help-requests.ts'
import * as limits from '../../contract/limits.ts'
import type { Library } from '../articles/library.ts'
import { languagesFor } from './languages-for.ts'
import type { HelpCall } from './help-call.ts'
import { visibleArticles } from './visible-articles.ts'

/** The articles that a panel begins with: those that the settings name, then the newest in the visitor's language. */
export async function listArticles(call: HelpCall, query: ArticlesQuery): Promise<ArticlesAnswer> {
  const visible = await visibleArticles(call, query.corpora)
  if (visible === null) return { articles: [] }
  const { library, settings } = visible
  const named = settings.helpArticles.slice(0, limits.helpListMax)
  const atMost = query.limit ?? limits.helpListMax
  const ids = [...new Set([...named, ...newestOf(library, query.locale)])].slice(0, limits.helpListMax)
  const rows = new Map((await library.titles(ids)).map((row) => [row.$id, row]))
  return {
    articles: ids
      .flatMap((id) => rows.get(id) ?? [])
      .slice(0, atMost)
      .map(({ $id, title }) => ({ articleId: $id, title, excerpt: null })),
  }
}

/** In the visitor's language; where there are none, in the one that most are in. */
function newestOf({ index, corpora }: Library, locale: string | undefined): readonly string[] {
  const [first] = languagesFor(index.languages(corpora), locale)
  if (first === undefined) return []
  return index.newest(corpora, [first], limits.helpListMax).map(({ id }) => id)
}
