/** Erases all that is kept of one visitor; a dry run unless `--yes`. */
import { EraseAnswer } from '../contract/admin-answers.ts'
import { adminToolPaths } from '../contract/admin-tool-paths.ts'
import { isSessionId, isUserId } from '../contract/appwrite-ids.ts'
import { isMailAddress } from '../contract/mail-address.ts'
import { callAdmin } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'
import { countOf } from './terminal/count-of.ts'
import { jsonText } from './terminal/json-text.ts'

const usage = `Examples:
  npm run erase-visitor -- --address kim@example.com          what would go
  npm run erase-visitor -- --address kim@example.com --yes    erase it
  npm run erase-visitor -- --session s_123 --yes              the visitor of this chat

  --address A   who left this e-mail address, or whose page knows it
  --session ID  whose chat this is
  --user ID     this visitor
  --yes         erase; without it nothing is changed
  --json        {"dryRun", "sessions", "messages"}
  --verbose     errors with their stack

Goes: all of the visitor's sessions with messages, notes and tags, articles that agents suggest of them, events for
webhooks, and the visitor's account. Stays: approved articles, statistics, and in "audit" that something was erased.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 nothing is kept of such a visitor, 4 wrong secret.`

await runCommand({
  name: 'erase-visitor',
  usage,
  options: {
    address: { type: 'string' },
    session: { type: 'string' },
    user: { type: 'string' },
    yes: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run({ address, session, user, yes, json }, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    if ([address, session, user].filter((one) => one !== undefined).length !== 1) {
      throw new CommandError(exitCodes.usage, 'Give one of --address, --session and --user.')
    }
    if (address !== undefined && !isMailAddress(address.trim()))
      throw new CommandError(exitCodes.usage, '--address is an e-mail address.')
    if (!isSessionId(session ?? 's_1') || !isUserId(user ?? 'v_1'))
      throw new CommandError(exitCodes.usage, 'An id has letters, digits, dots, dashes and underscores.')
    const connection = await findConnection()
    const dryRun = !yes
    const who = {
      ...(address && { address }),
      ...(session && { sessionId: session }),
      ...(user && { userId: user }),
    }
    const total = { dryRun, sessions: 0, messages: 0 }
    let cursor: string | null = null
    do {
      const body = { ...who, dryRun, ...(cursor !== null && { cursor }) }
      const answer = EraseAnswer.parse(await callAdmin(connection, 'POST', adminToolPaths.erase, body))
      total.sessions += answer.sessions
      total.messages += answer.messages
      cursor = answer.nextCursor
    } while (cursor !== null)
    if (json) process.stdout.write(`${jsonText(total)}\n`)
    const what = `${countOf(total.sessions, 'session')} with ${countOf(total.messages, 'message')}`
    if (total.sessions === 0) note('Nothing is kept of such a visitor.')
    else if (dryRun) note(`Would erase ${what}. Nothing was changed; add --yes to erase them.`)
    else note(`Erased ${what}.`)
    return total.sessions === 0 ? exitCodes.notFound : exitCodes.ok
  },
})
