import type { helpAnswers, helpRoutes } from '../../contract/help-routes.ts'
import type { Handlers } from '../platform/handlers.ts'
import type { HelpCall } from './help-call.ts'
import { listArticles } from './list-articles.ts'
import { readArticle } from './read-article.ts'
import { searchArticles } from './search-articles.ts'

/** What the function `help` does for each of its routes. */
export const helpHandlers: Handlers<typeof helpRoutes, typeof helpAnswers, HelpCall> = {
  articles: (call, { query }) => listArticles(call, query),
  article: (call, { params }) => readArticle(call, params.id),
  search: (call, { body }) => searchArticles(call, body),
}
