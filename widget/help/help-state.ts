import type { ComponentType } from 'preact'
import type { ChatErrorCode } from '../../client/chat-error.ts'
import type { Article, ListedArticle } from '../../contract/help-api.ts'

/** Shows the text of an article. */
export type ArticleView = ComponentType<{ readonly text: string }>

/** Everything that home and articles show. */
export interface HelpState {
  /** Those that home begins with; null until they are there. Empty for a site without any: then there is no search. */
  readonly articles: readonly ListedArticle[] | null
  /** What the visitor has typed into the search. */
  readonly text: string
  /** What was found for the text that was looked for last; null before, and while that is blank. */
  readonly found: { readonly text: string; readonly articles: readonly ListedArticle[] } | null
  readonly searchProblem: ChatErrorCode | null
  /** What is shown in place of the chat: all articles, one that is loaded, that is there, or that isn't. */
  readonly page: Page
}

export type Page =
  | { readonly kind: 'all'; readonly articles: readonly ListedArticle[] | null }
  | { readonly kind: 'loading'; readonly articleId: string }
  | { readonly kind: 'article'; readonly article: Article; readonly Body: ArticleView }
  | { readonly kind: 'missing'; readonly articleId: string }
  | { readonly kind: 'failed'; readonly articleId: string; readonly problem: ChatErrorCode }

export const initialHelp: HelpState = {
  articles: null,
  text: '',
  found: null,
  searchProblem: null,
  page: { kind: 'all', articles: null },
}
