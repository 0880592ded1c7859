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
  bias: -2.28,
  inPassage: 1.6,
  inArticle: 1.26,
  inTitle: -0.2,
  titleAsked: 1.55,
  share: 0.8,
  margin: 0.89,
  unknown: -1.14,
  words: 0.24,
  byChance: -0.92,
  loose: 0.25,
  lead: 1.99,
}

/** That one of the three best does. */
export const choicesWeights: SignWeights = {
  bias: -1.98,
  inPassage: 1.69,
  inArticle: 1.8,
  inTitle: 0.87,
  titleAsked: 1.48,
  share: 1.26,
  margin: 0.14,
  unknown: -0.87,
  words: 0.53,
  byChance: -0.94,
  loose: 0.14,
  lead: 1.7,
}

/**
 * From these likelihoods on: quoted, quoted with other articles to choose from, and only offered. What is in between is
 * more often right than wrong, and a visitor who sees it wrong is one press away from the others.
 */
export const SURE_FROM = 0.78
export const QUOTE_FROM = 0.5
export const CHOICES_FROM = 0.4
