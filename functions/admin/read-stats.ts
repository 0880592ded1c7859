import type { StatsAnswer } from '../../contract/admin-api.ts'
import type { BoundedCount } from '../repositories/rows.ts'
import type { AdminCall } from './admin-call.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Counts of everything, in parallel, from indexes alone: one call each, however many rows there are. */
export async function readStats(call: AdminCall): Promise<StatsAnswer> {
  const { sessions, messages, agents } = call.repositories
  const createdSince = new Date(Date.now() - DAY_MS).toISOString()
  const [bot, waiting, agent, closed, empty, recent, allMessages, recentMessages, newest, known] =
    await Promise.all([
      sessions.count({ status: 'active', needsHuman: false }),
      sessions.count({ status: 'active', needsHuman: true }),
      sessions.count({ status: 'agent_assigned' }),
      sessions.count({ status: 'closed' }),
      sessions.count({ hasMessages: false }),
      sessions.count({ createdSince }),
      messages.count({}),
      messages.count({ createdSince }),
      sessions.list({ filter: {}, limit: 1 }),
      agents.list(),
    ])
  const active = sumOf([bot, waiting, agent])
  const counts = {
    sessions: {
      total: sumOf([active, closed]),
      bot,
      waiting,
      agent,
      closed,
      active,
      createdLast24h: recent,
      empty,
    },
    messages: { total: allMessages, createdLast24h: recentMessages },
  }
  const workload = await Promise.all(
    known.map(async ({ $id: agentId, name }) => {
      const { count } = await sessions.count({ agentId, status: 'agent_assigned' })
      return { agentId, name, sessions: count }
    }),
  )
  return {
    sessions: numbersOf(counts.sessions),
    messages: numbersOf(counts.messages),
    atLeast: Object.entries(counts).flatMap(([group, all]) =>
      Object.entries(all).flatMap(([name, { isAtLeast }]) => (isAtLeast ? [`${group}.${name}`] : [])),
    ),
    mostRecentActivity: newest[0]?.lastSeen ?? null,
    workload,
  }
}

function sumOf(counts: readonly BoundedCount[]): BoundedCount {
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    isAtLeast: counts.some(({ isAtLeast }) => isAtLeast),
  }
}

function numbersOf<K extends string>(counts: Readonly<Record<K, BoundedCount>>): Record<K, number> {
  const numbers = Object.entries<BoundedCount>(counts).map(([name, { count }]) => [name, count])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same names
  return Object.fromEntries(numbers) as Record<K, number>
}
