import { foldLetters } from './fold-letters.ts'
import { generalStemsOf } from './general-stems.ts'
import type { Language } from './languages.ts'
import { stemOf } from './stem-of.ts'
import { stopWordsOf } from './stop-words.ts'

/** A word as it is compared with others. */
export interface Word {
  /** Its letters folded. */
  readonly text: string
  readonly stem: string
  /** Whether questions on any topic have it. */
  readonly isGeneral: boolean
  /** Whether it tells nothing. */
  readonly isSilent: boolean
}

/** What is longer is no word, and comparing it would take long. */
export const WORD_MAX = 64

/**
 * The words of a text in its order, without those that tell nothing. Numbers and codes stay whole ("24/7", "WE-2048").
 * Reads in time that grows with the text's length.
 *
 * @param with `all` also those that tell nothing
 */
export function wordsOf(text: string, language: Language, { all = false } = {}): Word[] {
  const stopWords = stopWordsOf(language)
  const words: Word[] = []
  for (const piece of piecesOf(foldLetters(text), stopWords)) {
    const isSilent = stopWords.has(piece)
    if (piece.length > WORD_MAX || (isSilent && !all)) continue
    if (piece.length === 1 && !/\d/.test(piece)) continue
    const stem = stemOf(piece, language)
    words.push({ text: piece, stem, isGeneral: generalStemsOf(language).has(stem), isSilent })
  }
  return words
}

/** Runs of letters and digits with signs inside them, such as "e-mail", "don't", "3.50", "24/7" and "we-2048". */
const PIECE = /[\p{L}\p{N}](?:[\p{L}\p{N}]|['\-/.,:](?=[\p{L}\p{N}]))*/gu

function* piecesOf(folded: string, stopWords: ReadonlySet<string>): Generator<string> {
  for (const [piece] of folded.matchAll(PIECE)) {
    if (/^[\p{L}\p{N}]+$/u.test(piece)) yield piece
    else yield* partsOf(piece, stopWords)
  }
}

/** What has a digit is a code or a figure, found whole and by its longer parts; all else is words. */
function* partsOf(piece: string, stopWords: ReadonlySet<string>): Generator<string> {
  const parts = piece.split(/['\-/.,:]/)
  if (/\d/.test(piece) && piece.length <= 20) {
    yield piece
    for (const part of parts) if (part.length > 2 && part !== piece) yield part
    return
  }
  // "e-mail" and "wi-fi" are written together too.
  const [first = '', last = ''] = parts
  if (parts.length === 2 && piece.includes('-') && first.length <= 2 && !stopWords.has(last)) {
    yield parts.join('')
    return
  }
  // Of "shop's" and "don't" the first part tells, of "l'abonnement" the last.
  for (const part of parts) if (part !== 's' && part !== 't') yield part
}
