import { blind } from '../blind-text.ts'

/** Shortest word that is indexed (InnoDB's `innodb_ft_min_token_size`). */
const WORD_MIN = 3
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
  const exact = search.length > 1 && search.startsWith('"') && search.endsWith('"')
  const all = words(search)
  if (all.length === 0) return null
  if (exact) {
    const phrase = indexedWords(search)
    return phrase === '' ? null : `"${phrase}"`
  }
  const last = all.length - 1
  const parts = all.flatMap((word, index) => {
    if (index === last) return [`"${word}"*`]
    return word.length >= WORD_MIN && !STOP_WORDS.has(word) ? [`"${word}"`] : []
  })
  return parts.join(' OR ')
}

/** Letters, digits and underscores hold together; everything else separates. Quotes can't remain in a word. */
function words(text: string): string[] {
  return blind(text).match(/[\p{L}\p{N}_]+/gu) ?? []
}
