/**
 * Fits the weights in `functions/articles/finding-weights.ts`:
 *
 *   node scripts/bench/fit-finding.ts
 *
 * Only questions of the half `fit` are read; a likelihood is reported for a business by weights that know only the others.
 */
import type { ArticleRow } from '../../contract/tables/articles.ts'
import { lookUp, type Look } from '../../functions/articles/find-in-articles.ts'
import { SIGNS, type SignWeights } from '../../functions/articles/finding-weights.ts'
import { NO_SIGNS, type Signs } from '../../functions/articles/judge-finding.ts'
import { libraryOf, type Library } from '../../functions/articles/library.ts'
import { quotePassages } from '../../functions/articles/quote-passages.ts'
import { halfOf } from './answers/half-of.ts'
import { readFields, type Field, type Question } from './answers/material.ts'

interface Business {
  readonly field: Field
  readonly library: Library
}

/** One look, and what should have become of it. */
interface Sample {
  readonly business: Business
  readonly signs: Signs
  readonly quote: boolean
  readonly choices: boolean
  readonly isAnswerable: boolean
  readonly weight: number
}

/** Questions that no article answers are few; those of other businesses are many, and some are answered after all. */
const UNANSWERABLE_WEIGHT = 2
const FOREIGN_WEIGHT = 0.1
const ROUNDS = 4000
const STEP = 2
const SHRINK = 0.002
const THRESHOLDS = [0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]

function businessOf(field: Field): Business {
  return { field, library: libraryOf(field.articles.map(rowOf)) }
}

function rowOf({ id, title, body }: Field['articles'][number]): ArticleRow {
  const meta = { $id: id, $sequence: 1, $createdAt: '', $updatedAt: '' }
  return { ...meta, corpus: 'fit', title, body: body.join('\n\n'), url: null, questions: [], keywords: [] }
}

async function samplesOf(businesses: readonly Business[]): Promise<Sample[]> {
  const samples: Sample[] = []
  for (const business of businesses) {
    for (const other of businesses) {
      const languages = new Set(business.field.articles.map(({ language }) => language))
      for (const question of other.field.questions.filter(({ id }) => halfOf(id) === 'fit')) {
        const isOwn = business === other
        if (!isOwn && (question.kind !== 'article' || !languages.has(question.language))) continue
        const sample = await sampleOf(question, business, isOwn)
        if (sample !== null) samples.push(sample)
      }
    }
  }
  return samples
}

async function sampleOf(question: Question, business: Business, isOwn: boolean): Promise<Sample | null> {
  const isAnswerable = isOwn && ['article', 'follow_up'].includes(question.kind)
  const isUnanswerable = isOwn && ['out_of_scope', 'injection', 'second_miss'].includes(question.kind)
  if (isOwn && !isAnswerable && !isUnanswerable) return null
  const before = question.before.at(-1) ?? null
  const asked = { text: question.say.join(' '), language: question.language, before }
  const { alone, joined } = await lookUp(asked, business.library)
  const found = question.kind === 'follow_up' && joined !== null ? joined : alone
  const weight = isAnswerable ? 1 : isOwn ? UNANSWERABLE_WEIGHT : FOREIGN_WEIGHT
  const right = isOwn ? rightsOf(question, found) : { quote: false, choices: false }
  return { business, signs: found.signs, ...right, isAnswerable, weight }
}

function rightsOf({ articles, facts }: Question, { candidates }: Look) {
  const bare = (text: string) => text.toLowerCase().replaceAll(/\s/g, '')
  const [best] = candidates
  const quoted = best === undefined ? '' : bare(quotePassages(best).join(''))
  return {
    quote: facts.some((parts) => parts.every((part) => quoted.includes(bare(part)))),
    choices: candidates.slice(0, 3).some(({ article }) => articles.includes(article.$id)),
  }
}

/** Logistic regression by gradient descent. */
function fit(samples: readonly Sample[], isRight: (sample: Sample) => boolean): SignWeights {
  const terms = ['bias', ...SIGNS] as const
  const weights = { ...NO_SIGNS, bias: 0 }
  const total = samples.reduce((sum, { weight }) => sum + weight, 0)
  for (let round = 0; round < ROUNDS; round++) {
    const slope = { ...NO_SIGNS, bias: 0 }
    for (const sample of samples) {
      const error = (Number(isRight(sample)) - likelihood(sample.signs, weights)) * sample.weight
      for (const term of terms) slope[term] += error * (term === 'bias' ? 1 : sample.signs[term])
    }
    for (const term of terms) {
      weights[term] += STEP * (slope[term] / total - (term === 'bias' ? 0 : SHRINK * weights[term]))
    }
  }
  return weights
}

function likelihood(signs: Signs, weights: SignWeights): number {
  return 1 / (1 + Math.exp(-SIGNS.reduce((sum, sign) => sum + weights[sign] * signs[sign], weights.bias)))
}

function report(name: string, samples: readonly Sample[], isRight: (sample: Sample) => boolean): string {
  const judged = [...new Set(samples.map(({ business }) => business))].flatMap((business) => {
    const weights = fit(
      samples.filter((sample) => sample.business !== business),
      isRight,
    )
    return samples
      .filter((sample) => sample.business === business)
      .map((sample) => ({ ...sample, likelihood: likelihood(sample.signs, weights) }))
  })
  const share = (met: number, of: number) => `${((met / of) * 100).toFixed(1)} %`
  const answerable = judged.filter(({ isAnswerable }) => isAnswerable)
  const others = judged.filter(({ weight }) => weight === UNANSWERABLE_WEIGHT)
  const lines = THRESHOLDS.map((from) => {
    const taken = answerable.filter((sample) => sample.likelihood >= from)
    const right = taken.filter(isRight).length
    const strange = others.filter((sample) => sample.likelihood >= from).length
    return `  from ${from}: right ${share(right, answerable.length)}, wrong ${share(taken.length - right, answerable.length)}, taken of the unanswerable ${share(strange, others.length)}`
  })
  const fitted = fit(samples, isRight)
  const weights = (['bias', ...SIGNS] as const).map((term) => `  ${term}: ${fitted[term].toFixed(2)},`)
  return [`${name} = {`, ...weights, '}', ...lines, ''].join('\n')
}

const samples = await samplesOf(readFields().map(businessOf))
process.stdout.write(`${report('quoteWeights', samples, ({ quote }) => quote)}\n`)
process.stdout.write(`${report('choicesWeights', samples, ({ choices }) => choices)}\n`)
