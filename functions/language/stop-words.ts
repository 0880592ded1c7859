import { dan } from 'stopword/src/stopwords_dan.js'
import { deu } from 'stopword/src/stopwords_deu.js'
import { eng } from 'stopword/src/stopwords_eng.js'
import { fra } from 'stopword/src/stopwords_fra.js'
import { ita } from 'stopword/src/stopwords_ita.js'
import { nld } from 'stopword/src/stopwords_nld.js'
import { nob } from 'stopword/src/stopwords_nob.js'
import { pol } from 'stopword/src/stopwords_pol.js'
import { por } from 'stopword/src/stopwords_por.js'
import { spa } from 'stopword/src/stopwords_spa.js'
import { swe } from 'stopword/src/stopwords_swe.js'
import { tur } from 'stopword/src/stopwords_tur.js'
import { foldLetters } from './fold-letters.ts'
import { chatWords } from './chat-words.ts'
import type { Language } from './languages.ts'

const kept: Readonly<Record<Language, readonly string[]>> = {
  en: eng,
  de: deu,
  es: spa,
  fr: fra,
  it: ita,
  pt: por,
  nl: nld,
  sv: swe,
  da: dan,
  nb: nob,
  pl: pol,
  tr: tur,
}

/** Words of the lists that a shop's articles are about, or that a question asks for. */
const TELLING: ReadonlySet<string> = new Set(
  (
    'offen zuruck suche ordnung mensch menschen mann startseite tag tage tagen jahr jahre jahren uhr zeit morgen heute ende ' +
    'mittel bekannt beispiel kurz klein kleine kleinen kleiner kleines neue neuen gross grosse grossen grosser grosses ' +
    'beslut beslutat beslutit dag dagar dagarna dagen idag imorgon igar nummer enkel enkelt enkla tidig tidigare tidigt ' +
    'sent senast stor stora stort mand store ny nyt lat roku daleko dzis dzisiaj dahil haric elli altmis yetmis seksen ' +
    'doksan otuz kirk yirmi milyon'
  ).split(' '),
)

/** By language, which is read when it is first asked for. */
const known = new Map<Language, ReadonlySet<string>>()

/** Words of a language that don't tell what a text is about, with their letters folded. */
export function stopWordsOf(language: Language): ReadonlySet<string> {
  let words = known.get(language)
  if (words === undefined) {
    const folded = kept[language].map(foldLetters).filter((word) => !TELLING.has(word))
    words = new Set([...folded, ...chatWords[language].silent.split(' ')])
    known.set(language, words)
  }
  return words
}
