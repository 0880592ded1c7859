/** Prints sessions: a table with statistics, JSON, one session's transcript, or a view that renews itself. */
import { SESSION_STATUSES } from '../contract/tables/sessions.ts'
import type { Repositories } from '../functions/repositories/repositories.ts'
import type { SessionFilter } from '../functions/repositories/sessions.ts'
import type { SessionSort } from '../functions/repositories/session-order.ts'
import { findConnection } from './connection.ts'
import { agentCalled } from './find-agent.ts'
import { tagCalled } from './tag-called.ts'
import { eachSession, type Chosen } from './reports/each-session.ts'
import { printGaps } from './reports/print-gaps.ts'
import {
  printCsv,
  printIds,
  printJson,
  printNdjson,
  printTable,
  type Fields,
  type Listed,
} from './reports/print-sessions.ts'
import { REPORT_FIELDS } from './reports/session-report.ts'
import { showSession } from './reports/show-session.ts'
import { watchAsLines, watchAsTable } from './reports/watch-sessions.ts'
import { CommandError, exitCodes, runCommand, type ExitCode } from './terminal/command.ts'
import { parseSince } from './terminal/parse-since.ts'

const usage = `Examples:
  npm run view-sessions                          all sessions, most recently active first
  npm run view-sessions -- --needs-human         those that wait for a person
  npm run view-sessions -- --tag billing         those with this tag
  npm run view-sessions -- --session s_123       one session with its messages
  npm run view-sessions -- --watch               renewed every 5 seconds
  npm run view-sessions -- --stats               statistics of the whole site
  npm run view-sessions -- --gaps                questions that the articles don't answer
  npm run -s view-sessions -- --json | jq '.[].sessionId'
  npm run -s view-sessions -- --csv --fields sessionId,lastSeen,messageCount > sessions.csv

  --status S        active, agent_assigned or closed
  --needs-human     only those that wait for a person
  --agent A         assigned to this agent (user id, e-mail address or name); "none" for nobody
  --since T         last seen since then: 30m, 2h, 3d, 1w or 2026-01-31
  --until T         last seen before then
  --search WORDS    all in the chat's name, newest message or what is known of the visitor; or a session id
  --tag T           with this tag, the one that got it last first
  --sort=S          -lastSeen (the most recently active first), lastSeen, -created or created
  --limit N         at most so many
  --session ID      one session with all of its messages
  --stats           statistics of the whole site: now, by day, answers, waiting times, agents; with --json; needs ADMIN_SECRET
  --gaps            questions that the bot had no answer to, or that didn't help, grouped; with --since and --json
  --watch           renew until Ctrl-C; with --json one line for each change
  --interval N      seconds between renewals (5)
  --json            for programs: an array, times in ISO 8601
  --ndjson          one session in each line
  --csv             for spreadsheets
  --fields A,B      of --json, --ndjson and --csv: these alone
  -q, --quiet       session ids only
  --exit-status     end with 8 when a session is listed that waits for a person
  --verbose         errors with their stack

Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 no such session or agent, 4 wrong secret, 8 see --exit-status, 130 interrupted.`

const SORTS: readonly SessionSort[] = ['-lastSeen', 'lastSeen', '-created', 'created']

await runCommand({
  name: 'view-sessions',
  usage,
  options: {
    status: { type: 'string' },
    'needs-human': { type: 'boolean' },
    agent: { type: 'string' },
    since: { type: 'string' },
    until: { type: 'string' },
    search: { type: 'string' },
    tag: { type: 'string' },
    sort: { type: 'string' },
    limit: { type: 'string' },
    session: { type: 'string' },
    gaps: { type: 'boolean' },
    stats: { type: 'boolean' },
    watch: { type: 'boolean' },
    interval: { type: 'string' },
    json: { type: 'boolean' },
    ndjson: { type: 'boolean' },
    csv: { type: 'boolean' },
    fields: { type: 'string' },
    'exit-status': { type: 'boolean' },
    quiet: { type: 'boolean', short: 'q' },
  },
  async run(flags, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    const asked = filterFrom(flags)
    const limit = wholeNumber('--limit', flags.limit, Number.POSITIVE_INFINITY)
    const intervalMs = wholeNumber('--interval', flags.interval, 5) * 1000
    const json = flags.json ?? false
    const sort = sortIn(flags.sort)
    const fields = fieldsIn(flags.fields)
    const print = printerFor(flags)
    if (flags.tag !== undefined && flags.sort !== undefined) {
      throw new CommandError(exitCodes.usage, '--sort doesn’t go with --tag.')
    }
    if (flags.stats) refuseBeside('stats', ['json'], flags)
    const connection = await findConnection()
    if (flags.stats) {
      const { printStatistics } = await import('./reports/print-statistics.ts')
      return printStatistics(connection, json)
    }
    // Appwrite's SDK takes longest to load: not for `--help`, nor for a wrong flag.
    const { openRepositories } = await import('../functions/repositories/repositories.ts')
    const repositories = openRepositories(connection)
    if (flags.gaps) refuseBeside('gaps', ['since', 'json'], flags)
    if (flags.gaps) return printGaps(repositories, asked.since, json)
    if (flags.session !== undefined) return showSession(repositories, flags.session, json)
    const filter = { ...asked, ...(await heldBy(repositories, flags.agent)) }
    if (!flags.watch) {
      const code = await print(repositories, { filter, limit, sort }, fields)
      return flags['exit-status'] && (await isSomebodyWaiting(repositories, filter))
        ? exitCodes.condition
        : code
    }
    if (json) return watchAsLines(repositories, filter, limit, intervalMs)
    return watchAsTable(repositories, filter, limit, intervalMs)
  },
})

