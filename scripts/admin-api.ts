import type { ErrorBody } from '../contract/error-codes.ts'
import { isRecord } from '../contract/is-record.ts'
import type { Connection } from './connection.ts'
import { readRow } from '../contract/read-row.ts'
import type { Columns, Row } from '../contract/table.ts'
import { CommandError, exitCodes } from './terminal/command.ts'

/**
 * Calls the admin API and gives its answer's fields.
 *
 * @throws CommandError with the API's own sentence; exit code 3 for what doesn't exist, 4 for a wrong secret
 */
export async function callAdmin(
  connection: Connection,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  if (connection.adminSecret === null) throw new CommandError(exitCodes.notAllowed, 'Set ADMIN_SECRET.')
  // Appwrite's SDK takes longest to load: not for `--help`, nor for a wrong flag.
  const { openAdminCalls } = await import('../functions/repositories/admin-calls.ts')
  const answer = await openAdminCalls(connection).call(method, path, connection.adminSecret, body)
  const parsed: unknown = answer.body === '' ? null : JSON.parse(answer.body)
  if (answer.status === 200 && isRecord(parsed)) return parsed
  if (!isErrorBody(parsed)) {
    throw new CommandError(
      exitCodes.failed,
      `The admin API answered ${answer.status}. See its log in the console.`,
    )
  }
  const details = isRecord(parsed.error.details) ? ` (${JSON.stringify(parsed.error.details)})` : ''
  // The API's own words are for visitors, too.
  const message =
    parsed.error.code === 'session_not_found'
      ? 'There is no such session. "npm run view-sessions" lists them.'
      : parsed.error.message
  throw new CommandError(exitCodeOf(answer.status), `${message}${details}`)
}

/** A row in an answer. Throws `CommandError` for what is none of its table. */
export function expectRowIn<C extends Columns>(columns: C, value: unknown): Row<C> {
  const row = readRow(columns, value)
  if (row !== null) return row
  throw new CommandError(
    exitCodes.failed,
    'The admin API answered something else than it says. Run "npm run deploy".',
  )
}

function exitCodeOf(status: number) {
  if (status === 401 || status === 403) return exitCodes.notAllowed
  return status === 404 ? exitCodes.notFound : exitCodes.failed
}

function isErrorBody(value: unknown): value is ErrorBody {
  return isRecord(value) && isRecord(value['error']) && typeof value['error']['message'] === 'string'
}
