import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow, SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import type { SessionSort } from '../../functions/repositories/session-order.ts'
import { csvLine } from '../terminal/csv-line.ts'
import { exitCodes, note, type ExitCode } from '../terminal/command.ts'
import { countOf } from '../terminal/count-of.ts'
import { relativeTime } from '../terminal/relative-time.ts'
import { textTable, type TableColumn } from '../terminal/text-table.ts'
import { terminalWidth } from '../terminal/wrap-text.ts'
import { eachSession, type Chosen } from './each-session.ts'
import { REPORT_FIELDS, reportSession, type SessionReport } from './session-report.ts'
import { addToStatistics, emptyStatistics, type SessionStatistics } from './session-statistics.ts'
import { jsonText } from '../terminal/json-text.ts'

/** Rows of the table that are laid out together. */
const PAGE = 200

const columns: readonly TableColumn<PacedSessionRow>[] = [
  { title: 'SESSION', value: (session) => session.$id },
  { title: 'CHAT', value: (session) => session.chatName ?? '(no messages)', shrinkTo: 12 },
  { title: 'VISITOR', value: (session) => session.visitorId ?? '', shrinkTo: 9 },
  { title: 'STATUS', value: (session) => statusInWords(session) },
  { title: 'LAST SEEN', value: (session) => relativeTime(session.lastSeen, new Date()) },
  { title: 'MESSAGES', value: (session) => String(session.messageCount), align: 'right' },
  { title: 'AGENT', value: (session) => session.agentName ?? session.assignedAgent ?? '', shrinkTo: 8 },
]

/** The status as the row has it, and whether somebody waits. */
export function statusInWords(session: SessionRow): string {
  return stateOf(session) === 'waiting' ? `${session.status}, needs human` : session.status
}

/** Which sessions, how many at most and in which order. */
export interface Listed {
  readonly filter: Chosen
  readonly limit: number
  readonly sort: SessionSort
}

/** Rows are printed as their pages arrive; a later page may be wider than the first. */
export async function printTable(
  repositories: Repositories,
  { filter, limit, sort }: Listed,
): Promise<ExitCode> {
  const statistics = emptyStatistics()
  let page: PacedSessionRow[] = []
  let isFirst = true
  const flush = () => {
    const lines = textTable(columns, page, terminalWidth(process.stdout))
    process.stdout.write(`${(isFirst ? lines : lines.slice(1)).join('\n')}\n`)
    isFirst = false
    page = []
  }
  for await (const session of eachSession(repositories, filter, limit, sort)) {
    addToStatistics(statistics, session, new Date())
    if (page.push(session) === PAGE) flush()
  }
  if (page.length > 0) flush()
  if (statistics.sessions === 0) note('No sessions match.')
  else note(`\n${inWords(statistics)}`)
  return exitCodes.ok
}

function inWords(statistics: SessionStatistics): string {
  const { bot, waiting, agent, closed } = statistics.byState
  return [
    `${countOf(statistics.sessions, 'session')}: ${bot} with the bot, ${waiting} waiting, ${agent} with an agent, ${closed} closed.`,
    `${countOf(statistics.messages, 'message')}. ${countOf(statistics.createdLast24h, 'session')} began within 24 hours.`,
    `Most recent activity: ${relativeTime(statistics.mostRecentActivity, new Date())}.`,
  ].join('\n')
}

/** Fields of a session's report, in the order in which they were asked for; null for all of them. */
export type Fields = readonly (keyof SessionReport)[] | null

/** An array, one session a line, written as it is read. */
export async function printJson(
  repositories: Repositories,
  { filter, limit, sort }: Listed,
  fields: Fields,
): Promise<ExitCode> {
  let isFirst = true
  for await (const session of eachSession(repositories, filter, limit, sort)) {
    process.stdout.write(`${isFirst ? '[\n' : ',\n'}  ${jsonText(picked(session, fields))}`)
    isFirst = false
  }
  process.stdout.write(isFirst ? '[]\n' : '\n]\n')
  return exitCodes.ok
}

/** One session in each line, for programs that read while it is written. */
export async function printNdjson(
  repositories: Repositories,
  { filter, limit, sort }: Listed,
  fields: Fields,
): Promise<ExitCode> {
  for await (const session of eachSession(repositories, filter, limit, sort)) {
    process.stdout.write(`${jsonText(picked(session, fields))}\n`)
  }
  return exitCodes.ok
}

/** For spreadsheets; what is no text or number is JSON. */
export async function printCsv(
  repositories: Repositories,
  { filter, limit, sort }: Listed,
  fields: Fields,
): Promise<ExitCode> {
  const names = fields ?? REPORT_FIELDS
  process.stdout.write(csvLine(names))
  for await (const session of eachSession(repositories, filter, limit, sort)) {
    const report = reportSession(session)
    process.stdout.write(csvLine(names.map((name) => cell(report[name]))))
  }
  return exitCodes.ok
}

function cell(value: SessionReport[keyof SessionReport]): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function picked(session: PacedSessionRow, fields: Fields): object {
  const report = reportSession(session)
  return fields === null ? report : Object.fromEntries(fields.map((name) => [name, report[name]]))
}

/** Ids only, a line each. */
export async function printIds(
  repositories: Repositories,
  { filter, limit, sort }: Listed,
): Promise<ExitCode> {
  for await (const session of eachSession(repositories, filter, limit, sort))
    process.stdout.write(`${session.$id}\n`)
  return exitCodes.ok
}
