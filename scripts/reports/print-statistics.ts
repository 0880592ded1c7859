import { adminPaths } from '../../contract/admin-api.ts'
import { StatsAnswer } from '../../contract/admin-answers.ts'
import { dayOf } from '../../contract/statistics.ts'
import { callAdmin } from '../admin-api.ts'
import type { Connection } from '../connection.ts'
import { agentCalled } from '../find-agent.ts'
import { exitCodes, type ExitCode } from '../terminal/command.ts'
import { countOf } from '../terminal/count-of.ts'
import { jsonText } from '../terminal/json-text.ts'
import { relativeTime } from '../terminal/relative-time.ts'
import { textTable, type TableColumn } from '../terminal/text-table.ts'
import { terminalWidth } from '../terminal/wrap-text.ts'

const DAY_MS = 86_400_000

type Day = StatsAnswer['days'][number]
type Agent = StatsAnswer['agents'][number]

const number = <R>(title: string, of: (row: R) => number): TableColumn<R> => ({
  title,
  value: (row) => of(row).toLocaleString('en'),
  align: 'right',
})

const dayColumns: readonly TableColumn<Day>[] = [
  { title: 'DAY (UTC)', value: ({ day }) => day },
  number('SESSIONS', ({ started }) => started),
  number('VISITORS’', ({ messages }) => messages.visitor),
  number('BOT’S', ({ messages }) => messages.bot),
  number('AGENTS’', ({ messages }) => messages.agent),
  number('TO PEOPLE', ({ handedOver, askedForPerson }) => handedOver + askedForPerson),
  number('NOT REPLIED', ({ notReplied }) => notReplied),
  number('CLOSED', ({ closed }) => closed),
  number('EXPIRED', ({ expired }) => expired),
]

const agentColumns: readonly TableColumn<Agent>[] = [
  { title: 'AGENT', value: ({ name, agentId }) => name ?? agentId, shrinkTo: 12 },
  { title: 'THERE', value: ({ isPresent }) => (isPresent ? 'yes' : 'no') },
  number('OPEN', ({ open }) => open),
  number('CLAIMS', ({ claims }) => claims),
  number('REPLIES', ({ replies }) => replies),
  number('CLOSES', ({ closes }) => closes),
  {
    title: 'STARS',
    value: ({ ratings: { average, count } }) => (average === null ? '' : `${average.toFixed(1)} (${count})`),
  },
]

/** What of the statistics is shown. */
export interface Shown {
  /** The last so many days. */
  readonly days?: number
  /** The agent with this id, name or e-mail address. */
  readonly agent?: string
}

/**
 * The statistics of the whole site, as the admin API has them.
 *
 * @throws CommandError when there is no such agent
 */
export async function printStatistics(
  connection: Connection,
  json: boolean,
  shown: Shown = {},
): Promise<ExitCode> {
  const all = StatsAnswer.parse(await callAdmin(connection, 'GET', adminPaths.stats))
  const agents = shown.agent === undefined ? all.agents : await ofAgent(connection, all.agents, shown.agent)
  const statistics = { ...all, days: lastDays(all.days, shown.days), agents }
  const text = json ? jsonText(statistics, 2) : linesOf(statistics).join('\n')
  process.stdout.write(`${text}\n`)
  return exitCodes.ok
}

function lastDays(all: readonly Day[], days: number | undefined): readonly Day[] {
  const since = days === undefined ? '' : dayOf(new Date(Date.now() - (days - 1) * DAY_MS).toISOString())
  return all.filter(({ day }) => day >= since)
}

/** One who has left the team is found by the id or name that was counted. */
async function ofAgent(
  connection: Connection,
  all: readonly Agent[],
  agent: string,
): Promise<readonly Agent[]> {
  const wanted = agent.toLowerCase()
  const counted = all.filter(({ agentId, name }) => agentId === agent || name?.toLowerCase() === wanted)
  if (counted.length > 0) return counted
  const { openRepositories } = await import('../../functions/repositories/repositories.ts')
  const { id } = await agentCalled(openRepositories(connection).agents, agent)
  return all.filter(({ agentId }) => agentId === id)
}

function linesOf(statistics: StatsAnswer): readonly string[] {
  const { sessions, messages, atLeast, days, agents, last30Days, firstReply, resolution } = statistics
  const { expectedWaitSeconds } = statistics
  const width = terminalWidth(process.stdout)
  const count = (name: string, value: number) =>
    `${value.toLocaleString('en')}${atLeast.includes(name) ? '+' : ''}`
  const { quote, choices, unknown, otherLanguage, smallTalk, generated } = last30Days.answers
  return [
    `${count('sessions.total', sessions.total)} ${sessions.total === 1 ? 'session' : 'sessions'}: ${sessions.bot} with the bot, ${sessions.waiting} waiting, ` +
      `${sessions.agent} with an agent, ${sessions.closed} closed; ${sessions.createdLast24h} in the last 24 hours`,
    `${count('messages.total', messages.total)} ${messages.total === 1 ? 'message' : 'messages'}; ${messages.createdLast24h} in the last 24 hours; ` +
      `most recent activity ${relativeTime(statistics.mostRecentActivity, new Date())}`,
    '',
    'In the last 30 days',
    `  bot: ${quote} quotes, ${generated} in its own words, ${choices} choices, ${unknown} unknown, ${otherLanguage} in a language of no article, ${smallTalk} small talk; ` +
      `${countOf(last30Days.handedOver, 'session')} handed over`,
    `  first reply of a person: ${durationsIn(firstReply)}; ${last30Days.notReplied} got none`,
    `  expected wait for a person now: ${expectedWaitSeconds === null ? 'unknown' : inWords(expectedWaitSeconds)}`,
    `  until the close: ${durationsIn(resolution)}`,
    `  rated by visitors: ${ratingsIn(last30Days.ratings)}`,
    ...(days.length === 0 ? [] : ['', ...textTable(dayColumns, days, width)]),
    ...(agents.length === 0 ? [] : ['', ...textTable(agentColumns, agents, width)]),
  ]
}

function durationsIn({ count, medianSeconds, p90Seconds }: StatsAnswer['firstReply']): string {
  if (medianSeconds === null || p90Seconds === null) return 'unknown'
  return `${inWords(medianSeconds)} or less in half of ${count}, ${inWords(p90Seconds)} in nine of ten`
}

function ratingsIn({ count, average, good }: StatsAnswer['last30Days']['ratings']): string {
  if (average === null) return 'none'
  return `${average.toFixed(1)} of 5 stars by ${count}, ${Math.round((100 * good) / count)} % of them four or five`
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
