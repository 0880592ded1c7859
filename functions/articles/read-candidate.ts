import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { Language } from '../language/languages.ts'
import { wordsOf } from '../language/words.ts'
import type { AskedWord } from './search-index.ts'
import { splitPassages, type Passage } from './split-passages.ts'
import { hasFigure } from './asks-for-figure.ts'

/** An article that may answer a question, as far as its text tells. Shares are of the question's weight, 0 to 1. */
export interface Candidate {
  readonly article: ArticleRow
  /** What the index says: how much of the question the article is about. */
  readonly share: number
  /** What its title, or one of its owner's questions, has. */
  readonly inTitle: number
  /** How much of that title is asked for. */
  readonly titleAsked: number
  /** What its best passage has, with the heading above it. */
  readonly inPassage: number
  /** What the article has anywhere. */
  readonly inArticle: number
  /** How surely each word of the question, by its stem, is anywhere in it. */
  readonly found: ReadonlyMap<string, number>
  readonly passages: readonly ScoredPassage[]
}

export interface ScoredPassage extends Passage {
  readonly place: number
  readonly score: number
}

/** A heading tells what its passage is about, but isn't said in it. */
const HEADING = 0.7
/** For a passage with a figure, where a question asks for one. */
const FIGURE = 0.12
/** Articles begin with what is asked most. */
const FIRST = 0.04

/** Reads the text of an article that the index found. */
export function readCandidate(
  article: ArticleRow,
  share: number,
  asked: readonly AskedWord[],
  language: Language,
  wantsFigure: boolean,
): Candidate {
  const total = asked.reduce((sum, { weight }) => sum + weight, 0) || 1
  const shareOf = (stems: ReadonlySet<string>, headings: ReadonlySet<string> = NONE) =>
    asked.reduce(
      (sum, word) => sum + word.weight * Math.max(found(word, stems), HEADING * found(word, headings)),
      0,
    ) / total
  const titles = [article.title, ...article.questions].map((title) => {
    const stems = stemsOf(title, language)
    const named = new Set(asked.flatMap(({ matches }) => matches.map(({ term }) => term)))
    const hit = [...stems].filter((stem) => named.has(stem)).length
    return { share: shareOf(stems), asked: stems.size === 0 ? 0 : hit / stems.size }
  })
  const title = titles.reduce((best, each) =>
    each.share + each.asked > best.share + best.asked ? each : best,
  )
  const everything = new Set(stemsOf([article.title, ...article.keywords].join('\n'), language))
  const passages = splitPassages(article.body).map((passage, place) => {
    const stems = stemsOf(passage.text, language)
    const heading = stemsOf(passage.heading ?? '', language)
    for (const stem of [...stems, ...heading]) everything.add(stem)
    const covered = shareOf(stems, heading)
    const figure = wantsFigure && hasFigure(passage.text) ? FIGURE : 0
    return { ...passage, place, covered, score: covered + figure + (place === 0 ? FIRST : 0) }
  })
  return {
    article,
    share,
    inTitle: title.share,
    titleAsked: title.asked,
    inPassage: Math.max(0, ...passages.map(({ covered }) => covered)),
    inArticle: shareOf(everything),
    found: new Map(asked.map((word) => [word.stem, found(word, everything)])),
    passages,
  }
}

const NONE: ReadonlySet<string> = new Set()

function stemsOf(text: string, language: Language): Set<string> {
  return new Set(wordsOf(text, language).map(({ stem }) => stem))
}

/** How surely a word is among stems. */
function found(word: AskedWord, stems: ReadonlySet<string>): number {
  let best = 0
  for (const { term, weight } of word.matches) if (weight > best && stems.has(term)) best = weight
  return best
}
