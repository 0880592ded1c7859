import { blind } from './blind-text.ts'

/** Shortest word that is indexed (InnoDB's `innodb_ft_min_token_size`). */
const WORD_MIN = 3
/** What Appwrite takes for blanks in a search, besides blanks. */
const SEPARATORS = /[\s@+\-*()<>~"]+/
/** InnoDB's default stop words: never indexed, so never found. */
const STOP_WORDS = new Set(
  (
    'A ABOUT AN ARE AS AT BE BY COM DE EN FOR FROM HOW I IN IS IT LA OF ON OR THAT THE THIS TO WAS WHAT WHEN WHERE ' +
    'WHO WILL WITH UND WWW'
  ).split(' '),
)

/** The words of a text that a full-text index holds, folded. */
export function indexedWords(text: string): string {
  return words(text)
    .filter((word) => word.length >= WORD_MIN && !STOP_WORDS.has(word))
    .join(' ')
}

/**
 * The FTS5 expression of a `search`, or null when it can find nothing. Appwrite searches for any of the words and
 * for what begins with the last one; a text in double quotes is searched as a phrase.
 */
export function searchExpression(search: string): string | null {
  if (isPhrase(search)) {
    const phrase = indexedWords(search)
    return phrase === '' ? null : `"${phrase}"`
  }
  const parts = wantedWords(search).map(({ word, begins }) => (begins ? `"${word}"*` : `"${word}"`))
  return parts.length === 0 ? null : parts.join(' OR ')
}

/** True when a text has what a `search` looks for, for texts that no index is about. */
export function containsWords(text: string, search: string): boolean {
  const here = indexedWords(text)
  if (isPhrase(search)) {
    const phrase = indexedWords(search)
    return phrase !== '' && ` ${here} `.includes(` ${phrase} `)
  }
  const wanted = wantedWords(search)
  return here
    .split(' ')
    .some((one) => wanted.some(({ word, begins }) => (begins ? one.startsWith(word) : one === word)))
}

function isPhrase(search: string): boolean {
  return search.length > 1 && search.startsWith('"') && search.endsWith('"')
}

/**
 * The words that a search is for, the last of which need only begin one. Of what hangs together by other signs than
 * those that separate (`order.a`), short parts behind the first are left out, as by InnoDB.
 */
function wantedWords(search: string): { word: string; begins: boolean }[] {
  const terms = search.split(SEPARATORS).filter((term) => term !== '')
  return terms.flatMap((term, place) => {
    const parts = words(term).filter((word, index) => index === 0 || word.length >= WORD_MIN)
    return parts.flatMap((word, index) => {
      const begins = place === terms.length - 1 && index === parts.length - 1
      return begins || (word.length >= WORD_MIN && !STOP_WORDS.has(word)) ? [{ word, begins }] : []
    })
  })
}

/** Letters, their marks, digits and underscores hold together; everything else separates. Quotes can't remain in a word. */
function words(text: string): string[] {
  return blind(text).match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []
}
