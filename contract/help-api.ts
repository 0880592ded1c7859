/** What the help API returns. Browsers import the types, which cost nothing. */
import * as z from 'zod/mini'

/** An article in a list. */
export const ListedArticle = z.readonly(
  z.object({
    articleId: z.string(),
    title: z.string(),
    excerpt: z.nullable(z.string()).check(z.describe('How its text begins, of what a search has found.')),
  }),
)
export type ListedArticle = z.infer<typeof ListedArticle>

/** The best first. */
export const ArticlesAnswer = z.readonly(z.object({ articles: z.readonly(z.array(ListedArticle)) }))
export type ArticlesAnswer = z.infer<typeof ArticlesAnswer>

export const Article = z.readonly(
  z.object({
    articleId: z.string(),
    title: z.string(),
    body: z.string().check(z.describe('Markdown or plain text, as its owner wrote it: never HTML to show.')),
    url: z.nullable(z.string()).check(z.describe('Where it is on the web, http or https.')),
  }),
)
export type Article = z.infer<typeof Article>

export const ArticleAnswer = z.readonly(z.object({ article: Article }))
