import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import * as z from 'zod/mini'
import * as limits from '../../contract/limits.ts'
import type { ArticleValues } from '../../contract/tables/articles.ts'
import { readFrontMatter } from './front-matter.ts'

export type ArticleToImport = ArticleValues

const Article = z.strictObject({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleTitleMax)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleBodyMax)),
  corpus: z.optional(z.string().check(z.minLength(1), z.maxLength(limits.corpusNameMax))),
  url: z.optional(z.nullable(z.url({ protocol: /^https?$/ }).check(z.maxLength(limits.urlMax)))),
  questions: textList(limits.articleQuestionMax),
  keywords: textList(limits.articleKeywordMax),
})

function textList(length: number) {
  const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(length))
  return z.optional(z.array(text).check(z.maxLength(limits.articleListMax)))
}

/**
 * The articles in a file: a JSON list, or one Markdown text.
 *
 * @param corpus of articles that name none; null where each has to name one
 * @throws Error that names the faulty article and the reason
 */
export function readArticles(file: string, text: string, corpus: string | null): ArticleToImport[] {
  switch (extname(file).toLowerCase()) {
    case '.json': {
      const given: unknown = JSON.parse(text)
      if (!Array.isArray(given)) throw new Error('is no list of articles')
      return given.map((article, index) => checked(article, `article ${index + 1}`, corpus))
    }
    case '.md':
    case '.txt':
      return [checked(fromMarkdown(file, text), 'the text', corpus)]
    default:
      throw new Error('is neither .json nor .md')
  }
}

/** Front matter counts before a first heading, that before the file's name. */
function fromMarkdown(file: string, text: string): object {
  const { fields, body } = readFrontMatter(text)
  if (fields.title !== undefined) return { ...fields, body }
  const heading = firstHeading(body)
  if (heading === null) return { ...fields, title: basename(file, extname(file)), body }
  const rest = body.slice(0, heading.start) + body.slice(heading.end)
  return { ...fields, title: heading.title, body: rest }
}

/** `# Title`, or a title underlined with `=`; a comment of a shell script in a code block is neither. */
function firstHeading(text: string): { title: string; start: number; end: number } | null {
  const code = text.matchAll(/^ {0,3}(```+|~~~+)[^]*?(?:^ {0,3}\1|(?![^]))/gm)
  let block = code.next().value
  for (const { 0: lines, 1: marked, 2: underlined, index } of text.matchAll(
    /^(?:#[ \t]+(\S.*)|(\S.*)\n=+[ \t]*)$/gm,
  )) {
    while (block !== undefined && block.index + block[0].length <= index) block = code.next().value
    if (block !== undefined && block.index <= index) continue
    const title = marked === undefined ? (underlined ?? '') : withoutClosingSigns(marked)
    return { title: title.trim(), start: index, end: index + lines.length }
  }
  return null
}

/** `# Title ##` is a title too. From the end: a pattern would start over at every blank. */
function withoutClosingSigns(title: string): string {
  const text = title.trimEnd()
  let end = text.length
  while (text.charAt(end - 1) === '#') end--
  return /[ \t]/.test(text.charAt(end - 1)) ? text.slice(0, end) : text
}

/**
 * Refuses two articles of one corpus and title: the second would take the first one's place.
 *
 * @throws Error that names both
 */
export function refuseTwins(
  articles: readonly { readonly file: string; readonly article: ArticleToImport }[],
): void {
  const seen = new Map<string, string>()
  for (const { file, article } of articles) {
    const id = articleId(article)
    const first = seen.get(id)
    if (first !== undefined) {
      const where =
        first === file ? `${file} contains two articles` : `${first} and ${file} each contain an article`
      throw new Error(
        `${where} with the title "${article.title}" in the corpus "${article.corpus}". Rename one.`,
      )
    }
    seen.set(id, file)
  }
}

/** The row id of an article: the same corpus and title give the same one. */
export function articleId(article: Pick<ArticleToImport, 'corpus' | 'title'>): string {
  const digest = createHash('sha256').update(`${article.corpus}\n${article.title}`).digest('hex')
  return `k_${digest.slice(0, 32)}`
}

function checked(given: unknown, what: string, usual: string | null): ArticleToImport {
  const parsed = Article.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${what} is not right: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const { body, url, corpus = usual, questions = [], keywords = [] } = parsed.data
  if (corpus === null)
    throw new Error(`${what} names no corpus, and the settings name several: give one by --corpus`)
  // One title, however its accents are written: names of files on a Mac have them apart.
  const title = parsed.data.title.normalize('NFC')
  return { corpus, title, body, url: url ?? null, questions, keywords }
}
