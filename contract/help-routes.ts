/** The API of the articles that visitors may read, route by route: requests, responses and refusals of the function `help`. */
import type { AnswersOf, ApiRoutes } from './api-route.ts'
import { ArticleAnswer, ArticlesAnswer } from './help-api.ts'
import * as helpPaths from './help-paths.ts'
import { ArticlesQuery, SearchRequest } from './help-requests.ts'

export const helpRoutes = {
  articles: {
    method: 'GET',
    path: helpPaths.articles,
    does: 'Articles to begin with: those that the settings name, then the newest in the visitor’s language.',
    query: ArticlesQuery,
    errors: ['corpus_not_offered', 'rate_limited'],
  },
  article: {
    method: 'GET',
    path: helpPaths.article(':id'),
    does: 'An article. One that visitors may not read is answered like one that doesn’t exist.',
    errors: ['article_not_found', 'rate_limited'],
  },
  search: {
    method: 'POST',
    path: helpPaths.search,
    does: 'The articles that say most about some words, at most eight.',
    body: SearchRequest,
    errors: ['corpus_not_offered', 'rate_limited'],
  },
} as const satisfies ApiRoutes

/** The JSON body of each route’s 200. Apart from the routes: the Function, which parses no answer, loads none of these. */
export const helpAnswers = {
  articles: ArticlesAnswer,
  article: ArticleAnswer,
  search: ArticlesAnswer,
} as const satisfies AnswersOf<typeof helpRoutes>
