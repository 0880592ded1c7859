/** Prints the statistics of the whole site: now, by day, answers, waiting times, agents. */
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, runCommand } from './terminal/command.ts'

const usage = `Examples:
  npm run view-statistics                     the last 30 days
  npm run view-statistics -- --days 7
  npm run view-statistics -- --agent "Ana Reyes"
  npm run -s view-statistics -- --json | jq .last30Days

  --days N      only the last N days of the table of days, 30 at most
  --agent A     only this agent of the table of agents: user id, e-mail address or name
  --json        for programs
  --verbose     errors with their stack

Upkeep counts every five minutes. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such agent, 4 wrong secret.`

const DAYS_MAX = 30

await runCommand({
  name: 'view-statistics',
  usage,
  options: { days: { type: 'string' }, agent: { type: 'string' }, json: { type: 'boolean' } },
  async run({ days, agent, json }, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    if (days !== undefined && !(/^[1-9]\d?$/.test(days) && Number(days) <= DAYS_MAX)) {
      throw new CommandError(exitCodes.usage, `--days takes a whole number from 1 to ${DAYS_MAX}.`)
    }
    const connection = await findConnection()
    const { printStatistics } = await import('./reports/print-statistics.ts')
    return printStatistics(connection, json ?? false, {
      ...(days !== undefined && { days: Number(days) }),
      ...(agent !== undefined && { agent }),
    })
  },
})
