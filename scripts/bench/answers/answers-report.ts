import { textTable, type TableColumn } from '../../terminal/text-table.ts'
import type { Answered, AnswersResult } from './bench-answers.ts'
import { floorOf, isMet } from './floors.ts'
import { OUTCOMES, type Outcome } from './judge-answer.ts'
import { QUESTION_KINDS, type Question } from './material.ts'
import { figureOf, isRight, MEASURE_NAMES, measures, type Figure, type MeasureName } from './measures.ts'

/** Those with articles of their own. */
const LANGUAGES_SHOWN = ['all', 'en', 'de', 'es', 'fr'] as const

export interface AnswersReport {
  readonly questions: number
  readonly figures: readonly (Figure & { readonly floor: number | null })[]
  /** How many questions of each kind became what. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly quotedCharacters: number | null
  readonly answeredInMs: { readonly median: number | null; readonly worstOf20: number | null }
  readonly cpuMsPerQuestion: number | null
  /** Whether no figure missed its floor. */
  readonly isMet: boolean
}

export function reportAnswers({ answered, cpuMsPerQuestion }: AnswersResult): AnswersReport {
  const figures = MEASURE_NAMES.flatMap((measure) =>
    LANGUAGES_SHOWN.map((language) => figureOf(measure, language, answered)),
  )
  const times = answered.flatMap(({ asked }) => asked.answeredInMs ?? [])
  return {
    questions: answered.length,
    figures: figures.map((figure) => ({ ...figure, floor: floorOf(figure) })),
    outcomes: Object.fromEntries(QUESTION_KINDS.map((kind) => [kind, outcomesOf(kind, answered)])),
    quotedCharacters: quantile(
      answered.flatMap(({ quotedCharacters }) => quotedCharacters ?? []),
      0.5,
    ),
    answeredInMs: { median: quantile(times, 0.5), worstOf20: quantile(times, 0.95) },
    cpuMsPerQuestion,
    isMet: figures.every((figure) => isMet(figure)),
  }
}

/** For people: the measures by language, what became of each kind, and what it took. */
export function reportInWords(report: AnswersReport): string[] {
  const { quotedCharacters, answeredInMs, cpuMsPerQuestion } = report
  const cell = (measure: MeasureName, language: Figure['language']): string =>
    inWords(report.figures.find((one) => one.measure === measure && one.language === language))
  const byMeasure: TableColumn<MeasureName>[] = [
    { title: '', value: (measure) => measures[measure].what },
    ...LANGUAGES_SHOWN.map((language) => ({
      title: language,
      value: (measure: MeasureName) => cell(measure, language),
    })),
  ]
  const shown = OUTCOMES.filter((outcome) =>
    Object.values(report.outcomes).some((counts) => (counts[outcome] ?? 0) > 0),
  )
  const byKind: TableColumn<Question['kind']>[] = [
    { title: '', value: (kind) => kind.replaceAll('_', ' ') },
    ...shown.map((outcome) => ({
      title: outcome.replaceAll('_', ' '),
      value: (kind: Question['kind']) => String(report.outcomes[kind]?.[outcome] ?? ''),
      align: 'right' as const,
    })),
  ]
  const cpu = cpuMsPerQuestion === null ? '' : `; ${cpuMsPerQuestion.toFixed(0)} ms of CPU a question`
  return [
    ...textTable(byMeasure, MEASURE_NAMES, null),
    '',
    ...textTable(byKind, QUESTION_KINDS, null),
    '',
    `${report.questions} questions; half of the quotes have at most ${quotedCharacters ?? 0} characters`,
    `answered within ${answeredInMs.median ?? 0} ms in half of the cases, ${answeredInMs.worstOf20 ?? 0} ms in 19 of 20${cpu}`,
  ]
}

/** The questions of which something else became than should have. */
export function wrongAnswers(answered: readonly Answered[]) {
  return answered
    .filter((one) => !isRight(one) || one.isMadeUp || one.inOwnLanguage === false)
    .map(({ question, outcome, inOwnLanguage, isMadeUp, asked }) => ({
      id: question.id,
      kind: question.kind,
      outcome,
      asked: [...question.before, ...question.say],
      wants: question.articles,
      facts: question.facts,
      replies: asked.replies.map(({ text, sources }) => ({
        text,
        titles: sources.map(({ title }) => title),
      })),
      ...(inOwnLanguage === false && { inOwnLanguage }),
      ...(isMadeUp && { isMadeUp }),
    }))
}

export function wrongInWords(answered: readonly Answered[]): string[] {
  return wrongAnswers(answered).flatMap(({ id, kind, outcome, asked, wants, facts, replies, ...flaws }) => [
    `${id} (${kind}) ${outcome}${'isMadeUp' in flaws ? ', made up' : ''}${'inOwnLanguage' in flaws ? ', in another language' : ''}`,
    `  ${asked.join(' / ')}`,
    ...(wants.length > 0 ? [`  wants ${wants.join(', ')}: ${JSON.stringify(facts)}`] : []),
    ...replies.map(({ text, titles }) => `  < ${JSON.stringify(text)} ${JSON.stringify(titles)}`),
  ])
}

function inWords(figure: Figure | undefined): string {
  if (figure === undefined || figure.share === null) return ''
  const { share, low, high } = figure.share
  const percent = (one: number): string => (one * 100).toFixed(0)
  const floor = floorOf(figure)
  const against = floor === null ? '' : isMet(figure) ? ' met' : ` MISSED ${percent(floor)}`
  return `${(share * 100).toFixed(1)} % (${percent(low)}–${percent(high)}) ${figure.met}/${figure.of}${against}`
}

function outcomesOf(kind: Question['kind'], answered: readonly Answered[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {}
  for (const { question, outcome } of answered) {
    if (question.kind === kind) counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

function quantile(values: readonly number[], share: number): number | null {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? null
}
