import type { Language } from './languages.ts'
import { stemWord } from './stem-word.ts'

/** `ae` for `ä` and the like, which both spellings lose: "Kuendigung", "Kündigung". Not where two vowels meet: "neue". */
const SPELT_OUT: Readonly<Partial<Record<Language, RegExp>>> = {
  de: /(?<![aeiouq])[aou]e/g,
  sv: /(?<![aeiou])[ao]e/g,
  da: /(?<![aeiou])(?:[ao]e|aa)/g,
  nb: /(?<![aeiou])(?:[ao]e|aa)/g,
}

/** The stem of a word with folded letters, however its accents were written. */
export function stemOf(word: string, language: Language): string {
  const spelling = SPELT_OUT[language]
  return stemWord(spelling === undefined ? word : word.replace(spelling, (pair) => pair.charAt(0)), language)
}
