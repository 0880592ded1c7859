import { foldLetters } from './fold-letters.ts'
import { generalStemsOf } from './general-stems.ts'
import type { Language } from './languages.ts'
import { stemOf } from './stem-of.ts'
import { danish } from './synonyms/da.ts'
import { german } from './synonyms/de.ts'
import { english } from './synonyms/en.ts'
import { spanish } from './synonyms/es.ts'
import { french } from './synonyms/fr.ts'
import { italian } from './synonyms/it.ts'
import { norwegian } from './synonyms/nb.ts'
import { dutch } from './synonyms/nl.ts'
import { polish } from './synonyms/pl.ts'
import { portuguese } from './synonyms/pt.ts'
import { swedish } from './synonyms/sv.ts'
import { turkish } from './synonyms/tr.ts'

const groups: Readonly<Record<Language, string>> = {
  da: danish,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  it: italian,
  nb: norwegian,
  nl: dutch,
  pl: polish,
  pt: portuguese,
  sv: swedish,
  tr: turkish,
}

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

/**
 * Each line is a group, whose words all stand for each other; behind a colon come kinds of it, which stand for the group
 * and not for each other.
 */
function readGroups(language: Language): ReadonlyMap<string, ReadonlySet<string>> {
  const general = generalStemsOf(language)
  const synonyms = new Map<string, Set<string>>()
  const link = (one: string, other: string) => {
    // A word that questions on any topic have stands for none that tells what one is about.
    if (one === other || general.has(one) !== general.has(other)) return
    const others = synonyms.get(one) ?? new Set()
    synonyms.set(one, others.add(other))
  }
  for (const line of foldLetters(groups[language]).trim().split('\n')) {
    const [group = [], kinds = []] = line
      .split(' : ')
      .map((words) => words.split(' ').map((word) => stemOf(word, language)))
    for (const one of group) {
      for (const other of group) link(one, other)
      for (const kind of kinds) {
        link(one, kind)
        link(kind, one)
      }
    }
  }
  return synonyms
}
