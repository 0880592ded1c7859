/** Replies to a visitor as the agent who holds the session. */
import { text as readAll } from 'node:stream/consumers'
import { adminPaths } from '../contract/admin-api.ts'
import { isSessionId } from '../contract/appwrite-ids.ts'
import { messageColumns } from '../contract/tables/messages.ts'
import { callAdmin, expectRowIn } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { reportMessage } from './reports/session-report.ts'
import { CommandError, exitCodes, InputError, note, runCommand } from './terminal/command.ts'
import { jsonText } from './terminal/json-text.ts'

const usage = `Examples:
  npm run reply-session -- s_123 "It left this morning."
  npm run reply-session -- s_123 --id m_0123456789abcdef0123456789abcdef "Sent again, it is stored once."
  echo "A longer answer …" | npm run -s reply-session -- s_123 -

  --id ID       the message's id, to send it again without doubling it
  --json        the stored message as JSON
  --verbose     errors with their stack

Somebody has to hold the session: see assign-session.

Exit codes: 0 stored, 1 refused (nobody holds it, it is closed), 2 wrong usage, 3 no such session, 4 wrong secret.`

await runCommand({
  name: 'reply-session',
  usage,
  options: { id: { type: 'string' }, json: { type: 'boolean' } },
  async run(flags, [sessionId, words, ...rest]) {
    if (sessionId === undefined || words === undefined || rest.length > 0 || !isSessionId(sessionId)) {
      throw new CommandError(exitCodes.usage, 'Name one session, and give the reply as one argument, or "-".')
    }
    const text = (words === '-' ? await readAll(process.stdin) : words).trim()
    if (text === '') throw new InputError('The reply is empty.')
    const answer = await callAdmin(await findConnection(), 'POST', adminPaths.messages(sessionId), {
      text,
      ...(flags.id === undefined ? {} : { id: flags.id }),
    })
    const message = expectRowIn(messageColumns, answer['message'])
    if (flags.json) process.stdout.write(`${jsonText(reportMessage(message), 2)}\n`)
    else note(`${message.$id}${answer['duplicate'] === true ? ' (it was stored already)' : ' stored'}`)
    return exitCodes.ok
  },
})
