/** Shows the articles that agents made of their replies, and approves or rejects them. */
import { adminToolPaths } from '../contract/admin-tool-paths.ts'
import { isRowId } from '../contract/appwrite-ids.ts'
import type { SuggestionRow } from '../contract/tables/suggestions.ts'
import { openRepositories } from '../functions/repositories/repositories.ts'
import { callAdmin } from './admin-api.ts'
import { findConnection, type Connection } from './connection.ts'
import { CommandError, exitCodes, note, runCommand, type ExitCode } from './terminal/command.ts'
import { jsonText } from './terminal/json-text.ts'
import { plainText } from './terminal/plain-text.ts'
import { textTable, type TableColumn } from './terminal/text-table.ts'
import { terminalWidth } from './terminal/wrap-text.ts'

const usage = `Examples:
  npm run suggested-articles                                 what agents suggest
  npm run suggested-articles -- --approve faq_123            the bot answers from it
  npm run suggested-articles -- --approve faq_123 --title "Parking"
  npm run suggested-articles -- --reject faq_123

  --approve ID   make it an article
  --title T      with this title
  --corpus C     in this corpus
  --reject ID    delete it
  --json         for programs: an array
  --verbose      errors with their stack

An agent suggests a reply in the inbox. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such suggestion, 4 wrong secret.`

const NEWEST = 100
const columns: readonly TableColumn<SuggestionRow>[] = [
  { title: 'ID', value: ({ $id }) => $id },
  { title: 'TITLE', value: ({ title }) => title, shrinkTo: 16 },
  { title: 'TEXT', value: ({ body }) => body, shrinkTo: 16 },
  { title: 'CORPUS', value: ({ corpus }) => corpus, shrinkTo: 8 },
  { title: 'AGENT', value: ({ agentName }) => agentName ?? '', shrinkTo: 8 },
]

await runCommand({
  name: 'suggested-articles',
  usage,
  options: {
    approve: { type: 'string' },
    reject: { type: 'string' },
    title: { type: 'string' },
    corpus: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run({ approve, reject, title, corpus, json }, positionals) {
    if (positionals.length > 0) {
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    }
    if (approve !== undefined && reject !== undefined) {
      throw new CommandError(exitCodes.usage, 'Give one of --approve and --reject.')
    }
    if (approve === undefined && (title !== undefined || corpus !== undefined)) {
      throw new CommandError(exitCodes.usage, '--title and --corpus go with --approve.')
    }
    const id = approve ?? reject
    if (id !== undefined && !isRowId(id)) throw new CommandError(exitCodes.usage, 'Name one suggestion.')
    const connection = await findConnection()
    if (approve !== undefined) return approveOne(connection, approve, { title, corpus })
    if (reject === undefined) return list(connection, json ?? false)
    await callAdmin(connection, 'DELETE', adminToolPaths.suggestion(reject))
    note(`${reject} is deleted.`)
    return exitCodes.ok
  },
})

async function approveOne(
  connection: Connection,
  id: string,
  changes: { readonly title: string | undefined; readonly corpus: string | undefined },
): Promise<ExitCode> {
  await callAdmin(connection, 'POST', adminToolPaths.approve(id), changes)
  note(`${id} is an article now. The bot answers from it within ten seconds.`)
  return exitCodes.ok
}

async function list(connection: Connection, json: boolean): Promise<ExitCode> {
  const found = await openRepositories(connection).suggestions.newest(NEWEST)
  if (json) process.stdout.write(`${jsonText(found, 2)}\n`)
  else if (found.length === 0) note('Nothing is suggested.')
  else process.stdout.write(`${textTable(columns, found, terminalWidth(process.stdout)).join('\n')}\n`)
  if (!json && found[0] !== undefined) {
    note(
      `\nTo read one whole: --json. To take it: npm run suggested-articles -- --approve ${plainText(found[0].$id)}`,
    )
  }
  return exitCodes.ok
}
