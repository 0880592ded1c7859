/** Gives a session tags, or takes some from it. */
import { adminToolPaths } from '../contract/admin-tool-paths.ts'
import { TagsChangedAnswer } from '../contract/admin-answers.ts'
import { isSessionId } from '../contract/appwrite-ids.ts'
import { callAdmin } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { tagCalled } from './tag-called.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'
import { jsonText } from './terminal/json-text.ts'
import { plainText } from './terminal/plain-text.ts'

const usage = `Examples:
  npm run tag-session -- s_123 +billing -refund    gives it billing, takes refund away
  npm run tag-session -- s_123 billing vip         a tag without a sign is given

  --json        {"sessionId", "tags"}
  --verbose     errors with their stack

A tag has up to 40 letters and digits, inside also dots, dashes and underscores; capitals become small.
"view-sessions --tag T" lists the sessions with a tag.

Exit codes: 0 done, 1 refused (20 tags are there), 2 wrong usage, 3 no such session, 4 wrong secret.`

await runCommand({
  name: 'tag-session',
  usage,
  options: { json: { type: 'boolean' } },
  takesSigns: true,
  async run(flags, [sessionId, ...changes]) {
    if (sessionId === undefined || !isSessionId(sessionId)) {
      throw new CommandError(exitCodes.usage, 'Name one session.')
    }
    const given = changes.filter((change) => !change.startsWith('-')).map((tag) => tag.replace(/^\+/, ''))
    const taken = changes.filter((change) => change.startsWith('-')).map((tag) => tag.slice(1))
    if (given.length + taken.length === 0) {
      throw new CommandError(exitCodes.usage, 'Say which tags, such as +billing or -refund.')
    }
    // None is sent before all are looked at.
    for (const tag of [...given, ...taken]) tagCalled(tag)
    const connection = await findConnection()
    let tags: readonly string[] = []
    // What is taken away makes room.
    for (const [method, list] of [['DELETE', taken] as const, ['PUT', given] as const]) {
      for (const tag of list) {
        const path = adminToolPaths.tag(sessionId, encodeURIComponent(tag))
        tags = TagsChangedAnswer.parse(await callAdmin(connection, method, path)).tags
      }
    }
    if (flags.json) process.stdout.write(`${jsonText({ sessionId, tags }, 2)}\n`)
    else note(`${sessionId}: ${tags.length === 0 ? 'no tags' : tags.map((tag) => plainText(tag)).join(', ')}`)
    return exitCodes.ok
  },
})
