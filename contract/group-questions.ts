/** A question as it was asked. */
export interface AskedQuestion {
  readonly text: string
}

/** How much of the shorter of two questions the other must have for both to be one. */
const ALIKE = 0.55
/** Of each question, in characters. */
const READ_MAX = 300

/**
 * Questions that ask for the same in about the same words, the most asked first; in each group in their order. A word
 * counts for less the more questions have it. Compares each with one of every group: for lists of some hundreds.
 */
export function groupQuestions<Q extends AskedQuestion>(questions: readonly Q[]): Q[][] {
  const read = questions.map((question) => ({ question, words: wordsOf(question.text) }))
  const having = new Map<string, number>()
  for (const word of read.flatMap(({ words }) => [...words])) having.set(word, (having.get(word) ?? 0) + 1)
  const weightOf = (words: Iterable<string>) =>
    [...words].reduce((sum, word) => sum + 1 / Math.sqrt(having.get(word) ?? 1), 0)
  const groups: { readonly words: ReadonlySet<string>; readonly weight: number; readonly members: Q[] }[] = []
  for (const { question, words } of read) {
    const weight = weightOf(words)
    const group = groups.find((one) => {
      const shared = weightOf([...words].filter((word) => one.words.has(word)))
      return shared >= ALIKE * Math.min(weight, one.weight)
    })
    if (group === undefined) groups.push({ words, weight, members: [question] })
    else group.members.push(question)
  }
  return groups.map(({ members }) => members).sort((one, other) => other.length - one.length)
}

/** Words of three letters or more, by their first four and without marks; all of them where there is none. */
function wordsOf(text: string): ReadonlySet<string> {
  const plain = text.slice(0, READ_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [plain.trim()]
  const telling = words.filter((word) => word.length > 2).map((word) => word.slice(0, 4))
  return new Set(telling.length > 0 ? telling : words)
}
