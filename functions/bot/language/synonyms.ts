import { foldLetters } from './fold-letters.ts'
import type { Language } from './languages.ts'
import { stemOf } from './stem-of.ts'
import { german } from './synonyms/de.ts'
import { english } from './synonyms/en.ts'
import { spanish } from './synonyms/es.ts'

const groups: Readonly<Partial<Record<Language, string>>> = { en: english, de: german, es: spanish }

const NONE: ReadonlySet<string> = new Set()
/** By language, which is read when it is first asked for. */
const known = new Map<Language, ReadonlyMap<string, ReadonlySet<string>>>()

/** Stems of words that may mean the same as a word, by its stem. */
export function synonymsOf(stem: string, language: Language): ReadonlySet<string> {
  let ofLanguage = known.get(language)
  if (ofLanguage === undefined) {
    ofLanguage = readGroups(language)
    known.set(language, ofLanguage)
  }
  return ofLanguage.get(stem) ?? NONE
}

function readGroups(language: Language): ReadonlyMap<string, ReadonlySet<string>> {
  const synonyms = new Map<string, Set<string>>()
  for (const line of foldLetters(groups[language] ?? '')
    .trim()
    .split('\n')) {
    const stems = line.split(' ').map((word) => stemOf(word, language))
    for (const stem of stems) {
      const others = synonyms.get(stem) ?? new Set()
      synonyms.set(stem, others)
      for (const other of stems) if (other !== stem) others.add(other)
    }
  }
  return synonyms
}
