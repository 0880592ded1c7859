import { chatWords } from './chat-words.ts'
import type { Language } from './languages.ts'
import { stemOf } from './stem-of.ts'

/** By language, which is read when it is first asked for. */
const known = new Map<Language, ReadonlySet<string>>()

/** Stems of words that questions on any topic have. */
export function generalStemsOf(language: Language): ReadonlySet<string> {
  const present = known.get(language)
  if (present !== undefined) return present
  const stems = new Set(chatWords[language].general.split(' ').map((word) => stemOf(word, language)))
  known.set(language, stems)
  return stems
}
