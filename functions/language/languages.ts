/** The languages that the bot reads and speaks (ISO 639-1); `nb` is Norwegian. */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'pl', 'tr'] as const
export type Language = (typeof LANGUAGES)[number]

const SPOKEN: ReadonlyMap<string, Language> = new Map([
  ...LANGUAGES.map((language) => [language, language] as const),
  ['no', 'nb'],
  ['nn', 'nb'],
])

/** The language of a locale such as `pt-BR`; null for one that the bot doesn't speak. */
export function languageOf(locale: string | null): Language | null {
  return SPOKEN.get(locale?.toLowerCase().split(/[-_]/, 1)[0] ?? '') ?? null
}
