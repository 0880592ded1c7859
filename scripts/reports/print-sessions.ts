import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import type { SessionFilter } from '../../functions/repositories/sessions.ts'
import { exitCodes, note, type ExitCode } from '../terminal/command.ts'
import { relativeTime } from '../terminal/relative-time.ts'
import { textTable, type TableColumn } from '../terminal/text-table.ts'
import { terminalWidth } from '../terminal/wrap-text.ts'
import { eachSession } from './each-session.ts'
import { reportSession } from './session-report.ts'
import { addToStatistics, emptyStatistics, type SessionStatistics } from './session-statistics.ts'
import { jsonText } from '../terminal/json-text.ts'

/** Rows of the table that are laid out together. */
const PAGE = 200

const columns: readonly TableColumn<SessionRow>[] = [
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

/** Rows are printed as their pages arrive; a later page may be wider than the first. */
export async function printTable(
  repositories: Repositories,
  filter: SessionFilter,
  limit: number,
): Promise<ExitCode> {
  const statistics = emptyStatistics()
  let page: SessionRow[] = []
  let isFirst = true
  const flush = () => {
    const lines = textTable(columns, page, terminalWidth(process.stdout))
    process.stdout.write(`${(isFirst ? lines : lines.slice(1)).join('\n')}\n`)
    isFirst = false
    page = []
  }
  for await (const session of eachSession(repositories, filter, limit)) {
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
    `${statistics.sessions} sessions: ${bot} with the bot, ${waiting} waiting, ${agent} with an agent, ${closed} closed.`,
    `${statistics.messages} messages. ${statistics.createdLast24h} sessions began within 24 hours.`,
    `Most recent activity: ${relativeTime(statistics.mostRecentActivity, new Date())}.`,
  ].join('\n')
}

/** An array, one session a line, written as it is read. */
export async function printJson(
  repositories: Repositories,
  filter: SessionFilter,
  limit: number,
): Promise<ExitCode> {
  let isFirst = true
  for await (const session of eachSession(repositories, filter, limit)) {
    process.stdout.write(`${isFirst ? '[\n' : ',\n'}  ${jsonText(reportSession(session))}`)
    isFirst = false
  }
  process.stdout.write(isFirst ? '[]\n' : '\n]\n')
  return exitCodes.ok
}

/** Ids only, a line each. */
export async function printIds(
  repositories: Repositories,
  filter: SessionFilter,
  limit: number,
): Promise<ExitCode> {
  for await (const session of eachSession(repositories, filter, limit))
    process.stdout.write(`${session.$id}\n`)
  return exitCodes.ok
}
