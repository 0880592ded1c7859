import { setTimeout as delay } from 'node:timers/promises'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { note, type ExitCode } from '../terminal/command.ts'
import { eachSession, type Chosen } from './each-session.ts'
import { printTable } from './print-sessions.ts'
import { reportSession } from './session-report.ts'
import { jsonText } from '../terminal/json-text.ts'

/** A terminal shows no more at once. */
const ROWS_MAX = 200

/** The whole table each time, on the terminal's other screen where there is one. */
export async function watchAsTable(
  repositories: Repositories,
  filter: Chosen,
  limit: number,
  intervalMs: number,
): Promise<ExitCode> {
  const onTerminal = process.stdout.isTTY
  const leave = () => onTerminal && process.stdout.write('\u001b[?1049l')
  if (onTerminal) process.stdout.write('\u001b[?1049h')
  process.once('exit', leave)
  for (;;) {
    if (onTerminal) process.stdout.write('\u001b[2J\u001b[H')
    await printTable(repositories, { filter, limit: Math.min(limit, ROWS_MAX), sort: '-lastSeen' }).catch(
      reportAndGoOn,
    )
    await delay(intervalMs)
  }
}

/** A row may become visible a little after its time. */
const OVERLAP_MS = 10_000

/**
 * One JSON line for each session that matches, and one whenever such a one has changed. After the first look only what
 * has changed is read, however many sessions there are.
 */
export async function watchAsLines(
  repositories: Repositories,
  filter: Chosen,
  limit: number,
  intervalMs: number,
): Promise<ExitCode> {
  const changedSince = (since: string) =>
    eachSession(repositories, { ...filter, updatedSince: since }, Number.POSITIVE_INFINITY, 'updated')
  /** When each was changed that is known and may be read again. */
  const known = new Map<string, string>()
  let since: string | null = null
  const look = async () => {
    const started = new Date(Date.now() - OVERLAP_MS).toISOString()
    // What has changed just before, and is beyond the limit, is no news.
    if (since === null)
      for await (const { $id, $updatedAt } of changedSince(started)) known.set($id, $updatedAt)
    const sessions = since === null ? eachSession(repositories, filter, limit) : changedSince(since)
    for await (const session of sessions) {
      if (since !== null && known.get(session.$id) === session.$updatedAt) continue
      known.set(session.$id, session.$updatedAt)
      process.stdout.write(`${jsonText(reportSession(session))}\n`)
    }
    since = started
    for (const [id, updatedAt] of known) if (Date.parse(updatedAt) < Date.parse(started)) known.delete(id)
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
