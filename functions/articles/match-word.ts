import type { Language } from '../language/languages.ts'
import { stemOf } from '../language/stem-of.ts'
import { synonymsOf } from '../language/synonyms.ts'
import type { Word } from '../language/words.ts'
import { typingErrors } from './edit-distance.ts'
import type { Segment } from './segment.ts'

/** A term of the index that a word of a question may mean, and how surely: 1 for the word itself. */
export interface Match {
  readonly term: string
  readonly weight: number
}

/** Languages that write several nouns as one word. */
const COMPOUNDING: ReadonlySet<Language> = new Set(['de', 'nl', 'sv', 'da', 'nb'])
/** What may be between the parts of a compound. */
const LINKS = ['', 's', 'n', 'en', 'es', 'e']

/** Shorter words are compared as they are. */
const RELATED_MIN = 4
/** Words that share so much of the longer one are of one family: "deliver", "delivery". */
const FAMILY_SHARE = 0.6
const FAMILY_WEIGHT = 0.8
const COMPOUND_WEIGHT = 0.55
const PART_MIN = 3
/** How many compounds with a word are looked at in one segment. */
const COMPOUNDS_MAX = 40
/** How many terms of one segment are compared with a word. */
const COMPARED_MAX = 3000
const ERRORS_WEIGHT = [1, 0.75, 0.55]

/** The terms that a word of a question may mean; of a word that the index lacks, those that it may be a slip of. */
export function matchesOf(word: Word, language: Language, segments: readonly Segment[]): Match[] {
  const found = new Map<string, number>()
  const add = (term: string, weight: number) => {
    if (weight > (found.get(term) ?? 0)) found.set(term, weight)
  }
  const { stem } = word
  const isKnown = has(segments, stem)
  if (isKnown) add(stem, 1)
  for (const [synonym, weight] of synonymsOf(stem, language)) {
    if (has(segments, synonym)) add(synonym, weight)
  }
  if (!/\d/.test(stem) && stem.length >= RELATED_MIN) {
    for (const segment of segments) addFamily(segment, stem, language, add)
    if (!isKnown && COMPOUNDING.has(language)) addParts(word.text, language, segments, add)
    if (!isKnown && !hasClose(found)) addSlips(stem, segments, add)
  }
  return [...found].map(([term, weight]) => ({ term, weight }))
}

type Add = (term: string, weight: number) => void

function has(segments: readonly Segment[], term: string): boolean {
  return segments.some((segment) => segment.placeOf(term) !== null)
}

function hasClose(found: ReadonlyMap<string, number>): boolean {
  return [...found.values()].some((weight) => weight > COMPOUND_WEIGHT)
}

/** Terms with the same beginning, and compounds that begin or end with the word. */
function addFamily(segment: Segment, stem: string, language: Language, add: Add): void {
  const isCompounding = COMPOUNDING.has(language)
  const beginning = stem.slice(0, Math.max(RELATED_MIN, Math.ceil(stem.length * FAMILY_SHARE)))
  const [from, to] = segment.startingWith(beginning)
  for (let place = from; place < Math.min(to, from + COMPARED_MAX); place++) {
    const term = segment.term(place)
    const share = commonBeginning(stem, term) / Math.max(stem.length, term.length)
    if (share >= FAMILY_SHARE) add(term, share * FAMILY_WEIGHT)
    else if (isCompounding && term.startsWith(stem)) add(term, COMPOUND_WEIGHT)
  }
  if (!isCompounding) return
  for (const place of segment.endingWith(stem, COMPOUNDS_MAX)) add(segment.term(place), COMPOUND_WEIGHT)
}

function commonBeginning(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

/** Takes a compound apart into words of the index, the ones that leave the longest shorter part. */
function addParts(text: string, language: Language, segments: readonly Segment[], add: Add): void {
  let best: readonly string[] = []
  let shorter = 0
  for (let cut = PART_MIN; cut <= text.length - PART_MIN; cut++) {
    const length = Math.min(cut, text.length - cut)
    if (length <= shorter) continue
    const last = stemOf(text.slice(cut), language)
    if (last.length < PART_MIN || !has(segments, last)) continue
    const beginning = text.slice(0, cut)
    const first = LINKS.filter(
      (link) => beginning.endsWith(link) && beginning.length - link.length >= PART_MIN,
    )
      .map((link) => stemOf(beginning.slice(0, beginning.length - link.length), language))
      .find((each) => has(segments, each))
    if (first === undefined) continue
    best = [first, last]
    shorter = length
  }
  for (const part of best) add(part, COMPOUND_WEIGHT)
}

/** Terms that the word becomes by one typing error, from nine letters on by two. First letters are rarely wrong. */
function addSlips(stem: string, segments: readonly Segment[], add: Add): void {
  const atMost = stem.length >= 9 ? 2 : stem.length >= 5 ? 1 : 0
  if (atMost === 0) return
  for (const segment of segments) {
    const [from, to] = segment.startingWith(stem.slice(0, 1))
    for (let place = from; place < to; place++) {
      const term = segment.term(place)
      if (term.length < 4) continue
      const errors = typingErrors(stem, term, atMost)
      if (errors !== null) add(term, ERRORS_WEIGHT[errors] ?? 0)
    }
  }
}
