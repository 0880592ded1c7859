import type { Language } from '../../../functions/language/languages.ts'
import { botTextsIn } from '../../../functions/bot/locales/bot-texts.ts'
import { languageNames } from '../../../functions/bot/locales/language-names.ts'

/** What the bot says in its own words, in one language. */
export interface OwnSentences {
  /** Precedes its first message in a session, and a blank line follows it. */
  readonly disclosure: string | null
  readonly all: readonly string[]
}

/** Those that articles of a business may be in. */
const OF_ARTICLES: readonly Language[] = ['en', 'de', 'es', 'fr']

/** What it says of the articles' languages names any of them, in the order of how many articles each has. */
export function ownSentencesIn(language: Language): OwnSentences {
  const { disclosure, name: _name, ...sentences } = botTextsIn(language)
  const named = ordersOf(OF_ARTICLES).map((languages) =>
    sentences.otherLanguage.replaceAll('{languages}', languageNames(languages, language)),
  )
  return { disclosure, all: [...Object.values(sentences), ...named] }
}

/** Every choice of one or more in every order. */
function ordersOf(languages: readonly Language[]): readonly (readonly Language[])[] {
  return languages.flatMap((first) => {
    const others = languages.filter((other) => other !== first)
    return [[first], ...ordersOf(others).map((rest) => [first, ...rest])]
  })
}
