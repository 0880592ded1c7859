import { foldLetters } from '../../language/fold-letters.ts'
import { LANGUAGES, type Language } from '../../language/languages.ts'
import { topicWordsIn } from '../../language/synonyms.ts'
import type { Phrase } from './phrases.ts'

/** Shorter words are abbreviations and names, which tell nothing. */
const LETTERS_MIN = 4
/** A word of a phrase this short may be the whole of what the phrase says. */
const SHORT_WORDS = 2

/**
 * Messages of one word that name a topic ("returns", "wallbox"): they ask for it. Without them a word that no phrase has is
 * taken for whatever looks most like it, and most of what has one word is small talk. Words by which people ask for a
 * person, and those that are phrases of their own, are left out.
 */
export function topicPhrases(phrases: readonly Phrase[]): readonly Phrase[] {
  return LANGUAGES.flatMap((language) => {
    const spoken = wordsOfWishes(phrases, language)
    return topicWordsIn(language)
      .filter((word) => word.length >= LETTERS_MIN && !spoken.has(foldLetters(word)))
      .map((text) => ({ language, intent: 'question' as const, text }))
  })
}

function wordsOfWishes(phrases: readonly Phrase[], language: Language): ReadonlySet<string> {
  const said = phrases.filter((phrase) => phrase.language === language && phrase.intent !== 'question')
  return new Set(
    said.flatMap(({ intent, text }) => {
      const words = foldLetters(text).match(/[\p{L}\p{N}]+/gu) ?? []
      return intent === 'person' || words.length <= SHORT_WORDS ? words : []
    }),
  )
}
