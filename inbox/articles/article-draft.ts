import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { SuggestionRow } from '../../contract/tables/suggestions.ts'

/** An article as it is being written, in the fields of its form. */
export interface ArticleDraft {
  readonly id: string
  /** What becomes of it: an article, or the approval of a suggested one. */
  readonly kind: 'article' | 'suggestion'
  /** `$updatedAt` of the article that it changes; null for a new one. */
  readonly readAt: string | null
  readonly title: string
  readonly body: string
  readonly corpus: string
  readonly url: string
  /** One on each line. */
  readonly questions: string
  readonly keywords: string
}

/** What somebody types into. */
export type ArticleFields = Omit<ArticleDraft, 'id' | 'kind' | 'readAt'>

const NOTHING: ArticleFields = { title: '', body: '', corpus: '', url: '', questions: '', keywords: '' }

/** Of a question that nobody has answered, or of nothing. */
export function newDraft(question = ''): ArticleDraft {
  // One that nobody else makes: sending it twice makes one article.
  const id = `a_${crypto.randomUUID().replaceAll('-', '')}`
  return { ...NOTHING, id, kind: 'article', readAt: null, title: question, questions: question }
}

export function draftOfArticle(article: ArticleRow): ArticleDraft {
  const { $id: id, $updatedAt: readAt, title, body, corpus, url, questions, keywords } = article
  const texts = { title, body, corpus, url: url ?? '' }
  return { id, kind: 'article', readAt, ...texts, questions: linesOf(questions), keywords: linesOf(keywords) }
}

export function draftOfSuggestion({ $id: id, title, body, corpus, questions }: SuggestionRow): ArticleDraft {
  const texts = { title: title ?? '', body: body ?? '', corpus: corpus ?? '' }
  return { ...NOTHING, id, kind: 'suggestion', readAt: null, ...texts, questions: linesOf(questions) }
}

/** The body of the request that stores it. */
export function requestOf({ readAt, title, body, corpus, url, questions, keywords }: ArticleDraft) {
  return {
    title,
    body,
    ...(corpus.trim() !== '' && { corpus }),
    url: url.trim() === '' ? null : url,
    questions: lines(questions),
    keywords: lines(keywords),
    ifUpdatedAt: readAt,
  }
}

function linesOf(list: readonly string[]): string {
  return list.join('\n')
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
