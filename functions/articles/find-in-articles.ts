import type { ArticleRow } from '../../contract/tables/articles.ts'
import { evidenceIn } from '../language/detect-language.ts'
import { foldLetters } from '../language/fold-letters.ts'
import type { Language } from '../language/languages.ts'
import { stopWordsOf } from '../language/stop-words.ts'
import { wordsOf, type Word } from '../language/words.ts'
import { asksForFigure } from './asks-for-figure.ts'
import { CHOICES_FROM, QUOTE_FROM, SURE_FROM } from './finding-weights.ts'
import type { Finding, Question } from './finding.ts'
import type { Library } from './library.ts'
import { choicesLikelihood, fitOf, quoteLikelihood, signsOf, type Signs } from './judge-finding.ts'
import { quotePassages } from './quote-passages.ts'
import { readCandidate, type Candidate } from './read-candidate.ts'
import { sourceOf } from './source-of.ts'
import type { AskedWord, Ranked } from './search-index.ts'

/** How much of a question is read. In characters. */
const READ_MAX = 1000
/** How many articles are looked at more closely. */
const CANDIDATES = 6
const CHOICES_MAX = 3
/** A site whose articles are in more languages is searched in those that most are in. */
const LANGUAGES_MAX = 4
/** A question with more words of its own continues nothing. */
const FOLLOW_UP_WORDS = 4
/** What is asked now counts more than what was asked before. */
const BEFORE = 0.6
/** What is asked now has to be found nearly as well. */
const AS_SURELY = 0.9
/** How much clearer the text has to be of its language for articles in another to be foreign. */
const CLEARLY = 0.5

/** A question in the words of one language, and the articles in it that have most of them. */
interface Search {
  readonly language: Language
  readonly asked: readonly AskedWord[]
  readonly own: readonly AskedWord[]
  readonly ranked: readonly Ranked[]
  readonly wantsFigure: boolean
  /** Whether the question is in another language than the articles. */
  readonly isForeign: boolean
}

/** What a question finds in the articles of one language. */
export interface Look {
  readonly language: Language
  /** The best first. */
  readonly candidates: readonly Candidate[]
  readonly signs: Signs
  /** Words of the question itself, not of the one before. */
  readonly own: readonly AskedWord[]
  readonly isForeign: boolean
}

/** What a question finds, before it is judged. */
export interface LookedUp {
  readonly alone: Look
  /** Together with the question before; null for a long question, or the first one. */
  readonly joined: Look | null
  /** The article whose title the question is. */
  readonly called: Candidate | null
}

/** What articles say to a question that was looked up in them. */
export function findingOf(question: Question, lookedUp: LookedUp, library: Library): Finding {
  const { alone, joined, called } = lookedUp
  if (called !== null) return quote(called, [])
  const found = joined !== null && isContinuation(alone, joined) ? judge(joined) : judge(alone)
  return found.kind === 'nothing' && isUnreadable(question, alone) ? inOtherLanguage(library) : found
}

/** Whether a question is in a language of no article, or in letters that no article has. */
function isUnreadable({ text }: Question, { isForeign, own }: Look): boolean {
  return isForeign || (own.length > 0 && own.every(({ isUnknown }) => isUnknown) && isInOtherLetters(text))
}

/** Whether most letters are none of the Latin alphabet, which all languages of the bot are written in. */
function isInOtherLetters(text: string): boolean {
  const letters = text.slice(0, READ_MAX).match(/\p{L}/gu) ?? []
  return letters.filter((letter) => !/\p{Script=Latin}/u.test(letter)).length > letters.length / 2
}

function inOtherLanguage({ index, corpora }: Library): Finding {
  const languages = index.languages(corpora).slice(0, LANGUAGES_MAX)
  return languages.length === 0 ? { kind: 'nothing' } : { kind: 'other_language', languages }
}

/**
 * Whether a short question continues the one before it: together they find an article better, which has what is asked now
 * as surely as what is found by that alone.
 */
function isContinuation(alone: Look, joined: Look): boolean {
  const [together] = joined.candidates
  if (together === undefined) return false
  return (
    ownShare(joined) >= ownShare(alone) * AS_SURELY &&
    quoteLikelihood(joined.signs) >= quoteLikelihood(alone.signs)
  )
}

/** How much of what is asked now the best article has. */
function ownShare({ candidates: [best], own }: Look): number {
  const total = own.reduce((sum, { weight }) => sum + weight, 0)
  if (best === undefined || total === 0) return 0
  return own.reduce((sum, { stem, weight }) => sum + weight * (best.found.get(stem) ?? 0), 0) / total
}

