import type { Language } from '../../language/languages.ts'

/** Names of languages as a list in one of them: "German and French". */
export function languageNames(languages: readonly Language[], language: Language): string {
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return new Intl.ListFormat(language).format(languages.map((one) => names.of(one) ?? one))
}
