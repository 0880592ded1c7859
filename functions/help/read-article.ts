import type { Article } from '../../contract/help-api.ts'
import { Refusal } from '../../contract/refusal.ts'
import { sourceOf } from '../articles/source-of.ts'
import { readableCorpora } from '../sessions/offered-corpora.ts'
import type { HelpCall } from './help-call.ts'

/**
 * An article of any corpus that visitors may read, as an answer of the bot may name it.
 *
 * @throws Refusal `article_not_found` for any other, whether it exists or not; `rate_limited`
 */
export async function readArticle(call: HelpCall, articleId: string): Promise<{ readonly article: Article }> {
  call.count()
  const settings = await call.settings()
  const library = settings.help ? await call.libraryOf(readableCorpora(settings)) : null
  const [row] = (await library?.read([articleId])) ?? []
  if (row === undefined) throw new Refusal('article_not_found')
  return { article: { ...sourceOf(row), body: row.body } }
}
