import { atom } from 'nanostores'
import type { ArticleHeading } from '../../contract/tables/articles.ts'
import type { SuggestionRow } from '../../contract/tables/suggestions.ts'
import type { ArticleDraft } from './article-draft.ts'

/** What is listed beside the article: all of them, what agents suggested, what visitors asked in vain. */
export const ARTICLE_VIEWS = ['articles', 'suggested', 'asked'] as const
export type ArticleView = (typeof ARTICLE_VIEWS)[number]

/** A page after another of the articles, those last changed first. */
export interface ArticleList {
  readonly words: string
  readonly articles: readonly ArticleHeading[]
  /** Where the next page begins; null at the end. */
  readonly cursor: string | null
}

/** What visitors asked and no article answers. */
export interface Gap {
  readonly question: string
  readonly count: number
  readonly lastAskedAt: string
}

export type ArticlesStore = ReturnType<typeof createArticlesStore>

export function createArticlesStore() {
  return {
    $view: atom<ArticleView>('articles'),
    /** As they are typed into the search. */
    $words: atom(''),
    /** Null until they were read, as the two below. */
    $list: atom<ArticleList | null>(null),
    $suggestions: atom<readonly SuggestionRow[] | null>(null),
    $gaps: atom<readonly Gap[] | null>(null),
    /** What is being written, by the id of its article: it stays until it is stored or discarded. */
    $drafts: atom<Readonly<Record<string, ArticleDraft>>>({}),
    /** The article in the form, as it is stored; a new one as it began. */
    $open: atom<ArticleDraft | null>(null),
    $isSaving: atom(false),
    /** What was done last, for whoever hears it. */
    $done: atom(''),
  }
}
