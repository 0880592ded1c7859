import type { Language } from '../language/languages.ts'
import type { Word } from '../language/words.ts'
import { WEIGHT_MAX } from './index-article.ts'
import { matchesOf, type Match } from './match-word.ts'
import type { Segment, SegmentArticle } from './segment.ts'

/** A word of a question, weighed by how few articles have it. */
export interface AskedWord extends Word {
  readonly matches: readonly Match[]
  /** The share of what the question is about that this word tells; greater for rare words. */
  readonly weight: number
  /** Whether no article has it, nor anything that it may mean. */
  readonly isUnknown: boolean
}

/** An article that has words of a question. */
export interface Ranked {
  readonly article: SegmentArticle
  /** How much of the question it is about, from 0 to 1. */
  readonly share: number
}

/** Words that questions on any topic have count this much of what they would. */
const GENERAL = 0.3
/** A question that is longer is read so far. */
const WORDS_MAX = 24

/** A search over segments, of which none has an article that another has in a newer version. */
export class SearchIndex {
  readonly #segments: readonly Segment[]
  /** By segment: whether an article is left out, as it is newer in another segment. */
  readonly #isOld: readonly (ReadonlySet<number> | undefined)[]
  readonly #countOf = new Map<Language, number>()

  /** @param segments the newest last: an article counts where it is last */
  constructor(segments: readonly Segment[]) {
    this.#segments = segments
    const seen = new Set<string>()
    const isOld: (ReadonlySet<number> | undefined)[] = []
    for (let place = segments.length - 1; place >= 0; place--) {
      const old = new Set<number>()
      segments[place]?.articles.forEach(({ id, language }, article) => {
        if (seen.has(id)) old.add(article)
        else this.#countOf.set(language, (this.#countOf.get(language) ?? 0) + 1)
        seen.add(id)
      })
      isOld[place] = old
    }
    this.#isOld = isOld
  }

  /** The languages of the articles of some corpora (of all when none is named), the one of most articles first. */
  languages(corpora: readonly string[]): Language[] {
    const counts = new Map<Language, number>()
    for (const [place, segment] of this.#segments.entries()) {
      segment.articles.forEach((article, number) => {
        if (!this.#counts(place, number, article, corpora)) return
        counts.set(article.language, (counts.get(article.language) ?? 0) + 1)
      })
    }
    return [...counts].toSorted(([, one], [, other]) => other - one).map(([language]) => language)
  }

  /** The articles of some corpora (of all when none is named), last changed first, at most so many of some languages. */
  newest(corpora: readonly string[], languages: readonly Language[], atMost: number): SegmentArticle[] {
    const found = this.#segments.flatMap((segment, place) =>
      segment.articles.filter(
        (article, number) =>
          languages.includes(article.language) && this.#counts(place, number, article, corpora),
      ),
    )
    return found.toSorted((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1)).slice(0, atMost)
  }

  /** Terms that begin with some letters, at most so many of each segment. */
  beginningWith(letters: string, atMost: number): string[] {
    return this.#segments.flatMap((segment) => {
      const [from, to] = segment.startingWith(letters)
      return Array.from({ length: Math.min(to - from, atMost) }, (_, place) => segment.term(from + place))
    })
  }

  /** Weighs the words of a question in the language of some articles. */
  weigh(words: readonly Word[], language: Language): AskedWord[] {
    const total = this.#countOf.get(language) ?? 0
    const seen = new Set<string>()
    const asked: AskedWord[] = []
    for (const word of words) {
      if (seen.has(word.stem) || asked.length >= WORDS_MAX) continue
      seen.add(word.stem)
      const matches = matchesOf(word, language, this.#segments)
      const exact = matches.find(({ weight }) => weight === 1)
      const having = exact === undefined ? this.#having(matches) : this.#having([exact])
      const rarity = Math.log(1 + (total - Math.min(having, total) + 0.5) / (having + 0.5))
      asked.push({
        ...word,
        matches,
        weight: rarity * (word.isGeneral ? GENERAL : 1),
        isUnknown: matches.length === 0,
      })
    }
    return asked
  }

  /** The articles of a language and some corpora that say most about a question, the best first. */
  rank(
    asked: readonly AskedWord[],
    language: Language,
    corpora: readonly string[],
    atMost: number,
  ): Ranked[] {
    const ranked: Ranked[] = []
    const most = WEIGHT_MAX * asked.reduce((sum, { weight }) => sum + weight, 0)
    for (const [place, segment] of this.#segments.entries()) {
      const scores = new Float64Array(segment.articles.length)
      for (const word of asked) {
        const best = new Float64Array(segment.articles.length)
        for (const match of word.matches) {
          const term = segment.placeOf(match.term)
          if (term === null) continue
          segment.each(term, (article, weight) => {
            best[article] = Math.max(best[article] ?? 0, weight * match.weight)
          })
        }
        best.forEach((value, article) => {
          if (value > 0) scores[article] = (scores[article] ?? 0) + value * word.weight
        })
      }
      scores.forEach((score, number) => {
        const article = segment.articles[number]
        if (score === 0 || article === undefined || article.language !== language) return
        if (this.#counts(place, number, article, corpora)) ranked.push({ article, share: score / most })
      })
    }
    return ranked.toSorted((one, other) => other.share - one.share).slice(0, atMost)
  }

  #counts(place: number, number: number, article: SegmentArticle, corpora: readonly string[]): boolean {
    if (this.#isOld[place]?.has(number) === true) return false
    return corpora.length === 0 || corpora.includes(article.corpus)
  }

  /** About how many articles have any of some terms. */
  #having(matches: readonly Match[]): number {
    let count = 0
    for (const segment of this.#segments) {
      let most = 0
      for (const { term } of matches) {
        const place = segment.placeOf(term)
        if (place !== null) most = Math.max(most, segment.countOf(place))
      }
      count += most
    }
    return count
  }
}
