import type { Article, ListedArticle } from '../contract/help-api.ts'
import * as helpPaths from '../contract/help-paths.ts'
import { isRecord } from '../contract/is-record.ts'
import { executeFunction, type FunctionCall } from './execute-function.ts'
import type { Target } from './http.ts'
import { readList, readText } from './read-settings.ts'

/** What a page asks the function `help`, as a guest. Every method rejects with a `ChatError`. */
export interface HelpClient {
  readonly list: (locale: string, limit: number) => Promise<readonly ListedArticle[]>
  readonly search: (text: string, locale: string) => Promise<readonly ListedArticle[]>
  readonly read: (articleId: string) => Promise<Article | null>
}

/** @param corpora those that the page wants; the site's own when none is named */
export function createHelpClient(target: Target, corpora: readonly string[]): HelpClient {
  const ask = async (call: FunctionCall) => (await executeFunction(target, null, call, 'help')).fields
  return {
    list: async (locale, limit) => {
      const query = new URLSearchParams({ locale, limit: `${limit}` })
      if (corpora.length > 0) query.set('corpora', corpora.join())
      const { articles } = await ask({ method: 'GET', path: `${helpPaths.articles}?${query}` })
      return readList(articles).flatMap(readListed)
    },
    search: async (text, locale) => {
      const body = { text, locale, ...(corpora.length > 0 && { corpora }) }
      const { articles } = await ask({ method: 'POST', path: helpPaths.search, body })
      return readList(articles).flatMap(readListed)
    },
    read: async (articleId) => {
      const { article } = await ask({ method: 'GET', path: helpPaths.article(articleId) })
      const [listed] = readListed(article)
      if (listed === undefined || !isRecord(article)) return null
      const address = readText(article['url'])
      const url = address !== null && /^https?:/i.test(address) ? address : null
      return { articleId: listed.articleId, title: listed.title, body: readText(article['body']) ?? '', url }
    },
  }
}

/** None for what is no article. */
function readListed(value: unknown): ListedArticle[] {
  if (!isRecord(value)) return []
  const [articleId, title] = [readText(value['articleId']), readText(value['title'])]
  if (articleId === null || title === null) return []
  return [{ articleId, title, excerpt: readText(value['excerpt']) }]
}
