import { foldLetters } from '../language/fold-letters.ts'

/** What a text is classified by: words, pairs of words and parts of words, as hashes of 32 bits, each with its weight. */
export interface Features {
  readonly hashes: Uint32Array
  readonly weights: Float32Array
}

/** Parts of words, in letters; they bear inflections, compounds and typing errors. */
const PART_MIN = 3
const PART_MAX = 5
/** What is longer is no word of a language. */
const WORD_MAX = 30
/** A text's features together weigh as much as those of any other. Words tell more than their parts. */
const WORD_WEIGHT = 1
const PART_WEIGHT = 0.5

/** Case, accents, digits and drawn out letters ("helloooo") make no difference. Linear in the text's length. */
export function featuresOf(text: string): Features {
  const weightOf = new Map<number, number>()
  const add = (weight: number, ...parts: readonly string[]) => {
    const key = hash(parts)
    weightOf.set(key, (weightOf.get(key) ?? 0) + weight)
  }
  const words = wordsOf(text)
  let previous = '^'
  for (const word of [...words, '$']) {
    add(WORD_WEIGHT, previous, ' ', word)
    previous = word
  }
  for (const word of words) {
    add(WORD_WEIGHT, word)
    const framed = `<${word}>`
    for (let size = PART_MIN; size <= PART_MAX; size++) {
      for (let at = 0; at + size <= framed.length; at++) {
        add(PART_WEIGHT, '#', framed.slice(at, at + size))
      }
    }
  }
  if (text.includes('?') || text.includes('¿')) add(WORD_WEIGHT, '?')
  if (text.includes('!')) add(WORD_WEIGHT, '!')
  add(WORD_WEIGHT, 'length ', String(Math.min(6, Math.ceil(Math.log2(words.length + 1)))))
  return ofLengthOne(weightOf)
}

function wordsOf(text: string): readonly string[] {
  const words = foldLetters(text).match(/[\p{L}\p{N}']+/gu) ?? []
  return words.map((word) => shortened(word.slice(0, WORD_MAX)))
}

/** With no letter more than twice in a row, and all digits alike. */
function shortened(word: string): string {
  let out = ''
  for (const letter of word) {
    const plain = letter >= '0' && letter <= '9' ? '0' : letter
    if (!out.endsWith(plain + plain)) out += plain
  }
  return out
}

function ofLengthOne(weightOf: ReadonlyMap<number, number>): Features {
  let squares = 0
  for (const weight of weightOf.values()) squares += weight * weight
  const length = Math.sqrt(squares)
  return {
    hashes: Uint32Array.from(weightOf.keys()),
    weights: Float32Array.from(weightOf.values(), (weight) => weight / length),
  }
}

/** FNV-1a in 32 bits, over the parts as one text. */
function hash(parts: readonly string[]): number {
  let sum = 0x811c9dc5
  for (const part of parts) {
    for (let at = 0; at < part.length; at++) sum = Math.imul(sum ^ part.charCodeAt(at), 0x01000193)
  }
  // The lowest bits of FNV mix worst.
  return (sum ^ (sum >>> 15)) >>> 0
}
