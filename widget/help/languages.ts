import { helpTexts, type HelpTexts } from './help-texts.ts'

/** The texts of each language but English: a chunk each. */
const TEXTS: Readonly<Record<string, () => Promise<{ readonly texts: HelpTexts }>>> = {
  de: () => import('./translations/help-de.ts'),
  es: () => import('./translations/help-es.ts'),
  fr: () => import('./translations/help-fr.ts'),
  it: () => import('./translations/help-it.ts'),
  'pt-BR': () => import('./translations/help-pt-BR.ts'),
  nl: () => import('./translations/help-nl.ts'),
  pl: () => import('./translations/help-pl.ts'),
  sv: () => import('./translations/help-sv.ts'),
  da: () => import('./translations/help-da.ts'),
  fi: () => import('./translations/help-fi.ts'),
  cs: () => import('./translations/help-cs.ts'),
  tr: () => import('./translations/help-tr.ts'),
  uk: () => import('./translations/help-uk.ts'),
  ru: () => import('./translations/help-ru.ts'),
  ja: () => import('./translations/help-ja.ts'),
  'zh-Hans': () => import('./translations/help-zh-Hans.ts'),
  ar: () => import('./translations/help-ar.ts'),
  he: () => import('./translations/help-he.ts'),
  fa: () => import('./translations/help-fa.ts'),
}

/** In the language that the panel speaks; in English where it can't be loaded. */
export async function helpTextsIn(locale: string): Promise<HelpTexts> {
  try {
    return (await TEXTS[locale]?.())?.texts ?? helpTexts
  } catch {
    return helpTexts
  }
}
