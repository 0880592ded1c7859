import * as limits from '../../../contract/limits.ts'
import type { Source } from '../../../contract/tables/messages.ts'
import { EDGES, foldText as fold, wordsIn } from './folded-words.ts'
import { readFacts, textOf, type Ground } from './passage-facts.ts'
import { createQuantityReader, type Quantity } from './quantities.ts'

/** What became of a model's words. */
export type Verdict =
  | { readonly kind: 'grounded'; readonly text: string; readonly sources: readonly Source[] }
  /** `why` is for the log and quotes nothing. */
  | { readonly kind: 'dropped'; readonly why: string }
  /** The model says that the passages don't answer, or that a person is wanted. */
  | { readonly kind: 'no_answer' }
  | { readonly kind: 'hand_over' }

/** The whole answer of a model that has no answer, or is asked for a person. */
export const NO_ANSWER = 'NO_ANSWER'
export const HAND_OVER = 'HAND_OVER'

/** What stands before an answer, the disclosure, has to fit into the message too. In characters. */
const ANSWER_MAX = limits.messageTextMax - 500
/** A longer one is no address either; reading it word by word would take long. */
const WORD_MAX = limits.urlMax

const HAS_DIGIT = /\p{N}/u
const HAS_LETTER = /\p{L}/u
/** An address without a scheme: `shop.example/pay`. */
const BARE_ADDRESS = /^[\p{L}\p{N}-]{2,}(?:\.[\p{L}\p{N}][\p{L}\p{N}-]+)+(?=[/?#:]|$)/u
const CURRENCY = /\p{Sc}/gu
const CITATION = /^\[(\d{1,2})\]$/
const QUOTED = /["“„«]([^"“”„«»]{2,200})["”“»]/g
/** Where a citation begins a new word: `word[1]`, `[1][2]`, `[1].` */
const AROUND_CITATIONS = /(?=\[\d{1,2}\])|(?<=\[\d{1,2}\])/
/** `[1, 2]`, and what may become one with the next piece. */
const SEVERAL_CITED = /\[\d{1,2}(?:[,;] ?\d{1,2}){1,9}\]/g
const OPEN_CITATION = /\[[\d,; ]{0,40}$/
/** Languages that write every noun with a capital. */
const NOUNS_ARE_CAPITALS: ReadonlySet<string> = new Set(['de'])

/**
 * Reads a model's answer word by word as it streams, and lets through what stands in the passages: every figure, every
 * number in words, every unit of either, every address, every name (a word with a capital inside a sentence) and every
 * quotation has to. The first word that doesn't ends it. What it has let through can be shown at once.
 *
 * @param known what else may be named: the question and the site's name
 * @param language of the answer, by its code. Of one that writes every noun with a capital, names are checked only where
 *   another letter of them is one too (`PayPal`, `DHL`)
 */
export function createGroundedText(grounds: readonly Ground[], known: readonly string[], language: string) {
  const nounsAreCapitals = NOUNS_ARE_CAPITALS.has(language)
  const passages = fold(grounds.map(textOf).join('\n'))
  const facts = readFacts(grounds)
  const words = new Set([...facts.words, ...wordsIn(known.map(fold).join('\n'))])
  const quantities = createQuantityReader(language)
  const hosts = new Set(grounds.flatMap(({ source }) => hostOf(source.url) ?? []))
  const cited = new Set<number>()
  /** Figures that no citation follows yet, and the passages that are cited for them. */
  let uncited: string[] = []
  let uncitedQuantities: Quantity[] = []
  const citing = new Set<number>()
  let shown = ''
  let rest = ''
  let startsSentence = true
  let whyDropped: string | null = null
  let instead: 'no_answer' | 'hand_over' | null = null

  function take(word: string): void {
    if (word.length > WORD_MAX) {
      whyDropped ??= 'a word is too long'
      return
    }
    for (const part of word.split(AROUND_CITATIONS)) {
      const number = CITATION.exec(part)?.[1]
      if (number === undefined) takeWord(part)
      else takeCitation(Number(number) - 1)
    }
  }

  function takeCitation(place: number): void {
    if (grounds[place] === undefined) {
      whyDropped ??= 'it cites a passage that is not there'
      return
    }
    cited.add(place)
    citing.add(place)
  }

  /** A sentence with its citations is over: its figures have to be in the passages that it cites. */
  function closeCitation(): void {
    const theirs = readFacts([...citing].flatMap((place) => grounds[place] ?? []))
    if (!uncited.every((figure) => theirs.words.has(figure)) || !uncitedQuantities.every(theirs.have)) {
      whyDropped ??= 'a figure is not in the passage that it cites'
    }
    uncited = []
    uncitedQuantities = []
    citing.clear()
  }

  function takeWord(part: string): void {
    const word = part.replace(EDGES, '')
    if (shown === '') instead ??= word === NO_ANSWER ? 'no_answer' : word === HAND_OVER ? 'hand_over' : null
    if (instead !== null) return
    if (word !== '' && citing.size > 0) closeCitation()
    whyDropped ??=
      whyUngrounded(word, startsSentence) ?? whyUnpriced(part) ?? whyUncounted(quantities.take(fold(part)))
    if (whyDropped !== null) return
    // A citation before it leaves a blank behind.
    if (/^[.,;:!?]/.test(part)) shown = shown.trimEnd()
    shown += part
    if (shown.length > ANSWER_MAX) whyDropped = 'it is too long'
    if (part !== '') startsSentence = /[.!?:\n]["”»)]*$/.test(part)
  }

  function whyUngrounded(word: string, isFirst: boolean): string | null {
    if (/:\/\/|^www\.|@/.test(word)) return isKnownAddress(word) ? null : 'an address is not in the passages'
    if (BARE_ADDRESS.test(word) && HAS_LETTER.test(word) && !passages.includes(fold(word))) {
      return 'an address is not in the passages'
    }
    if (HAS_DIGIT.test(word)) {
      const figures = word.split(/[-–—/]/).filter((figure) => HAS_DIGIT.test(figure))
      uncited.push(...figures.map(fold))
      return figures.every((figure) => words.has(fold(figure))) ? null : 'a figure is not in the passages'
    }
    if (isName(word, isFirst) && !words.has(fold(word))) return 'a name is not in the passages'
    return null
  }

  /** Numbers in words, and units: figures themselves are held to how the passages write them. */
  function whyUncounted(taken: readonly Quantity[]): string | null {
    const telling = taken.filter(({ isWord, unit }) => isWord || unit !== null)
    uncitedQuantities.push(...telling)
    if (telling.every(facts.have)) return null
    return 'a number in words, or the unit of a figure, is not in the passages'
  }

  /** A price in another currency is another price. */
  function whyUnpriced(part: string): string | null {
    const signs = part.match(CURRENCY) ?? []
    return signs.every((sign) => passages.includes(sign)) ? null : 'a currency is not in the passages'
  }

  function isName(word: string, isFirst: boolean): boolean {
    if (!HAS_LETTER.test(word)) return false
    const [first = '', ...others] = Array.from(word)
    const capitalInside = others.some((letter) => letter !== letter.toLowerCase())
    if (nounsAreCapitals || isFirst) return capitalInside
    return first !== first.toLowerCase() && word.length > 1
  }

  function isKnownAddress(word: string): boolean {
    if (word.includes('@')) return passages.includes(fold(word))
    const host = hostOf(word.startsWith('www.') ? `https://${word}` : word)
    return host !== null && hosts.has(host) && passages.includes(fold(word))
  }

  return {
    /** Takes a piece; false once nothing more is needed: the answer is dropped, or is none. */
    push(piece: string): boolean {
      rest = (rest + piece).replace(SEVERAL_CITED, oneByOne)
      // The last word may go on in the next piece, and so may a citation.
      const certain = rest.slice(0, OPEN_CITATION.exec(rest)?.index ?? rest.length)
      const complete = /^[^]*\s/.exec(certain)?.[0] ?? ''
      rest = rest.slice(complete.length)
      if (rest.length > WORD_MAX) whyDropped ??= 'a word is too long'
      for (const part of complete.split(/(\s+)/)) {
        if (part.includes('\n')) startsSentence = true
        if (part.trim() !== '') take(part)
        else if (shown !== '' && !/\s$/.test(shown)) shown += part.includes('\n') ? '\n' : ' '
        if (whyDropped !== null || instead !== null) return false
      }
      return whyDropped === null
    },

    /** What can be shown so far. */
    shown: (): string => shown.trim(),

    /** The model has ended. */
    end(): Verdict {
      for (const word of rest.split(/\s+/))
        if (whyDropped === null && instead === null && word !== '') take(word)
      if (instead !== null) return { kind: instead }
      const text = shown.trim()
      if (whyDropped === null && !HAS_LETTER.test(text)) whyDropped = 'it is empty'
      if (whyDropped === null && cited.size === 0) whyDropped = 'it cites no passage'
      whyDropped ??= whyUncounted(quantities.end())
      closeCitation()
      for (const [, quoted = ''] of text.matchAll(QUOTED)) {
        if (!passages.includes(fold(quoted))) whyDropped ??= 'a quotation is not in the passages'
      }
      if (whyDropped !== null) return { kind: 'dropped', why: whyDropped }
      return { kind: 'grounded', text, sources: sourcesOf(grounds, cited) }
    },
  }
}

/** The articles of the cited passages, each once. */
function sourcesOf(grounds: readonly Ground[], cited: ReadonlySet<number>): Source[] {
  const sources = [...cited].flatMap((place) => grounds[place]?.source ?? [])
  return [...new Map(sources.map((source) => [source.articleId, source])).values()]
}

/** `[1, 2]` as `[1][2]`. */
function oneByOne(cited: string): string {
  return (cited.match(/\d+/g) ?? []).map((number) => `[${number}]`).join('')
}

function hostOf(url: string | null): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).host : null
}
