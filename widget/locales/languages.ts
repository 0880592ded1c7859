import type { PackedTexts } from './packed-texts.ts'

/** The texts of each language but English, by its tag: a chunk each. */
const TEXTS: Readonly<Record<string, () => Promise<{ readonly texts: PackedTexts }>>> = {
  de: () => import('./translations/de.ts'),
  es: () => import('./translations/es.ts'),
  fr: () => import('./translations/fr.ts'),
  it: () => import('./translations/it.ts'),
  'pt-BR': () => import('./translations/pt-BR.ts'),
  nl: () => import('./translations/nl.ts'),
  pl: () => import('./translations/pl.ts'),
  sv: () => import('./translations/sv.ts'),
  da: () => import('./translations/da.ts'),
  fi: () => import('./translations/fi.ts'),
  cs: () => import('./translations/cs.ts'),
  tr: () => import('./translations/tr.ts'),
  uk: () => import('./translations/uk.ts'),
  ru: () => import('./translations/ru.ts'),
  ja: () => import('./translations/ja.ts'),
  'zh-Hans': () => import('./translations/zh-Hans.ts'),
  ar: () => import('./translations/ar.ts'),
  he: () => import('./translations/he.ts'),
  fa: () => import('./translations/fa.ts'),
}

/** A language of the panel, and how its texts are loaded, which English needn't. */
export interface Language {
  /** BCP 47, such as `pt-BR`. */
  readonly locale: string
  readonly load?: (() => Promise<{ readonly texts: PackedTexts }>) | undefined
}

/**
 * The first of the wanted languages that the panel speaks, whatever its region; else English. Who reads traditional
 * Chinese doesn't want simplified.
 *
 * @param wanted language tags, best first; what is none, or missing, is passed over
 */
export function languageOf(wanted: readonly unknown[]): Language {
  const known = Object.keys(TEXTS)
  const pattern = `(?:^|,)(en|${known.join('|').replace(/-\w+/g, '')})(?![a-z]|.(?:hant|tw|hk|mo))`
  const found = RegExp(pattern, 'i').exec(wanted.join())?.[1]?.toLowerCase()
  const locale = known.find((tag) => tag.slice(0, 2) === found) ?? 'en'
  return { locale, load: TEXTS[locale] }
}
