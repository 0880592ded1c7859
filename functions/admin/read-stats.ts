import type { StatsAnswer } from '../../contract/admin-api.ts'
import { isPresent } from '../../contract/presence.ts'
import { dayOf, hourOf, type NumberName } from '../../contract/statistics.ts'
import type { AgentRow } from '../../contract/tables/agents.ts'
import type { BoundedCount } from '../repositories/rows.ts'
import { durationsOf } from '../statistics/durations.ts'
import { expectedWaitSeconds } from '../statistics/expected-wait.ts'
import type { Numbers, NumbersBy } from '../statistics/numbers.ts'
import { readStatistics, totalOf } from '../statistics/read-statistics.ts'
import type { AdminCall } from './admin-call.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAYS = 30
const HOURS = 48

/** The statistics, from counters: a bounded number of calls, however many rows there are. */
export async function readStats(call: Pick<AdminCall, 'repositories'>): Promise<StatsAnswer> {
  const { sessions, messages, agents } = call.repositories
  const now = Date.now()
  const before = (ms: number) => new Date(now - ms).toISOString()
  const createdSince = before(DAY_MS)
  const [statistics, recent, recentMessages, newest, known] = await Promise.all([
    readStatistics(call.repositories, {
      day: dayOf(before((DAYS - 1) * DAY_MS)),
      hour: hourOf(before((HOURS - 1) * HOUR_MS)),
    }),
    sessions.count({ createdSince }),
    messages.count({ createdSince }),
    sessions.list({ filter: {}, limit: 1 }),
    agents.list(),
  ])
  const { site, days, hours, isComplete } = statistics
  const count = (name: NumberName) => Math.max(0, site.get(name) ?? 0)
  const lastDay = totalOf(new Map([...hours].filter(([hour]) => hour >= hourOf(createdSince))))
  const month = totalOf(days)
  const told = happened(lastDay)
  const { visitor, bot, agent } = told.messages
  const sessionsLastDay = lastDayOf(recent, told.started)
  const messagesLastDay = lastDayOf(recentMessages, visitor + bot + agent)
  const work = agentsOf(statistics.agents, new Map(known.map((row) => [row.$id, row])), new Date(now))
  return {
    sessions: {
      total: count('sessions'),
      bot: count('bot'),
      waiting: count('waiting'),
      agent: count('agent'),
      closed: count('closed'),
      active: count('bot') + count('waiting') + count('agent'),
      createdLast24h: sessionsLastDay.count,
      empty: count('empty'),
    },
    messages: { total: count('messages'), createdLast24h: messagesLastDay.count },
    atLeast: [
      ...(isComplete ? [] : ALL),
      ...(sessionsLastDay.isAtLeast ? ['sessions.createdLast24h'] : []),
      ...(messagesLastDay.isAtLeast ? ['messages.createdLast24h'] : []),
    ],
    mostRecentActivity: newest[0]?.lastSeen ?? null,
    workload: work.flatMap(({ agentId, name, open }) =>
      known.some(({ $id }) => $id === agentId) ? [{ agentId, name, sessions: open }] : [],
    ),
    days: [...days].map(([day, numbers]) => ({ day, ...happened(numbers) })),
    hours: [...hours].map(([hour, numbers]) => ({ hour, ...happened(numbers) })),
    last30Days: happened(month),
    firstReply: durationsOf(month, 'first_reply'),
    expectedWaitSeconds: expectedWaitSeconds(hours, days),
    resolution: durationsOf(month, 'resolution'),
    agents: work,
  }
}

/** Appwrite counts the last 24 hours to the minute, up to 5,000; of more the counters know whole hours. */
function lastDayOf({ count, isAtLeast }: BoundedCount, counted: number): BoundedCount {
  return { count: Math.max(count, isAtLeast ? counted : 0), isAtLeast: isAtLeast && counted <= count }
}

const ALL = [
  ...['total', 'bot', 'waiting', 'agent', 'closed', 'active', 'empty'].map((name) => `sessions.${name}`),
  'messages.total',
]

/** All who have used the inbox or done something. */
function agentsOf(
  counted: NumbersBy,
  known: ReadonlyMap<string, AgentRow>,
  now: Date,
): readonly StatsAnswer['agents'][number][] {
  return [...new Set([...known.keys(), ...counted.keys()])].map((agentId) => {
    const numbers = counted.get(agentId)
    const row = known.get(agentId)
    const count = (name: NumberName) => Math.max(0, numbers?.get(name) ?? 0)
    return {
      agentId,
      name: row?.name ?? null,
      isPresent: row !== undefined && isPresent(row, now),
      open: count('open'),
      claims: count('claims'),
      replies: count('replies'),
      closes: count('closes'),
      ratings: { count: count('rated'), average: averageOf(count('rating_stars'), count('rated')) },
    }
  })
}

function happened(numbers: Numbers): StatsAnswer['last30Days'] {
  const count = (name: NumberName) => Math.max(0, numbers.get(name) ?? 0)
  return {
    started: count('started'),
    messages: {
      visitor: count('messages_visitor'),
      bot: count('messages_bot'),
      agent: count('messages_agent'),
    },
    answers: {
      quote: count('quote'),
      choices: count('choices'),
      unknown: count('unknown'),
      otherLanguage: count('other_language'),
      smallTalk: count('small_talk'),
      generated: count('generated'),
    },
    handedOver: count('handed_over'),
    askedForPerson: count('asked_for_person'),
    claimed: count('claimed'),
    closed: count('closed'),
    expired: count('expired'),
    reopened: count('reopened'),
    deleted: count('deleted'),
    notReplied: count('not_replied'),
    ratings: {
      count: count('rated'),
      average: averageOf(count('rating_stars'), count('rated')),
      good: count('rated_well'),
    },
  }
}

/** To two digits; null where there is none. */
function averageOf(sum: number, count: number): number | null {
  return count === 0 ? null : Math.round((sum / count) * 100) / 100
}
