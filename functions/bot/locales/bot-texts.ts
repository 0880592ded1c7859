import type { Language } from '../../language/languages.ts'
import { da } from './da.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import { nb } from './nb.ts'
import { nl } from './nl.ts'
import { pl } from './pl.ts'
import { pt } from './pt.ts'
import { sv } from './sv.ts'
import type { BotTexts } from './texts.ts'
import { tr } from './tr.ts'

const spoken: Readonly<Record<Language, BotTexts>> = { en, de, es, fr, it, pt, nl, sv, da, nb, pl, tr }

/** What the bot says in a language. */
export function botTextsIn(language: Language): BotTexts {
  return spoken[language]
}
