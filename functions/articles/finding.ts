import type { Source } from '../../contract/tables/messages.ts'
import type { Language } from '../language/languages.ts'

/** What is looked up in the articles. */
export interface Question {
  readonly text: string
  readonly language: Language
  /** The visitor's question before it, which a follow-up ("and to Norway?") continues; null for none. */
  readonly before: string | null
}

/** What the articles say to a question. */
export type Finding =
  /** Passages of one article, in its order. */
  | {
      readonly kind: 'quote'
      readonly passages: readonly string[]
      readonly source: Source
      /** Articles that may be meant in its place, where that is doubtful: up to two. */
      readonly others: readonly Source[]
    }
  /** Up to three articles, one of which may be meant, the likeliest first. */
  | { readonly kind: 'choices'; readonly sources: readonly Source[] }
  | { readonly kind: 'nothing' }
  /** The articles are in other languages than the question, the one of most of them first. */
  | { readonly kind: 'other_language'; readonly languages: readonly Language[] }
  /** There is no word in it that tells what it is about. */
  | { readonly kind: 'no_question' }

/** Finds what articles say. Rejects with a `Refusal` when they can't be read. */
export type FindInArticles = (question: Question) => Promise<Finding>
