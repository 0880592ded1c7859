import { resolve } from 'node:path'
import { startStack, type Stack } from '../../../tests/support/stack.ts'
import { articleId, readArticles } from '../../articles/read-articles.ts'
import { ensureBuilt } from '../../ensure-built.ts'
import { askQuestion, type Asked } from './ask-question.ts'
import { cpuTimeMs } from './cpu-time.ts'
import { halfOf, type Half } from './half-of.ts'
import { judgeAnswer } from './judge-answer.ts'
import type { Field, Question } from './material.ts'
import type { Judged } from './measures.ts'
import { ownSentencesIn } from './own-sentences.ts'
import type { WatchedModel } from './watch-model.ts'

/** Visitors who write at the same time. */
const VISITORS = 4

/** A judged question with what the visitor saw. */
export interface Answered extends Judged {
  readonly field: string
  readonly asked: Asked
}

export interface AnswersResult {
  readonly answered: readonly Answered[]
  /** Of everything that ran meanwhile, per question; null where it can't be told. */
  readonly cpuMsPerQuestion: number | null
}

/** Asks the questions of a half of some fields, each as a visitor of its own, and judges what becomes of them. */
export async function benchAnswers(
  fields: readonly Field[],
  half: Half | 'all',
  tell: (line: string) => void,
  model: WatchedModel | null,
): Promise<AnswersResult> {
  await ensureBuilt(resolve(import.meta.dirname, '../../..'))
  const answered: Answered[] = []
  let cpuMs: number | null = 0
  for (const field of fields) {
    const questions = field.questions.filter(({ id }) => half === 'all' || halfOf(id) === half)
    const asked = await askField(field, questions, model)
    answered.push(...asked.answered)
    cpuMs = cpuMs === null || asked.cpuMs === null ? null : cpuMs + asked.cpuMs
    tell(`${field.field}: ${questions.length} questions`)
  }
  return { answered, cpuMsPerQuestion: cpuMs === null ? null : cpuMs / answered.length }
}

/** Asks one business: a project that has its articles and no others. Without a model the bot quotes. */
export async function askField(
  field: Field,
  questions: readonly Question[],
  model: WatchedModel | null,
): Promise<{ readonly answered: readonly Answered[]; readonly cpuMs: number | null }> {
  const environment = model && { LLM_BASE_URL: model.baseUrl, LLM_MODEL: model.name }
  const stack = await startStack(environment ? { environment } : {})
  try {
    // A bench isn't a visitor: it may use what it takes.
    const unlimited = { modelTokensPerSession: 0, modelTokensPerDay: 0, modelSecondsPerSession: 0 }
    await stack.repositories.settings.put({ offeredCorpora: [field.field], ...unlimited })
    const articleIdOf = await putArticles(stack, field)
    // A warm function may know articles of before for some seconds.
    stack.coldStart('bot')
    const before = cpuTimeMs()
    const answered = await askAll(stack, field, questions, articleIdOf)
    const after = cpuTimeMs()
    return { answered, cpuMs: before === null || after === null ? null : after - before }
  } finally {
    await stack.close()
  }
}

/** Imports a field's articles, as an owner's file would be, in place of the demo shop's. The result gives the article of each row. */
async function putArticles(
  { repositories }: Stack,
  { field, articles }: Field,
): Promise<ReadonlyMap<string, string>> {
  for (const { $id } of await repositories.articles.ofCorpora([])) await repositories.articles.remove($id)
  const file = articles.map(({ title, body }) => ({ title, body: body.join('\n\n') }))
  const articleIdOf = new Map<string, string>()
  for (const [index, article] of readArticles(`${field}.json`, JSON.stringify(file), field).entries()) {
    const row = await repositories.articles.put(articleId(article), article)
    articleIdOf.set(row.$id, articles[index]?.id ?? '')
  }
  return articleIdOf
}

/** The questions in the order given, a few at a time. */
async function askAll(
  stack: Stack,
  field: Field,
  questions: readonly Question[],
  articleIdOf: ReadonlyMap<string, string>,
): Promise<readonly Answered[]> {
  const answered: Answered[] = []
  const left = questions.entries()
  async function work(): Promise<void> {
    for (const [index, question] of left) {
      const asked = await askQuestion(stack, field.field, question, articleIdOf)
      const verdict = judgeAnswer(question, field.articles, asked, ownSentencesIn)
      answered[index] = { ...verdict, question, field: field.field, asked }
    }
  }
  await Promise.all(Array.from({ length: VISITORS }, work))
  return answered
}
