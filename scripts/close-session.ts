/** Closes sessions, or opens them again. */
import { adminPaths } from '../contract/admin-api.ts'
import { isSessionId } from '../contract/appwrite-ids.ts'
import { ratingColumns, sessionColumns } from '../contract/tables/sessions.ts'
import { callAdmin, expectRowIn } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { statusInWords } from './reports/print-sessions.ts'
import { reportSession } from './reports/session-report.ts'
import { CommandError, exitCodes, note, runCommand, type ExitCode } from './terminal/command.ts'
import { jsonText } from './terminal/json-text.ts'

const usage = `Examples:
  npm run close-session -- s_123 s_456
  npm run close-session -- s_123 --reopen
  npm run -s view-sessions -- --status active --until 2d -q | xargs npm run -s close-session --

  --reopen      open closed ones again, with the bot
  --json        the sessions as a JSON array
  --verbose     errors with their stack

Exit codes: 0 done, 1 one was refused, 2 wrong usage, 3 one isn't there, 4 wrong secret; all others are done.`

await runCommand({
  name: 'close-session',
  usage,
  options: { reopen: { type: 'boolean' }, json: { type: 'boolean' } },
  async run(flags, ids) {
    if (ids.length === 0 || !ids.every(isSessionId)) {
      throw new CommandError(exitCodes.usage, 'Name one or more sessions.')
    }
    const connection = await findConnection()
    const done: object[] = []
    let code: ExitCode = exitCodes.ok
    for (const id of ids) {
      const path = flags.reopen ? adminPaths.reopen(id) : adminPaths.close(id)
      const answer = await callAdmin(connection, 'POST', path).catch((thrown: unknown) => {
        if (!(thrown instanceof CommandError) || thrown.exitCode === exitCodes.notAllowed) throw thrown
        return thrown
      })
      if (answer instanceof CommandError) {
        // One that can't be closed keeps no other from it.
        note(`${id}: ${answer.message}`)
        code = answer.exitCode
        continue
      }
      const session = expectRowIn({ ...sessionColumns, ...ratingColumns }, answer['session'])
      done.push(reportSession(session))
      note(
        `${session.$id}: ${statusInWords(session)}${answer['changed'] === true ? '' : ' (it was already)'}`,
      )
    }
    if (flags.json) process.stdout.write(`${jsonText(done, 2)}\n`)
    return code
  },
})
