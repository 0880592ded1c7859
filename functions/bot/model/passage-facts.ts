import type { Source } from '../../../contract/tables/messages.ts'
import { foldText, wordsIn } from './folded-words.ts'
import { createQuantityReader, type Quantity } from './quantities.ts'

/** A passage that a model may answer from. Cited by its place in the list, from 1 on: `[1]`. */
export interface Ground {
  readonly text: string
  readonly source: Source
  /** The language that it is in, by its code. */
  readonly language: string
}

/** What passages say of numbers and words. */
export interface PassageFacts {
  readonly words: ReadonlySet<string>
  /** Whether a number stands in them, and with its unit, unless they give it without any. */
  readonly have: (quantity: Quantity) => boolean
}

/** Reads some passages with their titles. Linear in their length. */
export function readFacts(grounds: readonly Ground[]): PassageFacts {
  const words = new Set<string>()
  const numbers = new Set<string>()
  const measured = new Set<string>()
  const pairs = new Set<string>()
  for (const ground of grounds) {
    const text = foldText(textOf(ground))
    for (const word of wordsIn(text)) words.add(word)
    const reader = createQuantityReader(ground.language)
    const quantities = text.split(' ').flatMap((word) => reader.take(word))
    for (const { number, unit } of [...quantities, ...reader.end()]) {
      numbers.add(number)
      if (unit === null) continue
      measured.add(number)
      pairs.add(`${number} ${unit}`)
    }
  }
  return {
    words,
    have: ({ number, unit }) =>
      unit === null
        ? numbers.has(number) || words.has(number)
        : !measured.has(number) || pairs.has(`${number} ${unit}`),
  }
}

export function textOf({ source, text }: Ground): string {
  return `${source.title}\n${text}`
}
