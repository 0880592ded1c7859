import { choicesWeights, quoteWeights, SIGNS, type Sign, type SignWeights } from './finding-weights.ts'
import type { Candidate } from './read-candidate.ts'
import type { AskedWord } from './search-index.ts'

/** What tells how well the best candidates answer a question, each from 0 to 1. */
export type Signs = Readonly<Record<Sign, number>>

/** How much the passages and the title count beside what the index says. */
const PASSAGE = 0.5
const TITLE = 0.15
const IN_TITLE_MIN = 0.2
/** What is found no more surely than this is a synonym or a part of a compound. */
const LOOSE_MAX = 0.6
/** A question of so many words is a long one. */
const LONG = 8

export const NO_SIGNS: Signs = {
  inPassage: 0,
  inArticle: 0,
  inTitle: 0,
  titleAsked: 0,
  share: 0,
  margin: 0,
  unknown: 0,
  words: 0,
  byChance: 0,
  loose: 0,
  lead: 0,
}

/** How well an article fits a question, to compare it with others. */
export function fitOf({ share, inPassage, titleAsked, inTitle }: Candidate): number {
  return share + PASSAGE * inPassage + TITLE * Math.min(titleAsked, inTitle * 2)
}

/** @param candidates the best first */
export function signsOf(candidates: readonly Candidate[], asked: readonly AskedWord[]): Signs {
  const [best, second] = candidates
  const total = asked.reduce((sum, { weight }) => sum + weight, 0) || 1
  const unknown = asked.reduce((sum, { weight, isUnknown }) => sum + (isUnknown ? weight : 0), 0)
  if (best === undefined) return { ...NO_SIGNS, unknown: unknown / total }
  return {
    inPassage: best.inPassage,
    inArticle: best.inArticle,
    inTitle: best.inTitle,
    titleAsked: best.titleAsked,
    share: best.share,
    margin: second === undefined ? 1 : 1 - fitOf(second) / Math.max(fitOf(best), 1e-9),
    unknown: unknown / total,
    words: Math.min(asked.length / LONG, 1),
    byChance: isByChance(best) ? 1 : 0,
    loose: looseShare(best, asked),
    lead: best.inArticle - (second?.inArticle ?? 0),
  }
}

/** Whether nothing but one word in its text tells that an article is meant. */
function isByChance({ found, inTitle }: Candidate): boolean {
  return inTitle < IN_TITLE_MIN && [...found.values()].filter((surely) => surely > 0).length === 1
}

/** How much of what the article has of the question it has only in other words. */
function looseShare({ found }: Candidate, asked: readonly AskedWord[]): number {
  const weightOf = (isMeant: (surely: number) => boolean) =>
    asked.reduce((sum, { stem, weight }) => sum + (isMeant(found.get(stem) ?? 0) ? weight : 0), 0)
  const all = weightOf((surely) => surely > 0)
  return all === 0 ? 1 : weightOf((surely) => surely > 0 && surely <= LOOSE_MAX) / all
}

/** Articles that fit less differently are as likely meant. */
const MARGIN_MIN = 0.05

/** How likely the best candidate answers the question. */
export function quoteLikelihood(signs: Signs): number {
  return signs.margin < MARGIN_MIN ? 0 : likelihood(signs, quoteWeights)
}

/** How likely one of the three best does. */
export function choicesLikelihood(signs: Signs): number {
  return likelihood(signs, choicesWeights)
}

function likelihood(signs: Signs, weights: SignWeights): number {
  const logit = SIGNS.reduce((sum, sign) => sum + weights[sign] * signs[sign], weights.bias)
  return 1 / (1 + Math.exp(-logit))
}
