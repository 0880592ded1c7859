import type { Candidate, ScoredPassage } from './read-candidate.ts'

/** Two passages that are longer together are one too many. In characters. */
const TOGETHER_MAX = 450

/** What is quoted of an article: its best passage, and the second best if both are short, in their order. */
export function quotePassages({ passages }: Candidate): string[] {
  const [best, second] = passages.toSorted((one, other) => other.score - one.score || one.place - other.place)
  if (best === undefined) return []
  if (second === undefined || best.text.length + second.text.length > TOGETHER_MAX) return [best.text]
  const [first, last] = best.place < second.place ? [best, second] : [second, best]
  return isContinued(first, last) ? [`${first.text} ${last.text}`] : [first.text, last.text]
}

/** Whether a paragraph was only taken apart between two passages. */
function isContinued(first: ScoredPassage, last: ScoredPassage): boolean {
  return first.paragraph === last.paragraph && first.place + 1 === last.place
}
