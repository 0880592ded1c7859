import { createHash } from 'node:crypto'
import { basename, extname } from 'node:path'
import * as z from 'zod/mini'
import * as limits from '../../contract/limits.ts'
import type { ArticleValues } from '../../contract/tables/articles.ts'

export type ArticleToImport = ArticleValues

const Article = z.strictObject({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleTitleMax)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleBodyMax)),
  corpus: z.optional(z.string().check(z.minLength(1), z.maxLength(limits.corpusNameMax))),
  url: z.optional(z.nullable(z.url({ protocol: /^https?$/ }).check(z.maxLength(limits.urlMax)))),
})

/**
 * The articles in a file: a JSON list, or one Markdown text.
 *
 * @throws Error that says which article is faulty and why
 */
export function readArticles(file: string, text: string, corpus: string): ArticleToImport[] {
  switch (extname(file).toLowerCase()) {
    case '.json': {
      const given: unknown = JSON.parse(text)
      if (!Array.isArray(given)) throw new Error('is no list of articles')
      return given.map((article, index) => checked(article, `article ${index + 1}`, corpus))
    }
    case '.md':
    case '.txt': {
      const heading = /^#\s+(.+)$/m.exec(text)
      const title = heading?.[1]?.trim() ?? basename(file, extname(file))
      const body =
        heading === null ? text : text.slice(0, heading.index) + text.slice(heading.index + heading[0].length)
      return [checked({ title, body: body.trim() }, 'the text', corpus)]
    }
    default:
      throw new Error('is neither .json nor .md')
  }
}

/** The row id of an article: the same corpus and title give the same one. */
export function articleId(article: Pick<ArticleToImport, 'corpus' | 'title'>): string {
  const digest = createHash('sha256').update(`${article.corpus}\n${article.title}`).digest('hex')
  return `k_${digest.slice(0, 32)}`
}

function checked(given: unknown, what: string, corpus: string): ArticleToImport {
  const parsed = Article.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new Error(`${what} is not right: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const { title, body, url } = parsed.data
  return { corpus: parsed.data.corpus ?? corpus, title, body, url: url ?? null }
}
