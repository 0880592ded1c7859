/** What tells how well an article answers a question; `judge-finding.ts` says what each means. */
export const SIGNS = [
  'inPassage',
  'inArticle',
  'inTitle',
  'titleAsked',
  'share',
  'margin',
  'unknown',
  'words',
  'byChance',
  'loose',
  'lead',
] as const
export type Sign = (typeof SIGNS)[number]

/**
 * How much each sign counts for and against an article, in logits. Fitted by `scripts/bench/fit-finding.ts` on half of
 * the questions of `scripts/bench/answers/`; the other half measures them.
 */
export interface SignWeights extends Readonly<Record<Sign, number>> {
  readonly bias: number
}

/** That the best article answers the question. */
export const quoteWeights: SignWeights = {
  inPassage: 1.31,
  inArticle: 1.31,
  inTitle: -0.84,
  titleAsked: 2.01,
  share: 0.48,
  margin: 0.57,
  unknown: -1.3,
  words: 0.42,
  byChance: -0.99,
  loose: 0.23,
  lead: 2.21,
  bias: -1.91,
}

/** That one of the three best does. */
export const choicesWeights: SignWeights = {
  inPassage: 1.45,
  inArticle: 1.68,
  inTitle: 0.54,
  titleAsked: 1.56,
  share: 1.09,
  margin: 0.2,
  unknown: -1.33,
  words: 0.52,
  byChance: -1.07,
  loose: 0.16,
  lead: 1.45,
  bias: -1.45,
}

/** From these likelihoods on. A doubtful article is rather offered than quoted. */
export const QUOTE_FROM = 0.7
export const CHOICES_FROM = 0.45
