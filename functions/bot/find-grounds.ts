import type { Ground } from './model/passage-facts.ts'
import type { LookedUp } from '../articles/find-in-articles.ts'
import { sourceOf } from '../articles/source-of.ts'
import type { Candidate } from '../articles/read-candidate.ts'

/** Articles that are read by a model, and how much of each: its best passages, in characters. */
const ARTICLES_MAX = 5
const EXCERPT_MAX = 1200

/** The articles that may answer a question that was looked up, the likeliest first, each with its best passages in their order. */
export function findGrounds({ alone, joined }: LookedUp): readonly Ground[] {
  const looks = joined === null ? [alone] : [joined, alone]
  const found = looks.flatMap(({ candidates, language }) =>
    candidates.map((candidate) => ({ candidate, language })),
  )
  const once = new Map(found.map((one) => [one.candidate.article.$id, one]))
  return [...once.values()].slice(0, ARTICLES_MAX).map(({ candidate, language }) => ({
    text: excerptOf(candidate),
    source: sourceOf(candidate.article),
    language,
  }))
}

function excerptOf({ passages }: Candidate): string {
  let length = 0
  return passages
    .toSorted((one, other) => other.score - one.score)
    .filter(({ text }) => (length += text.length) <= EXCERPT_MAX)
    .toSorted((one, other) => one.place - other.place)
    .map(({ text }) => text)
    .join('\n')
}
