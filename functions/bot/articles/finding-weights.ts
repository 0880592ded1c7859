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
  bias: -1.1,
  inPassage: 1.68,
  inArticle: 0.86,
  inTitle: -0.14,
  titleAsked: 1.68,
  share: 0.61,
  margin: 1.87,
  unknown: -0.89,
  words: -1.09,
  byChance: -1.36,
}

/** That one of the three best does. */
export const choicesWeights: SignWeights = {
  bias: -0.2,
  inPassage: 1.33,
  inArticle: 1.46,
  inTitle: 1.89,
  titleAsked: 1.12,
  share: 1.19,
  margin: 0.32,
  unknown: -1.22,
  words: -0.98,
  byChance: -0.83,
}

/** From these likelihoods on. A doubtful article is rather offered than quoted. */
export const QUOTE_FROM = 0.78
export const CHOICES_FROM = 0.55
