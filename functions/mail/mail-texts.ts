import { da } from './locales/da.ts'
import { de } from './locales/de.ts'
import { en } from './locales/en.ts'
import { es } from './locales/es.ts'
import { fr } from './locales/fr.ts'
import { it } from './locales/it.ts'
import { nb } from './locales/nb.ts'
import { nl } from './locales/nl.ts'
import { pl } from './locales/pl.ts'
import { pt } from './locales/pt.ts'
import { sv } from './locales/sv.ts'
import type { MailTexts } from './locales/texts.ts'
import { tr } from './locales/tr.ts'

/** The languages of the bot; Norwegian is `no` in older browsers. */
const spoken: Readonly<Record<string, MailTexts>> = { da, de, en, es, fr, it, nb, nl, no: nb, pl, pt, sv, tr }

/** Every line above which answers stand, whatever language its mail was in. */
export const answerMarks: readonly string[] = Object.values(spoken).map(({ answerAbove }) => answerAbove)

/** The texts in a language (BCP 47), else English. */
export function mailTextsIn(locale: string): MailTexts {
  const language = locale.split('-')[0]?.toLowerCase() ?? ''
  return Object.hasOwn(spoken, language) ? (spoken[language] ?? en) : en
}
