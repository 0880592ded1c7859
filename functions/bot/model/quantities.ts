import { numberWordsIn } from './number-words.ts'
import { unitNamed } from './units.ts'

/** A number that a text gives, and the unit that it is given in; null while no unit follows. */
export interface Quantity {
  /** As it is written in digits. */
  readonly number: string
  readonly unit: string | null
  /** Whether it is a word in the text. */
  readonly isWord: boolean
}

/** Between a number and its unit may stand one word: "7 working days", "7 to 12 days". */
const BETWEEN_MAX = 1
const ENDS_SENTENCE = /[.!?;:]["”»)]*$/
const NUMBER = /^\p{N}[\p{N}.,'’]*$/u
/** "24h", "7days". */
const WITH_UNIT = /^(\p{N}+)(\p{L}+)$/u

/**
 * Reads the numbers of a text word by word, those in words too, and the units that follow them: what `take` gives is known
 * by then, "7" at once and "7 days" at the next word. A ten waits for a unit that may make it another number.
 *
 * @param language its code, such as `de`
 */
export function createQuantityReader(language: string) {
  const numberWords = numberWordsIn(language)
  /** Turkish has no word for eleven either: `on bir`. */
  const tensFrom = new Set(numberWords.values()).has(11) ? 20 : 10
  /** Numbers that a unit may still follow. */
  let open: Pick<Quantity, 'number' | 'isWord'>[] = []
  let between = 0
  let ten: number | null = null

  function found(number: string, isWord: boolean): Quantity {
    open.push({ number, isWord })
    between = 0
    return { number, unit: null, isWord }
  }

  function endTen(): Quantity[] {
    const ended = ten === null ? [] : [found(String(ten), true)]
    ten = null
    return ended
  }

  function takePart(part: string): Quantity[] {
    const [, attached, unitText = ''] = WITH_UNIT.exec(part) ?? []
    const attachedUnit = attached === undefined ? null : unitNamed(unitText)
    if (attached !== undefined && attachedUnit !== null) {
      return [...endTen(), { number: attached, unit: attachedUnit, isWord: false }]
    }
    const value = numberWords.get(part)
    if (value !== undefined && value < 10 && ten !== null) {
      const sum = ten + value
      ten = null
      return [found(String(sum), true)]
    }
    const before = endTen()
    if (value !== undefined && value >= tensFrom && value < 100 && value % 10 === 0) {
      ten = value
      return before
    }
    if (value !== undefined) return [...before, found(String(value), true)]
    if (NUMBER.test(part)) return [...before, found(part, false)]
    const unit = unitNamed(part)
    if (unit !== null) {
      const measured = open.map((one) => ({ ...one, unit }))
      open = []
      return [...before, ...measured]
    }
    if (++between > BETWEEN_MAX) open = []
    return before
  }

  return {
    /** @param word one without blanks, folded, with the signs around it */
    take(word: string): Quantity[] {
      const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
      const parts = numberWords.has(bare) ? [bare] : bare.split(/[-–—/]/)
      const quantities = parts.filter((part) => part !== '').flatMap(takePart)
      if (!ENDS_SENTENCE.test(word)) return quantities
      const ended = endTen()
      open = []
      return [...quantities, ...ended]
    },

    /** What the end of the text makes certain. */
    end: (): Quantity[] => endTen(),
  }
}
