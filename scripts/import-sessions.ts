/** Stores what export-sessions wrote, or what another product kept of chats. */
import { stat } from 'node:fs/promises'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, InputError, note, runCommand } from './terminal/command.ts'
import { countOf } from './terminal/count-of.ts'
import { jsonText } from './terminal/json-text.ts'
import { importRows } from './transfer/import-rows.ts'
import type { PortableRow } from './transfer/portable-rows.ts'
import { readRows } from './transfer/read-rows.ts'

const usage = `Examples:
  npm run import-sessions -- backup.ndjson              what export-sessions wrote
  npm run import-sessions -- chats.json --dry-run       read it, and say what would be stored
  npm run import-sessions -- old.json                   {"user_sessions": […]}, {"ChatSession": […], "ChatMessage": […]},
                                                        or the documents of an older sessions collection

  --dry-run     store nothing
  --even-old    also closed chats that upkeep is about to delete, see retentionDays in settings
  --json        {"sessions", "messages", "notes", "tags", "present"}
  --verbose     errors with their stack

Times, ids and order stay. Rows that are there already are left alone, so that it can be run again.

Exit codes: 0 done, 1 failed, 2 wrong usage or file.`

await runCommand({
  name: 'import-sessions',
  usage,
  options: { 'dry-run': { type: 'boolean' }, 'even-old': { type: 'boolean' }, json: { type: 'boolean' } },
  async run(flags, [path, ...rest]) {
    if (path === undefined || rest.length > 0) throw new CommandError(exitCodes.usage, 'Name one file.')
    const file = await stat(path).catch((cause: unknown) => {
      throw new InputError(`${path} can’t be read.`, { cause })
    })
    // It is read twice.
    if (!file.isFile()) throw new InputError(`${path} is no file: save what is piped in one first.`)
    const { openRepositories } = await import('../functions/repositories/repositories.ts')
    const repositories = openRepositories(await findConnection())
    const { retentionDays } = await repositories.settings.get()
    // All of it is read before any of it is stored: a broken file changes nothing.
    const tooOld = await countOld(readRows(path), Date.now() - retentionDays * 86_400_000)
    if (tooOld > 0 && !flags['even-old'] && !flags['dry-run']) {
      throw new InputError(
        `${countOf(tooOld, 'session')} ${tooOld === 1 ? 'was' : 'were'} last seen more than ${retentionDays} days ago: upkeep would delete them within minutes. Raise retentionDays in the table settings first, or give --even-old.`,
      )
    }
    const imported = await importRows(repositories, readRows(path), !flags['dry-run'], (count) => {
      if (count > 0 && count % 1000 === 0) note(`${count} sessions …`)
    })
    if (flags.json) process.stdout.write(`${jsonText(imported)}\n`)
    const { sessions, messages, notes, tags, present } = imported
    const counted = `${countOf(sessions, 'session')}, ${countOf(messages, 'message')}, ${countOf(notes, 'note')} and ${countOf(tags, 'tag')}`
    const left = present === 0 ? '' : `; ${countOf(present, 'row')} stayed as before`
    note(`${counted} ${flags['dry-run'] ? 'would be stored' : 'stored'}${left}.`)
    if (tooOld > 0)
      note(`${tooOld} of the sessions are older than the ${retentionDays} days that they are kept.`)
    return exitCodes.ok
  },
})

async function countOld(rows: AsyncIterable<PortableRow>, beforeMs: number): Promise<number> {
  let count = 0
  for await (const { kind, row } of rows) {
    if (kind === 'session' && Date.parse(row.lastSeen ?? row.$createdAt) < beforeMs) count += 1
  }
  return count
}
