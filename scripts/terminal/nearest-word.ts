import { typingErrors } from '../../functions/articles/edit-distance.ts'

/** The longest that anybody types. */
const LENGTH_MAX = 40

/** Which of some words was most likely meant: one with at most two slips, or the first that begins so. Null for none. */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  if (typed.length > LENGTH_MAX) return null
  const measured = words.flatMap((word) => {
    const slips = typingErrors(typed, word, Math.min(2, Math.floor(word.length / 3)))
    return slips === null ? [] : [{ word, slips }]
  })
  const [nearest] = measured.sort((one, other) => one.slips - other.slips)
  const beginning = typed.length > 1 ? words.find((word) => word.startsWith(typed)) : undefined
  return nearest?.word ?? beginning ?? null
}