/** Looks a question up: alone, and a short one together with the question before it. */
export async function lookUp(question: Question, library: Library): Promise<LookedUp> {
  const languages = library.index.languages(library.corpora).slice(0, LANGUAGES_MAX)
  const { before } = question
  const alone = languages.map((language) => search(language, question, library, null))
  const joined =
    before !== null && isShort(question)
      ? languages.map((language) => search(language, question, library, before))
      : []
  const ids = [...alone, ...joined].flatMap(({ ranked }) => ranked.map(({ article }) => article.id))
  const rows = new Map((await library.read([...new Set(ids)])).map((row) => [row.$id, row]))
  const looks = alone.map((each) => readLook(each, rows))
  const found = looks.flatMap(({ candidates }) => candidates)
  return {
    alone: bestOf(looks) ?? NOTHING,
    joined: bestOf(joined.map((each) => readLook(each, rows))),
    called: found.find(({ article }) => isCalled(article, question.text)) ?? null,
  }
}

const NOTHING: Look = {
  language: 'en',
  candidates: [],
  own: [],
  signs: signsOf([], []),
  isForeign: false,
}

function bestOf(looks: readonly Look[]): Look | null {
  const [best] = looks.toSorted(
    (one, other) =>
      Number(one.isForeign) - Number(other.isForeign) ||
      choicesLikelihood(other.signs) - choicesLikelihood(one.signs),
  )
  return best ?? null
}

function search(language: Language, question: Question, library: Library, before: string | null): Search {
  const text = question.text.slice(0, READ_MAX)
  const earlier = before?.slice(0, READ_MAX) ?? ''
  const { index, corpora } = library
  const weighed = (of: string) => index.weigh(tellingWords(of, language, question.language), language)
  const own = weighed(text)
  const asked = isUnheard(own) ? own : joinedWords(own, weighed(earlier))
  return {
    language,
    asked,
    own,
    ranked: index.rank(asked, language, corpora, CANDIDATES),
    wantsFigure: asksForFigure(`${text} ${earlier}`),
    isForeign: isForeignTo(language, question),
  }
}

function readLook(found: Search, rows: ReadonlyMap<string, ArticleRow>): Look {
  const { asked, own, language, ranked, wantsFigure, isForeign } = found
  const candidates = ranked.flatMap(({ article, share }) => {
    const row = rows.get(article.id)
    return row === undefined ? [] : [readCandidate(row, share, asked, language, wantsFigure)]
  })
  candidates.sort((one, other) => fitOf(other) - fitOf(one))
  return { language, candidates, own, signs: signsOf(candidates, asked), isForeign }
}

/** What stop words of either language leave over; all words if that is none. */
function tellingWords(text: string, language: Language, asked: Language): Word[] {
  const silent = stopWordsOf(asked)
  const telling = wordsOf(text, language).filter((word) => !silent.has(word.text))
  return telling.length === 0 ? wordsOf(text, language, { all: true }) : telling
}

function joinedWords(own: readonly AskedWord[], before: readonly AskedWord[]): AskedWord[] {
  const stems = new Set(own.map(({ stem }) => stem))
  return [
    ...own,
    ...before
      .filter(({ stem }) => !stems.has(stem))
      .map((word) => ({ ...word, weight: word.weight * BEFORE })),
  ]
}

function isForeignTo(language: Language, { text, language: asked }: Question): boolean {
  if (language === asked) return false
  const evidence = evidenceIn(text)
  return (evidence.get(asked) ?? 0) >= (evidence.get(language) ?? 0) + CLEARLY
}

/** Whether most of what is asked stands in no article: what was asked before doesn't answer it then. */
function isUnheard(asked: readonly AskedWord[]): boolean {
  const weightOf = (words: readonly AskedWord[]) => words.reduce((sum, { weight }) => sum + weight, 0)
  return weightOf(asked.filter(({ isUnknown }) => isUnknown)) > weightOf(asked) / 2
}

function isShort({ text, language }: Question): boolean {
  return wordsOf(text.slice(0, READ_MAX), language).length <= FOLLOW_UP_WORDS
}

function judge({ candidates, signs, own, isForeign }: Look): Finding {
  const [best] = candidates
  if (own.length > 0 && own.every(({ isSilent }) => isSilent)) return { kind: 'no_question' }
  if (best === undefined) return { kind: 'nothing' }
  const likelihood = isForeign ? 0 : quoteLikelihood(signs)
  if (likelihood >= SURE_FROM) return quote(best, [])
  if (likelihood >= QUOTE_FROM) return quote(best, candidates.slice(1, CHOICES_MAX))
  if (choicesLikelihood(signs) < CHOICES_FROM) return { kind: 'nothing' }
  return {
    kind: 'choices',
    sources: candidates.slice(0, CHOICES_MAX).map(({ article }) => sourceOf(article)),
  }
}

function quote(candidate: Candidate, others: readonly Candidate[]): Finding {
  const passages = quotePassages(candidate)
  if (passages.length === 0) return { kind: 'nothing' }
  const source = sourceOf(candidate.article)
  return { kind: 'quote', passages, source, others: others.map(({ article }) => sourceOf(article)) }
}

/** Whether an article's title, or a question of its owner's in any language, is the whole message. */
function isCalled(article: ArticleRow, text: string): boolean {
  const asked = plainTitle(text.slice(0, READ_MAX))
  return [article.title, ...article.questions].some((name) => plainTitle(name) === asked)
}

function plainTitle(text: string): string {
  return foldLetters(text).split(/\s+/).join(' ').trim()
}
