import { chatWords } from './chat-words.ts'
import { foldLetters } from './fold-letters.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { stopWordsOf } from './stop-words.ts'
import { typicalWords } from './typical-words.ts'

/** Letters and signs that few of the languages write; each names those. */
const LETTERS: readonly (readonly [RegExp, readonly Language[]])[] = [
  [/ß/, ['de']],
  [/[äü]/, ['de']],
  [/[äö]/, ['de', 'sv']],
  [/[ñ¿¡]/, ['es']],
  [/[ãõ]/, ['pt']],
  [/ç/, ['fr', 'pt', 'tr']],
  [/[êâôà]/, ['fr', 'pt']],
  [/[œëîû]/, ['fr']],
  [/[èìòù]/, ['it']],
  [/[áíóú]/, ['es', 'pt']],
  [/å/, ['sv', 'da', 'nb']],
  [/[øæ]/, ['da', 'nb']],
  [/[łśżźąęńć]/, ['pl']],
  [/[ğışİ]/, ['tr']],
  [/[öü]/, ['tr', 'de']],
  [/(?:^|[^\p{L}])[dlj]['’]/u, ['fr', 'it']],
]
const LETTER_WEIGHT = 0.6

/** Ends of words that are usual in one or two of the languages. */
const ENDINGS: readonly (readonly [RegExp, readonly Language[]])[] = [
  [/(?:ing|ty|ed|ly|tions?)$/, ['en']],
  [/(?:ung|ungen|lich|keit|heit|isch|ieren|en)$/, ['de']],
  [/(?:cion|ciones|dad|miento|os|as|ar)$/, ['es']],
  [/(?:ment|ement|eur|eux|aux|ee|er|ez)$/, ['fr']],
  [/(?:zione|zioni|mento|tto|are|ire|to|ti|tti)$/, ['it']],
  [/(?:cao|coes|dade|mento|ais|ar|agem)$/, ['pt']],
  [/(?:ingen|heid|lijk|tje|ing|en|aal)$/, ['nl']],
  [/(?:ningar|ning|het|arna|orna|ar|or|et)$/, ['sv']],
  [/(?:ning|hed|else|erne|ede|er|et)$/, ['da']],
  [/(?:ning|het|else|ene|er|et)$/, ['nb']],
  [/(?:acja|acje|osc|osci|owy|owa|anie|enie|ow|ie|ych|ac)$/, ['pl']],
  [/(?:lar|ler|lik|yor|misiniz|dir|mek|mak|iniz|siniz|ebilir|abilir)$/, ['tr']],
]
const ENDING_WEIGHT = 0.15
const GENERAL_WEIGHT = 0.6

/** How much of one message is read. In characters. */
const READ_MAX = 1000
/** Earlier messages count half as much as the one after them. */
const EARLIER = 0.5
/** What tells for the language that is expected: one word of another doesn't outweigh a word of it ("alles klar, ciao"). */
const EXPECTED = 0.2
/** A lead of less than this tells nothing. */
const LEAD_MIN = 0.25
/** Two or three words that one language alone has. */
const SURE = 1.2
const SURE_LEAD = 0.8

/** The languages that have a word in their lists. */
type LanguagesOf = ReadonlyMap<string, { readonly languages: ReadonlySet<Language>; readonly weight: number }>

/** Read when a text is first looked at: not every function that can, does. */
let read: LanguagesOf | null = null

function languagesOf(): LanguagesOf {
  return (read ??= readLists())
}

function readLists(): LanguagesOf {
  const lists = new Map<string, { readonly languages: Set<Language>; readonly weight: number }>()
  for (const language of LANGUAGES) {
    const add = (word: string, weight: number) => {
      const known = lists.get(word) ?? { languages: new Set<Language>(), weight }
      known.languages.add(language)
      lists.set(word, known)
    }
    for (const word of stopWordsOf(language)) add(word, 1)
    for (const word of chatWords[language].general.split(' ')) add(word, GENERAL_WEIGHT)
    for (const word of typicalWords[language].split(' ')) add(word, GENERAL_WEIGHT)
  }
  return lists
}

/**
 * The language that a visitor writes.
 *
 * @param texts their messages, newest last
 * @param fallback for texts that don't tell: too short, or of signs and names alone
 */
export function detectLanguage(texts: readonly string[], fallback: Language): Language {
  const own = surelyIn(texts.at(-1) ?? '')
  if (own !== null) return own
  const scores = new Map<Language, number>()
  let weight = 1
  for (const text of texts.toReversed()) {
    for (const [language, points] of evidenceIn(text)) {
      scores.set(language, (scores.get(language) ?? 0) + points * weight)
    }
    weight *= EARLIER
  }
  if (scores.size > 0) scores.set(fallback, (scores.get(fallback) ?? 0) + EXPECTED)
  const [best, second] = [...scores].toSorted(([, one], [, other]) => other - one)
  if (best === undefined) return fallback
  const lead = best[1] - (second?.[1] ?? 0)
  if (lead >= LEAD_MIN) return best[0]
  // Between languages that are as likely the visitor's own decides.
  return best[1] - (scores.get(fallback) ?? 0) < LEAD_MIN || best[1] < LEAD_MIN ? fallback : best[0]
}

/** The language of a text that leaves no doubt; then it doesn't matter what was written before. */
function surelyIn(text: string): Language | null {
  const [best, second] = [...evidenceIn(text)].toSorted(([, one], [, other]) => other - one)
  return best !== undefined && best[1] >= SURE && best[1] - (second?.[1] ?? 0) >= SURE_LEAD ? best[0] : null
}

/** Points for each language that a text may be in. */
export function evidenceIn(text: string): ReadonlyMap<Language, number> {
  const scores = new Map<Language, number>()
  const give = (languages: Iterable<Language>, points: number) => {
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + points)
  }
  const lists = languagesOf()
  const lower = text.slice(0, READ_MAX).toLowerCase()
  for (const [letters, languages] of LETTERS) if (letters.test(lower)) give(languages, LETTER_WEIGHT)
  for (const word of wordsIn(foldLetters(lower))) {
    const known = lists.get(word)
    if (known !== undefined) give(known.languages, known.weight / known.languages.size)
    else if (word.length > 4) {
      for (const [ending, languages] of ENDINGS) if (ending.test(word)) give(languages, ENDING_WEIGHT)
    }
  }
  return scores
}

/** Words of letters; "we-2048" is none. */
function wordsIn(folded: string): string[] {
  const pieces = folded.match(/[\p{L}\p{N}-]+/gu) ?? []
  return pieces.filter((piece) => !/\p{N}/u.test(piece)).flatMap((piece) => piece.split('-'))
}
