import type { HealthAnswer, StatsAnswer } from '../../contract/admin-api.ts'
import { PlainAnswer } from '../platform/plain-answer.ts'
import type { AdminCall } from './admin-call.ts'
import { readHealth } from './health.ts'
import { readStats } from './read-stats.ts'

/** Health and statistics as Prometheus reads them. */
export async function readMetrics(call: AdminCall): Promise<PlainAnswer> {
  const [health, stats] = await Promise.all([readHealth(call), readStats(call)])
  return new PlainAnswer(200, metricsText(health, stats), 'text/plain; version=0.0.4; charset=utf-8')
}

interface Metric {
  readonly name: string
  readonly help: string
  readonly values: readonly (readonly [Readonly<Record<string, string>>, number | null])[]
}

const STATES = { ok: 0, warn: 1, fail: 2 } as const

/** Prometheus’ text format; what is unknown is left out. All are gauges: what counts up there is of 30 days, and goes. */
export function metricsText(health: HealthAnswer, stats: StatsAnswer): string {
  return metricsOf(health, stats)
    .flatMap(({ name, help, values }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} gauge`,
      ...values.flatMap(([labels, value]) => (value === null ? [] : [`${name}${labelsOf(labels)} ${value}`])),
    ])
    .concat('')
    .join('\n')
}

function metricsOf(health: HealthAnswer, stats: StatsAnswer): readonly Metric[] {
  const { sessions, messages, last30Days, firstReply, resolution, expectedWaitSeconds, agents } = stats
  const { messages: said, answers, ratings, ...events } = last30Days
  return [
    { name: 'porchlight_info', help: 'The version that runs.', values: [[{ version: health.version }, 1]] },
    {
      name: 'porchlight_health',
      help: 'Of each part: 0 fine, 1 to look at, 2 broken.',
      values: health.parts.map(({ name, state }) => [{ part: name }, STATES[state]] as const),
    },
    {
      name: 'porchlight_age_seconds',
      help: 'How long the oldest work of each part has waited, or ago upkeep ran.',
      values: health.parts.map(({ name, ageSeconds }) => [{ part: name }, ageSeconds] as const),
    },
    {
      name: 'porchlight_upkeep_behind_seconds',
      help: 'How long the oldest work that upkeep left has been due.',
      values: [[{}, health.upkeep?.behindSeconds ?? null]],
    },
    {
      name: 'porchlight_sessions',
      help: 'Sessions there are, by state.',
      values: labelled('state', {
        bot: sessions.bot,
        waiting: sessions.waiting,
        agent: sessions.agent,
        closed: sessions.closed,
      }),
    },
    { name: 'porchlight_messages', help: 'Messages there are.', values: [[{}, messages.total]] },
    {
      name: 'porchlight_events_30d',
      help: 'What happened to sessions in 30 days.',
      values: labelled('event', events),
    },
    {
      name: 'porchlight_messages_30d',
      help: 'Messages of 30 days, by who wrote them.',
      values: labelled('from', said),
    },
    {
      name: 'porchlight_answers_30d',
      help: 'Answers of the bot in 30 days, by kind.',
      values: labelled('kind', answers),
    },
    { name: 'porchlight_ratings_30d', help: 'Ratings of 30 days.', values: [[{}, ratings.count]] },
    {
      name: 'porchlight_rating_stars_30d',
      help: 'The average rating of 30 days, from 1 to 5 stars.',
      values: [[{}, ratings.average]],
    },
    {
      name: 'porchlight_first_reply_seconds',
      help: 'From asking for a person to an agent’s first message, in 30 days.',
      values: quantiles(firstReply),
    },
    {
      name: 'porchlight_resolution_seconds',
      help: 'Until the close, in 30 days.',
      values: quantiles(resolution),
    },
    {
      name: 'porchlight_expected_wait_seconds',
      help: 'How long somebody who asks for a person now probably waits.',
      values: [[{}, expectedWaitSeconds]],
    },
    {
      name: 'porchlight_agent_open_sessions',
      help: 'Sessions that each agent holds.',
      values: agents.map(({ agentId, open }) => [{ agent: agentId }, open] as const),
    },
  ]
}

function labelled(label: string, numbers: Readonly<Record<string, number>>): Metric['values'] {
  return Object.entries(numbers).map(([value, number]) => [{ [label]: value }, number] as const)
}

function quantiles({ medianSeconds, p90Seconds }: StatsAnswer['firstReply']): Metric['values'] {
  return [
    [{ quantile: '0.5' }, medianSeconds],
    [{ quantile: '0.9' }, p90Seconds],
  ]
}

function labelsOf(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
