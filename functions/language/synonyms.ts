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

/** How surely one word of a group means another, and a kind of it. */
const GROUP_WEIGHT = 0.6
const KIND_WEIGHT = 0.35

const NONE: ReadonlyMap<string, number> = new Map()
/** By language, which is read when it is first asked for. */
const known = new Map<Language, ReadonlyMap<string, ReadonlyMap<string, number>>>()

/** Stems of words that may mean the same as a word, by its stem, and how surely: less than 1. */
export function synonymsOf(stem: string, language: Language): ReadonlyMap<string, number> {
  let ofLanguage = known.get(language)
  if (ofLanguage === undefined) {
    ofLanguage = readGroups(language)
    known.set(language, ofLanguage)
  }
  return ofLanguage.get(stem) ?? NONE
}

/** All words of the groups of a language, each once: what visitors ask about. */
export function topicWordsIn(language: Language): readonly string[] {
  return [...new Set(groups[language].match(/[\p{L}\p{N}]+/gu) ?? [])]
}

/**
 * Each line is a group, whose words all stand for each other; behind a colon come kinds of it, which stand for the group
 * and not for each other.
 */
function readGroups(language: Language): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const general = generalStemsOf(language)
  const synonyms = new Map<string, Map<string, number>>()
  const link = (one: string, other: string, weight: number) => {
    // A word that questions on any topic have stands for none that tells what one is about.
    if (one === other || general.has(one) !== general.has(other)) return
    const others = synonyms.get(one) ?? new Map<string, number>()
    synonyms.set(one, others.set(other, Math.max(weight, others.get(other) ?? 0)))
  }
  for (const line of foldLetters(groups[language]).trim().split('\n')) {
    const [group = [], kinds = []] = line
      .split(' : ')
      .map((words) => words.split(' ').map((word) => stemOf(word, language)))
    for (const one of group) {
      for (const other of group) link(one, other, GROUP_WEIGHT)
      for (const kind of kinds) {
        link(one, kind, KIND_WEIGHT)
        link(kind, one, KIND_WEIGHT)
      }
    }
  }
  return synonyms
}
