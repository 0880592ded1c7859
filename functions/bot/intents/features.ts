import { foldLetters } from '../../language/fold-letters.ts'

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
  const add = (weight: number, key: number) => weightOf.set(key, (weightOf.get(key) ?? 0) + weight)
  const words = wordsOf(text)
  let previous = '^'
  for (const word of [...words, '$']) {
    add(WORD_WEIGHT, hash(`${previous} ${word}`))
    previous = word
  }
  for (const word of words) {
    add(WORD_WEIGHT, hash(`=${word}`))
    const framed = `<${word}>`
    for (let size = PART_MIN; size <= PART_MAX; size++) {
      for (let at = 0; at + size <= framed.length; at++) add(PART_WEIGHT, hash(framed, at, at + size))
    }
  }
  if (text.includes('?') || text.includes('¿')) add(WORD_WEIGHT, hash('?'))
  if (text.includes('!')) add(WORD_WEIGHT, hash('!'))
  // In powers of two: one word or two makes a difference, nine or ten doesn't.
  add(WORD_WEIGHT, hash(`length ${Math.min(6, Math.ceil(Math.log2(words.length + 1)))}`))
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
  const hashes = new Uint32Array(weightOf.size)
  const weights = new Float32Array(weightOf.size)
  let squares = 0
  let at = 0
  for (const [key, weight] of weightOf) {
    hashes[at] = key
    weights[at++] = weight
    squares += weight * weight
  }
  const length = Math.sqrt(squares)
  for (at = 0; at < weights.length; at++) weights[at] = (weights[at] ?? 0) / length
  return { hashes, weights }
}

/** FNV-1a in 32 bits of a part of a text. */
function hash(text: string, from = 0, to = text.length): number {
  let sum = 0x811c9dc5
  for (let at = from; at < to; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  // The lowest bits of FNV mix worst.
  return (sum ^ (sum >>> 15)) >>> 0
}
