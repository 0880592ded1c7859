import type { Language } from '../../../functions/bot/language/languages.ts'
import { botTextsIn } from '../../../functions/bot/locales/bot-texts.ts'

/** What the bot says in its own words, in one language. */
export interface OwnSentences {
  /** Precedes its first message in a session, and a blank line follows it. */
  readonly disclosure: string | null
  readonly all: readonly string[]
}

export function ownSentencesIn(language: Language): OwnSentences {
  const { disclosure, name: _name, ...sentences } = botTextsIn(language)
  return { disclosure, all: Object.values(sentences) }
}
