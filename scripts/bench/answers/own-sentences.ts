import { botTexts } from '../../../functions/bot/locales/bot-texts.ts'
import type { Language } from '../../../functions/bot/language/languages.ts'

/** What the bot says in its own words, in one language. */
export interface OwnSentences {
  /** Precedes its first message in a session, and a blank line follows it; null if there is none. */
  readonly disclosure: string | null
  readonly all: readonly string[]
}

/** The bot's own sentences in a language: none in one that it doesn't speak yet. */
export function ownSentencesIn(language: Language): OwnSentences {
  return { disclosure: null, all: language === 'en' ? Object.values(botTexts) : [] }
}
