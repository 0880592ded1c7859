/** A question as it was asked. */
export interface AskedQuestion {
  readonly text: string
}

/** How many of the words that two questions have, both must have to be one. */
const ALIKE = 0.5
/** Of each question, in characters. */
const READ_MAX = 300

/**
 * Questions that ask for the same in about the same words, the most asked first; in each group in their order. Compares
 * each with one of every group: for lists of some hundreds.
 */
export function groupQuestions<Q extends AskedQuestion>(questions: readonly Q[]): Q[][] {
  const groups: { readonly words: ReadonlySet<string>; readonly members: Q[] }[] = []
  for (const question of questions) {
    const words = wordsOf(question.text)
    const group = groups.find((one) => likeness(one.words, words) >= ALIKE)
    if (group === undefined) groups.push({ words, members: [question] })
    else group.members.push(question)
  }
  return groups.map(({ members }) => members).sort((one, other) => other.length - one.length)
}

/** Words of three letters or more, without marks and endings; all of them where there is none. */
function wordsOf(text: string): ReadonlySet<string> {
  const all = text
    .slice(0, READ_MAX)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  const words = all ?? [text.trim()]
  const telling = words.filter((word) => word.length > 2).map((word) => word.slice(0, 6))
  return new Set(telling.length > 0 ? telling : words)
}

/** Shared words of all words, 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((word) => other.has(word)).length
  return shared / (one.size + other.size - shared)
}
