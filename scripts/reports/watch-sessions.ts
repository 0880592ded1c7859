import { setTimeout as delay } from 'node:timers/promises'
import { isNewer } from '../../contract/is-newer.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import type { SessionFilter } from '../../functions/repositories/sessions.ts'
import { note, type ExitCode } from '../terminal/command.ts'
import { eachSession } from './each-session.ts'
import { printTable } from './print-sessions.ts'
import { reportSession } from './session-report.ts'
import { jsonText } from '../terminal/json-text.ts'

/** A terminal shows no more at once. */
const ROWS_MAX = 200

/** The whole table each time, on the terminal's other screen where there is one. */
export async function watchAsTable(
  repositories: Repositories,
  filter: SessionFilter,
  limit: number,
  intervalMs: number,
): Promise<ExitCode> {
  const onTerminal = process.stdout.isTTY
  const leave = () => onTerminal && process.stdout.write('\u001b[?1049l')
  if (onTerminal) process.stdout.write('\u001b[?1049h')
  process.once('exit', leave)
  for (;;) {
    if (onTerminal) process.stdout.write('\u001b[2J\u001b[H')
    await printTable(repositories, filter, Math.min(limit, ROWS_MAX)).catch(reportAndGoOn)
    await delay(intervalMs)
  }
}

/** One JSON line for each session that is new or has changed since the last look. */
export async function watchAsLines(
  repositories: Repositories,
  filter: SessionFilter,
  limit: number,
  intervalMs: number,
): Promise<ExitCode> {
  const seen = new Map<string, SessionRow>()
  const look = async () => {
    for await (const session of eachSession(repositories, filter, limit)) {
      if (!isNewer(session, seen.get(session.$id))) continue
      seen.set(session.$id, session)
      process.stdout.write(`${jsonText(reportSession(session))}\n`)
    }
  }
  for (;;) {
    await look().catch(reportAndGoOn)
    await delay(intervalMs)
  }
}

/** A server that restarts shall not end a watch. */
function reportAndGoOn(thrown: unknown): void {
  note(thrown instanceof Error ? thrown.message : String(thrown))
}