function filterFrom(flags: {
  status?: string | undefined
  'needs-human'?: boolean | undefined
  since?: string | undefined
  until?: string | undefined
  search?: string | undefined
  tag?: string | undefined
}): Chosen {
  const status = SESSION_STATUSES.find((one) => one === flags.status)
  if (flags.status !== undefined && status === undefined) {
    throw new CommandError(exitCodes.usage, `--status is one of ${SESSION_STATUSES.join(', ')}.`)
  }
  return {
    ...(status === undefined ? {} : { status }),
    ...(flags['needs-human'] ? { needsHuman: true } : {}),
    ...(flags.since === undefined ? {} : { since: parseSince(flags.since, new Date()) }),
    ...(flags.until === undefined ? {} : { until: parseSince(flags.until, new Date()) }),
    ...(flags.search === undefined ? {} : { search: flags.search }),
    ...(flags.tag === undefined ? {} : { tag: tagCalled(flags.tag) }),
  }
}

function sortIn(text: string | undefined): SessionSort {
  if (text === undefined) return '-lastSeen'
  const sort = SORTS.find((one) => one === text)
  if (sort === undefined) throw new CommandError(exitCodes.usage, `--sort is one of ${SORTS.join(', ')}.`)
  return sort
}

function fieldsIn(text: string | undefined): Fields {
  if (text === undefined) return null
  return text.split(',').map((asked) => {
    const name = REPORT_FIELDS.find((one) => one === asked.trim())
    if (name !== undefined) return name
    throw new CommandError(exitCodes.usage, `--fields are of ${REPORT_FIELDS.join(', ')}.`)
  })
}

type Printer = (repositories: Repositories, listed: Listed, fields: Fields) => Promise<ExitCode>

/** Each way to print excludes the others. */
function printerFor(flags: Readonly<Record<string, unknown>>): Printer {
  const ways: Readonly<Record<string, Printer>> = {
    quiet: printIds,
    json: printJson,
    ndjson: printNdjson,
    csv: printCsv,
  }
  const asked = Object.keys(ways).filter((name) => flags[name])
  if (asked.length > 1) throw new CommandError(exitCodes.usage, `Give one of --${asked.join(', --')}.`)
  const [way] = asked
  if (flags['fields'] !== undefined && (way === undefined || way === 'quiet')) {
    throw new CommandError(exitCodes.usage, '--fields goes with --json, --ndjson or --csv.')
  }
  return (way !== undefined && ways[way]) || printTable
}

async function isSomebodyWaiting(repositories: Repositories, filter: Chosen): Promise<boolean> {
  if (filter.needsHuman === false || (filter.status !== undefined && filter.status !== 'active')) return false
  const waiting = { ...filter, status: 'active', needsHuman: true } as const
  for await (const _ of eachSession(repositories, waiting, 1)) return true
  return false
}

/** Whose sessions: those of an agent who has left the team are found by the id that is in them. */
async function heldBy(
  { agents, sessions }: Repositories,
  agent: string | undefined,
): Promise<Pick<SessionFilter, 'agentId'>> {
  if (agent === undefined) return {}
  if (agent === 'none') return { agentId: null }
  const [held] = await sessions.list({ filter: { agentId: agent }, limit: 1 })
  return { agentId: held?.assignedAgent ?? (await agentCalled(agents, agent)).id }
}

/** What is about the whole site takes no flags that choose sessions. */
function refuseBeside(
  flag: string,
  allowed: readonly string[],
  flags: Readonly<Record<string, unknown>>,
): void {
  const given = Object.keys(flags).filter(
    (name) => flags[name] !== undefined && !['verbose', flag, ...allowed].includes(name),
  )
  if (given.length > 0) {
    throw new CommandError(
      exitCodes.usage,
      `--${flag} goes with --${allowed.join(' and --')}, not with --${given.join(', --')}.`,
    )
  }
}

function wholeNumber(flag: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new CommandError(exitCodes.usage, `${flag} takes a whole number from 1 up.`)
  return Number(text)
}
