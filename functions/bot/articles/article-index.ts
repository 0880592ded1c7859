import MiniSearch, { type SearchResult } from 'minisearch'
import type { ArticleRow } from '../../../contract/tables/articles.ts'
import type { Source } from '../../../contract/tables/messages.ts'
import type { Finding, Question } from './finding.ts'
import { stopWords } from '../language/stop-words.ts'

/** A part of an article that answers a question, with its source. */
export interface Passage {
  readonly text: string
  readonly source: Source
}

export type ArticleIndex = ReturnType<typeof buildArticleIndex>

/** Longer paragraphs are several passages. In characters. */
const PASSAGE_MAX = 700
/** What is longer is no word, and comparing it takes the square of its length. */
const WORD_MAX = 64

interface Entry {
  readonly id: number
  readonly title: string
  readonly body: string
}

/** An index over the passages of articles: their paragraphs, each found by its article's title too. */
export function buildArticleIndex(articles: readonly ArticleRow[]) {
  const passages: Passage[] = []
  const entries: Entry[] = []
  for (const article of articles) {
    const source = { articleId: article.$id, title: article.title, url: webAddress(article.url) }
    for (const text of passagesOf(article.body)) {
      entries.push({ id: passages.length, title: article.title, body: text })
      passages.push({ text, source })
    }
  }
  const index = new MiniSearch<Entry>({
    fields: ['title', 'body'],
    processTerm: (term) => {
      const word = term.toLowerCase().replace(/['’]s?$/, '')
      return isContentWord(word) ? word : null
    },
  })
  index.addAll(entries)

  /** The passage that fits best, or null when none fits well enough to be quoted. */
  function passageFor(question: string): Passage | null {
    const asked = contentWords(question)
    if (asked.size === 0) return null
    const [best] = index.search(question, {
      boost: { title: 2 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      combineWith: 'OR',
    })
    if (best === undefined || !answers(best, asked)) return null
    const id: unknown = best.id
    return typeof id === 'number' ? (passages[id] ?? null) : null
  }

  return {
    /** The passages that may answer a question, the likeliest first. */
    grounds({ text, before }: Question): readonly Passage[] {
      const found = index.search(before === null ? text : `${before} ${text}`).slice(0, 5)
      return found.flatMap(({ id }) => (typeof id === 'number' ? (passages[id] ?? []) : []))
    },
    /** A question that finds nothing by itself may continue the one before ("and to Norway?"). */
    find({ text, before }: Question): Finding {
      const found =
        passageFor(text) ?? (before !== null && isFollowUp(text) ? passageFor(`${before} ${text}`) : null)
      return found === null
        ? { kind: 'nothing' }
        : { kind: 'quote', passages: [found.text], source: found.source }
    },
  }
}

function isFollowUp(text: string): boolean {
  return /^\W*(?:and|what about|how about|also|but|or)\b/i.test(text)
}

/**
 * Better no answer than a wrong one: most of the question's words must be found, or half of them with one in the
 * title.
 */
function answers(result: SearchResult, asked: ReadonlySet<string>): boolean {
  const found = new Set(result.queryTerms).size / asked.size
  const inTitle = Object.values(result.match).some((fields) => fields.includes('title'))
  return found >= 0.6 || (found >= 0.5 && inTitle)
}

function contentWords(question: string): Set<string> {
  const words = question
    .toLowerCase()
    .split(/[^\p{L}\p{N}'’]+/u)
    .map((word) => word.replace(/['’]s?$/, ''))
  return new Set(words.filter(isContentWord))
}

function isContentWord(word: string): boolean {
  return word.length > 1 && word.length <= WORD_MAX && !stopWords.has(word)
}

function passagesOf(body: string): string[] {
  return body
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .flatMap((paragraph) => splitAtSentences(paragraph))
}

/** Parts of at most 700 characters each, that end with a sentence where one ends in their second half. */
function splitAtSentences(text: string): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > PASSAGE_MAX) {
    const end = rest.lastIndexOf('. ', PASSAGE_MAX - 1)
    const cut = end > PASSAGE_MAX / 2 ? end + 1 : startOfCharacter(rest, PASSAGE_MAX)
    parts.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  return [...parts, rest]
}

/** Where the character at a place begins: many an emoji is several code units long, and would be cut in two. */
function startOfCharacter(text: string, place: number): number {
  // A paragraph may be long; a character that is longer than this is cut all the same.
  // The first segmenter of a process takes longer than all else that the function does at its start.
  const at = new Intl.Segmenter('en', { granularity: 'grapheme' })
    .segment(text.slice(0, place + 50))
    .containing(place)
  return at === undefined || at.index === 0 ? place : at.index
}

/** Only addresses that a browser may follow safely. */
function webAddress(url: string | null): string | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null
}
