import { LANGUAGES, type Language } from '../../../functions/bot/language/languages.ts'
import { botTextsIn } from '../../../functions/bot/locales/bot-texts.ts'
import { languageNames } from '../../../functions/bot/locales/language-names.ts'

/** What the bot says in its own words, in one language. */
export interface OwnSentences {
  /** Precedes its first message in a session, and a blank line follows it. */
  readonly disclosure: string | null
  readonly all: readonly string[]
}

/** What it says of the articles' languages names one or two, as the articles of a business are. */
export function ownSentencesIn(language: Language): OwnSentences {
  const { disclosure, name: _name, ...sentences } = botTextsIn(language)
  const named = LANGUAGES.flatMap((one) => [[one], ...LANGUAGES.map((other) => [one, other])]).map(
    (languages) => sentences.otherLanguage.replaceAll('{languages}', languageNames(languages, language)),
  )
  return { disclosure, all: [...Object.values(sentences), ...named] }
}
