import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as z from 'zod/mini'
import * as limits from '../../../contract/limits.ts'
import { LANGUAGES } from '../../../functions/language/languages.ts'

/** What a question is for: what should become of it is in `measures.ts`. */
export const QUESTION_KINDS = [
  /** One article answers it. */
  'article',
  /** Only together with the question before it. */
  'follow_up',
  /** In a language that no article is in, or not the one that answers. */
  'foreign',
  'out_of_scope',
  /** Wants the bot to say what it shouldn't. */
  'injection',
  /** Asks for a person. */
  'person',
  'complaint',
  /** The second in a row that nothing answers. */
  'second_miss',
  'small_talk',
] as const

const Id = z.string().check(z.regex(/^[a-z0-9-]+$/, 'must be lower case with hyphens'))
const Text = z.string().check(z.trim(), z.minLength(1))
const Texts = z.array(Text).check(z.minLength(1))

const Article = z.strictObject({
  id: Id,
  language: z.enum(LANGUAGES),
  title: Text.check(z.maxLength(limits.articleTitleMax)),
  /** Paragraphs in Markdown. */
  body: Texts,
})

const Question = z.strictObject({
  id: Id,
  language: z.enum(LANGUAGES),
  kind: z.enum(QUESTION_KINDS),
  /** Earlier messages of the same visitor, whose answers aren't judged. */
  before: z.prefault(z.array(Text), []),
  /** The messages of the question, each sent when the bot is done with the one before. */
  say: Texts,
  /** Articles that answer it. */
  articles: z.prefault(z.array(Id), []),
  /** Each of the lists is enough; all texts of it have to stand in what is quoted. */
  facts: z.prefault(z.array(Texts), []),
})

const Field = z.strictObject({
  field: Id,
  about: Text,
  articles: z.array(Article).check(z.minLength(1)),
  questions: z.array(Question).check(z.minLength(1)),
})

export type Article = Readonly<z.infer<typeof Article>>
export type Question = Readonly<z.infer<typeof Question>>
/** A business with its articles, and questions of its visitors. */
export type Field = Readonly<z.infer<typeof Field>>

const FOLDER = join(import.meta.dirname, 'fields')

/** The fields of the repository. */
export function readFields(): Field[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => readField(join(FOLDER, name)))
}

/**
 * One field of a file, which may be somebody else's.
 *
 * @throws Error that names the file and what is wrong in it
 */
export function readField(path: string): Field {
  const given: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const { data, error } = z.safeParse(Field, given)
  if (error) throw new Error(`${basename(path)}: ${z.prettifyError(error)}`)
  const problems = problemsOf(data)
  if (problems.length > 0) throw new Error(`${basename(path)}: ${problems.join('; ')}`)
  return data
}

/** What no schema sees: ids given twice, articles that don't exist, facts that stand in none of them. */
export function problemsOf({ articles, questions }: Pick<Field, 'articles' | 'questions'>): string[] {
  const twice = [...repeated(articles), ...repeated(questions)].map((id) => `${id} is there twice`)
  const wrong = questions.flatMap((question) => {
    const right = articles.filter(({ id }) => question.articles.includes(id))
    const wantsArticle = question.kind === 'article' || question.kind === 'follow_up'
    const missing = question.facts.filter(
      (fact) => !right.some(({ body }) => containsAll(body.join('\n'), fact)),
    )
    return [
      ...(right.length < question.articles.length
        ? [`${question.id} names an article that isn't there`]
        : []),
      ...missing.map((fact) => `${question.id}: "${fact.join('", "')}" stands in none of its articles`),
      ...(wantsArticle && question.facts.length === 0 ? [`${question.id} has no facts`] : []),
      ...(question.kind === 'follow_up' && question.before.length === 0
        ? [`${question.id} follows nothing`]
        : []),
    ]
  })
  return [...twice, ...wrong]
}

/** Whether all texts of a fact stand in a text, whatever their case and blanks. */
export function containsAll(text: string, fact: readonly string[]): boolean {
  const bare = withoutBlanks(text)
  return fact.every((part) => bare.includes(withoutBlanks(part)))
}

function withoutBlanks(text: string): string {
  return text.toLowerCase().replaceAll(/\s/g, '')
}

function repeated(of: readonly { readonly id: string }[]): string[] {
  const ids = of.map(({ id }) => id)
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}
