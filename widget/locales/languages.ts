import type { PackedTexts } from './packed-texts.ts'

/** A language's texts, and how those of the late parts are loaded. */
interface Translation {
  readonly texts: PackedTexts
  readonly late: () => Promise<{ readonly texts: PackedTexts }>
}

/** The texts of each language but English, by its tag: a chunk each. */
const TEXTS: Readonly<Record<string, () => Promise<Translation>>> = {
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
  readonly load?: (() => Promise<Translation>) | undefined
}

/** Who reads traditional Chinese doesn't want simplified: `zh-Hant`, or a region that writes it. */
const TRADITIONAL = /^zh.(hant|tw|hk|mo)/

/**
 * The first of the wanted languages that the panel speaks, whatever its region; else English. A mere `zh` behind
 * traditional Chinese is what browsers add to it, and means the same.
 *
 * @param wanted language tags, best first; what is none, or missing, is passed over
 */
export function languageOf(wanted: readonly unknown[]): Language {
  const known = ['en', ...Object.keys(TEXTS)]
  let passedOver = ''
  for (const tag of wanted.join().toLowerCase().split(',')) {
    // Hebrew's old code, which Java and Android still give.
    const [language] = tag.replace(/^iw/, 'he').split(/[-_]/)
    const locale = known.find((one) => one.slice(0, 2) === language)
    if (TRADITIONAL.test(tag)) passedOver = 'zh'
    else if (locale && tag !== passedOver) return { locale, load: TEXTS[locale] }
  }
  return { locale: 'en' }
}
