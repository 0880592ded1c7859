/** Puts articles for the bot into the table `articles`. */
import { readFile } from 'node:fs/promises'
import { openRepositories } from '../functions/repositories/repositories.ts'
import { decodeText } from './articles/decode-text.ts'
import { articleId, readArticles, refuseTwins, type ArticleToImport } from './articles/read-articles.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'

const usage = `Examples:
  npm run import-articles -- articles.json
  npm run import-articles -- --corpus shop faq/*.md
  npm run import-articles -- --corpus shop --replace faq/*.md

  A .json file holds a list of {"title", "body", "corpus"?, "url"?}; a .md file is one article: its title the front
  matter's, else its first heading, else the file's name; front matter may name "corpus" and "url" too. UTF-8 or UTF-16.

  --corpus NAME   the corpus of articles that name none (default)
  --replace       delete what else these corpora hold
  --dry-run       read and check, change nothing
  --verbose       errors with their stack

The same article (by corpus and title) is updated, not doubled; two of one title in the files are refused.
Exit codes: 0 done, 1 failed, 2 wrong usage or a file that can't be used.`

await runCommand({
  name: 'import-articles',
  usage,
  options: { corpus: { type: 'string' }, replace: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  async run(flags, files) {
    if (files.length === 0) throw new CommandError(exitCodes.usage, 'Name at least one file.')
    const read = await Promise.all(files.map((file) => articlesOf(file, flags.corpus ?? 'default')))
    const articles = read.flat()
    try {
      refuseTwins(files.flatMap((file, index) => (read[index] ?? []).map((article) => ({ file, article }))))
    } catch (cause) {
      throw new CommandError(exitCodes.usage, cause instanceof Error ? cause.message : String(cause), {
        cause,
      })
    }
    if (flags['dry-run']) {
      note(`${articles.length} articles are fine. Nothing was changed.`)
      return exitCodes.ok
    }
    const { articles: table } = openRepositories(await findConnection())
    const ids = new Set<string>()
    for (const article of articles) {
      const id = articleId(article)
      ids.add(id)
      await table.put(id, article)
    }
    let removed = 0
    if (flags.replace) {
      for (const present of await table.ofCorpora([...new Set(articles.map((article) => article.corpus))])) {
        if (ids.has(present.$id)) continue
        await table.remove(present.$id)
        removed++
      }
    }
    note(
      `${articles.length} articles are in${removed > 0 ? `, ${removed} others are gone` : ''}. The bot uses them within a minute.`,
    )
    return exitCodes.ok
  },
})

async function articlesOf(file: string, corpus: string): Promise<ArticleToImport[]> {
  try {
    return readArticles(file, decodeText(await readFile(file)), corpus)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new CommandError(exitCodes.usage, `${file}: ${why}`, { cause })
  }
}
