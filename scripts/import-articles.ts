/** Puts articles for the bot into the table `articles`. */
import { readFile } from 'node:fs/promises'
import { refreshSegments } from '../functions/articles/refresh-segments.ts'
import { openRepositories } from '../functions/repositories/repositories.ts'
import { decodeText } from './articles/decode-text.ts'
import { articleId, readArticles, refuseTwins, type ArticleToImport } from './articles/read-articles.ts'
import { sayWhoReads, usualCorpus } from './articles/used-corpora.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, InputError, note, runCommand } from './terminal/command.ts'
import { plainText } from './terminal/plain-text.ts'

const usage = `Examples:
  npm run import-articles -- articles.json
  npm run import-articles -- --corpus shop faq/*.md
  npm run import-articles -- --corpus shop --replace faq/*.md

  A .json file contains a list of {"title", "body", "corpus"?, "url"?, "questions"?, "keywords"?}; a .md file is one
  article: its title the front matter's, else its first heading, else the file's name; front matter may have the other
  fields too. "questions" and "keywords" are lists of how visitors ask for it: they count like its title. UTF-8 or UTF-16.

  --corpus NAME   the corpus of articles that name none (the one that the site's settings name; "default" if they name none)
  --replace       delete what else is in these corpora
  --dry-run       read and check, print what would be deleted, change nothing
  --verbose       errors with their stack

The same article (by corpus and title) is updated, not doubled; two of one title in the files are refused.
Exit codes: 0 done, 1 failed, 2 wrong usage or a file that can't be used.`

interface Given {
  readonly file: string
  readonly article: ArticleToImport
}

await runCommand({
  name: 'import-articles',
  usage,
  options: { corpus: { type: 'string' }, replace: { type: 'boolean' }, 'dry-run': { type: 'boolean' } },
  async run(flags, files) {
    if (files.length === 0) throw new CommandError(exitCodes.usage, 'Name at least one file.')
    // A faulty file is reported before anything is sent.
    const given = await readAll(files, flags.corpus ?? 'default')
    const repositories = openRepositories(await findConnection())
    const { articles: table, settings: site } = repositories
    const settings = await site.get()
    const placed = flags.corpus === undefined ? await readAll(files, usualCorpus(settings)) : given
    refuseBothOf(placed)
    const articles = placed.map(({ article }) => article)
    const corpora = [...new Set(articles.map((article) => article.corpus))]
    const ids = new Set(articles.map(articleId))
    const others = flags.replace
      ? (await table.ofCorpora(corpora)).filter((present) => !ids.has(present.$id))
      : []
    if (flags['dry-run']) {
      for (const { title, corpus } of others) {
        note(`Would delete "${plainText(title)}" of the corpus "${plainText(corpus)}".`)
      }
      note(
        `${articles.length} articles are fine${others.length > 0 ? `, ${others.length} others would be deleted` : ''}. Nothing was changed. ${sayWhoReads(corpora, settings)}`,
      )
      return exitCodes.ok
    }
    for (const article of articles) await table.put(articleId(article), article)
    for (const other of others) await table.remove(other.$id)
    await refreshSegments(repositories, () => false)
    note(
      `${articles.length} articles are in${others.length > 0 ? `, ${others.length} others are gone` : ''}. ${sayWhoReads(corpora, settings)}`,
    )
    return exitCodes.ok
  },
})

async function readAll(files: readonly string[], corpus: string | null): Promise<readonly Given[]> {
  const read = await Promise.all(files.map((file) => articlesOf(file, corpus)))
  return files.flatMap((file, index) => (read[index] ?? []).map((article) => ({ file, article })))
}

function refuseBothOf(given: readonly Given[]): void {
  try {
    refuseTwins(given)
  } catch (cause) {
    throw new InputError(inOneLine(cause), { cause })
  }
}

async function articlesOf(file: string, corpus: string | null): Promise<ArticleToImport[]> {
  try {
    return readArticles(file, decodeText(await readFile(file)), corpus)
  } catch (cause) {
    throw new InputError(`${file}: ${inOneLine(cause)}`, { cause })
  }
}

/** An error of JSON is reported with a piece of it. */
function inOneLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown)
  return text.replace(/\s+/g, ' ')
}
