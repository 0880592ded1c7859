import { stemmer as danish } from '@orama/stemmers/danish'
import { stemmer as dutch } from '@orama/stemmers/dutch'
import { stemmer as english } from '@orama/stemmers/english'
import { stemmer as french } from '@orama/stemmers/french'
import { stemmer as german } from '@orama/stemmers/german'
import { stemmer as italian } from '@orama/stemmers/italian'
import { stemmer as norwegian } from '@orama/stemmers/norwegian'
import { stemmer as portuguese } from '@orama/stemmers/portuguese'
import { stemmer as spanish } from '@orama/stemmers/spanish'
import { stemmer as swedish } from '@orama/stemmers/swedish'
import type { Language } from './languages.ts'

/** Snowball's stemmers. It has none for Polish; Turkish is stemmed by length, see below. */
const SNOWBALL: Readonly<Record<Exclude<Language, 'pl' | 'tr'>, (word: string) => string>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  pt: portuguese,
  nl: dutch,
  sv: swedish,
  da: danish,
  nb: norwegian,
}

/**
 * Letters that a Turkish word keeps. Cutting at the fifth finds as well as morphology does (Can et al., "Information
 * Retrieval on Turkish Texts", 2008), and works for words without their accents, where Snowball's vowel harmony doesn't.
 */
const TURKISH_LETTERS = 5

/** Endings of Polish nouns, adjectives and verbs, the longest first. Snowball has no Polish. */
const POLISH_ENDINGS = (
  'owania owanie owaniu iejszy eniami aniami osciami ywania ywanie ' +
  'eniem aniem osciach osciom owego owych owymi owane owany owana ienia ieniu ienie ' +
  'ania aniu anie enia eniu enie ami ach iem owi ego emu ymi imi ych ich owa owe owy osc osci ' +
  'uje ujesz uja ac ic yc ec al ala ali il ila ili om ow em am ie ej ym im ia iu ' +
  'a e i o u y'
)
  .split(' ')
  .toSorted((one, other) => other.length - one.length)
const POLISH_STEM_MIN = 3

/** Stems of words that came lately: the words of a site are few, and an index reads each thousands of times. */
const known = new Map<string, string>()
const KNOWN_MAX = 20_000

/** The stem of a word with folded letters. What contains a digit stays whole. */
export function stemWord(word: string, language: Language): string {
  if (word.length < 3 || /\d/.test(word)) return word
  const key = `${language}${word}`
  const present = known.get(key)
  if (present !== undefined) return present
  const stem = freshStem(word, language)
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(key, stem)
  return stem
}

function freshStem(word: string, language: Language): string {
  if (language === 'tr') return word.slice(0, TURKISH_LETTERS)
  if (language === 'pl') return withoutPolishEnding(word)
  return SNOWBALL[language](withoutActionEnding(word, language))
}

/**
 * Nouns of action ("cancelación" of "cancelar", "devoluções" of "devolver"), which Snowball knows only with the accents
 * that folding took.
 */
const ACTION_ENDINGS: Readonly<Partial<Record<Language, readonly string[]>>> = {
  es: ['aciones', 'iciones', 'uciones', 'acion', 'icion', 'ucion'],
  pt: ['acoes', 'icoes', 'ucoes', 'acao', 'icao', 'ucao'],
}
const ACTION_STEM_MIN = 4

function withoutActionEnding(word: string, language: Language): string {
  const ending = ACTION_ENDINGS[language]?.find(
    (each) => word.endsWith(each) && word.length - each.length >= ACTION_STEM_MIN,
  )
  return ending === undefined ? word : word.slice(0, -ending.length)
}

function withoutPolishEnding(word: string): string {
  const ending = POLISH_ENDINGS.find(
    (each) => word.endsWith(each) && word.length - each.length >= POLISH_STEM_MIN,
  )
  return ending === undefined ? word : word.slice(0, -ending.length)
}
