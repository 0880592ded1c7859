/** Leaves other agents a note about a session, or takes one away. */
import { text as readAll } from 'node:stream/consumers'
import { adminPaths } from '../contract/admin-api.ts'
import { isRowId, isSessionId } from '../contract/appwrite-ids.ts'
import { noteColumns } from '../contract/tables/notes.ts'
import { callAdmin, expectRowIn } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { reportNote } from './reports/session-report.ts'
import { CommandError, exitCodes, InputError, note, runCommand } from './terminal/command.ts'
import { jsonText } from './terminal/json-text.ts'

const usage = `Examples:
  npm run note-session -- s_123 "Called twice already."
  echo "A longer note …" | npm run -s note-session -- s_123 -
  npm run note-session -- s_123 --delete n_0123456789abcdef0123456789abcdef

  --id ID       the note's id, to send it again without doubling it
  --delete ID   delete this note
  --json        the stored note as JSON
  --verbose     errors with their stack

Visitors never see notes. "view-sessions --session ID" shows those of a session, with --json their ids.

Exit codes: 0 done, 1 refused, 2 wrong usage, 3 no such session or note, 4 wrong secret.`

await runCommand({
  name: 'note-session',
  usage,
  options: { id: { type: 'string' }, delete: { type: 'string' }, json: { type: 'boolean' } },
  async run(flags, [sessionId, words, ...rest]) {
    const isDeletion = flags.delete !== undefined
    if (sessionId === undefined || !isSessionId(sessionId) || rest.length > 0) {
      throw new CommandError(exitCodes.usage, 'Name one session, and give the note as one argument, or "-".')
    }
    if (flags.delete !== undefined && (words !== undefined || !isRowId(flags.delete))) {
      throw new CommandError(exitCodes.usage, '--delete takes the id of a note, and no text beside it.')
    }
    if (!isDeletion && words === undefined) throw new CommandError(exitCodes.usage, 'Give the note, or "-".')
    const connection = await findConnection()
    if (flags.delete !== undefined) {
      await callAdmin(connection, 'DELETE', adminPaths.note(sessionId, flags.delete))
      note(`${flags.delete} deleted`)
      return exitCodes.ok
    }
    const text = (words === '-' ? await readAll(process.stdin) : (words ?? '')).trim()
    if (text === '') throw new InputError('The note is empty.')
    const body = { text, ...(flags.id !== undefined && { id: flags.id }) }
    const answer = await callAdmin(connection, 'POST', adminPaths.notes(sessionId), body)
    const stored = expectRowIn(noteColumns, answer['note'])
    if (flags.json) process.stdout.write(`${jsonText(reportNote(stored), 2)}\n`)
    else note(`${stored.$id} stored`)
    return exitCodes.ok
  },
})
