import type { ArticleRow } from '../../contract/tables/articles.ts'
import { detectLanguage } from '../language/detect-language.ts'
import type { Language } from '../language/languages.ts'
import { wordsOf } from '../language/words.ts'
import { splitPassages } from './split-passages.ts'

/** What the index knows of an article. */
export interface IndexedArticle {
  readonly id: string
  readonly corpus: string
  readonly language: Language
  readonly updatedAt: string
  /** Its stems, and how much each tells that the article is about it: from 1 to 255. */
  readonly terms: ReadonlyMap<string, number>
}

interface Field {
  readonly weight: number
  /** How much a longer field than usual tells less by each of its words (BM25's b). */
  readonly lengthMatters: number
  /** In words. */
  readonly usualLength: number
}

/** Fields of BM25F. Usual lengths are constants, so that an article's weights depend on nothing but itself. */
const FIELDS = {
  title: { weight: 5, lengthMatters: 0.3, usualLength: 4 },
  asked: { weight: 4, lengthMatters: 0.2, usualLength: 12 },
  heading: { weight: 2.5, lengthMatters: 0.3, usualLength: 8 },
  body: { weight: 1, lengthMatters: 0.5, usualLength: 90 },
} as const satisfies Readonly<Record<string, Field>>
/** Where one more mention of a word tells little more (BM25's k1). */
const SATURATION = 1.2
export const WEIGHT_MAX = 255
/** How much of an article tells its language. In characters. */
const LANGUAGE_SAMPLE = 1000

/** Reads an article for the index. */
export function indexArticle(article: ArticleRow): IndexedArticle {
  const language = detectLanguage([`${article.title} ${article.body.slice(0, LANGUAGE_SAMPLE)}`], 'en')
  const passages = splitPassages(article.body)
  const headings = new Set(passages.map(({ heading }) => heading ?? ''))
  const stems = (text: string) => wordsOf(text, language).map(({ stem }) => stem)
  const counted = new Map<string, number>()
  const count = (field: Field, found: readonly string[]) => {
    const length = 1 - field.lengthMatters + (field.lengthMatters * found.length) / field.usualLength
    const each = field.weight / Math.max(length, 0.5)
    for (const stem of found) counted.set(stem, (counted.get(stem) ?? 0) + each)
  }
  const title = titleStems(article.title, language)
  const asked = stems([...article.questions, ...article.keywords].join('\n'))
  count(FIELDS.title, title)
  count(FIELDS.asked, [...new Set(asked)])
  count(FIELDS.heading, stems([...headings].join('\n')))
  count(FIELDS.body, stems(passages.map(({ text }) => text).join('\n')))
  const terms = new Map<string, number>()
  for (const [stem, amount] of counted) {
    const weight = Math.max(1, Math.round((amount / (SATURATION + amount)) * WEIGHT_MAX))
    terms.set(stem, weight)
  }
  return { id: article.$id, corpus: article.corpus, language, updatedAt: article.$updatedAt, terms }
}

/** A title of stop words alone ("About us") is found by them. */
function titleStems(title: string, language: Language): string[] {
  const telling = wordsOf(title, language)
  return (telling.length === 0 ? wordsOf(title, language, { all: true }) : telling).map(({ stem }) => stem)
}
