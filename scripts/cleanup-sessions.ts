/** Deletes old sessions with their messages; a dry run unless `--yes`. */
import * as z from 'zod/mini'
import { adminToolPaths } from '../contract/admin-tool-paths.ts'
import { cleanupDaysMax } from '../contract/limits.ts'
import { callAdmin } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'
import { countOf } from './terminal/count-of.ts'
import { jsonText } from './terminal/json-text.ts'

const usage = `Examples:
  npm run cleanup-sessions                      what would go, by the days of the settings
  npm run cleanup-sessions -- --days 90         last seen more than 90 days ago
  npm run cleanup-sessions -- --days 90 --yes   delete them

  --days N     default: retentionDays of the table settings
  --yes        delete; without it nothing is changed
  --json       {"dryRun", "before", "sessions", "messages"}
  --verbose    errors with their stack

Exit codes: 0 done, 1 failed, 2 wrong usage, 4 wrong secret.`

const Answer = z.object({
  dryRun: z.boolean(),
  before: z.string(),
  sessions: z.number(),
  messages: z.number(),
  more: z.boolean(),
})

await runCommand({
  name: 'cleanup-sessions',
  usage,
  options: { days: { type: 'string' }, yes: { type: 'boolean' }, json: { type: 'boolean' } },
  async run(flags, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    if (flags.days !== undefined && !(/^\d{1,5}$/.test(flags.days) && Number(flags.days) <= cleanupDaysMax)) {
      throw new CommandError(exitCodes.usage, `--days takes a whole number up to ${cleanupDaysMax}.`)
    }
    const connection = await findConnection()
    const days = flags.days === undefined ? {} : { days: Number(flags.days) }
    const dryRun = !flags.yes
    const total = { dryRun, before: '', sessions: 0, messages: 0 }
    let more = true
    let atLeast = false
    while (more) {
      const answer = Answer.parse(
        await callAdmin(connection, 'POST', adminToolPaths.cleanup, { ...days, dryRun }),
      )
      total.before = answer.before
      total.sessions += answer.sessions
      total.messages += answer.messages
      atLeast = dryRun && answer.more
      more = !dryRun && answer.more
    }
    if (flags.json) process.stdout.write(`${jsonText({ ...total, atLeast })}\n`)
    const what = `${atLeast ? 'at least ' : ''}${countOf(total.sessions, 'session')} with ${countOf(total.messages, 'message')}, last seen before ${total.before}`
    note(dryRun ? `Would delete ${what}. Nothing was changed; add --yes to delete them.` : `Deleted ${what}.`)
    return exitCodes.ok
  },
})
