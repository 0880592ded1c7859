import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { articleId, readArticles } from '../articles/read-articles.ts'

const DemoSettings = z.object({
  siteName: z.string(),
  greeting: z.string(),
  starterQuestions: z.array(z.string()),
  /** By their titles. */
  helpArticles: z.array(z.string()),
  corpora: z.array(z.string()),
  theme: z.record(z.string(), z.unknown()),
})

/** Texts by their shortcut. */
const DemoReplies = z.record(z.string(), z.string())

/**
 * Gives a project the demo shop's settings, articles and canned replies while its settings are as they were made. Once they were changed
 * they are the owner's.
 *
 * @param origin where the articles' pages are
 */
export async function seedDemo(repositories: Repositories, demo: string, origin: string): Promise<boolean> {
  const present = await repositories.settings.get()
  if (present.siteName !== null || present.$updatedAt !== present.$createdAt) return false
  const file = resolve(demo, 'articles.json')
  const articles = readArticles(file, await readFile(file, 'utf8'), 'shop')
  for (const article of articles) {
    const url = article.url === null ? null : article.url.replace('http://localhost:4000', origin)
    await repositories.articles.put(articleId(article), { ...article, url })
  }
  const replies = DemoReplies.parse(JSON.parse(await readFile(resolve(demo, 'canned-replies.json'), 'utf8')))
  for (const [shortcut, text] of Object.entries(replies)) {
    await repositories.cannedReplies.put(`demo_${shortcut}`, { shortcut, text })
  }
  const settings = DemoSettings.parse(JSON.parse(await readFile(resolve(demo, 'settings.json'), 'utf8')))
  await repositories.settings.put({
    ...settings,
    theme: JSON.stringify(settings.theme),
    helpArticles: settings.helpArticles.map((title) => articleId({ corpus: 'shop', title })),
  })
  return true
}
