import type { StatsAnswer } from '../../contract/admin-api.ts'
import type { AdminCall } from './admin-call.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** Counts of everything, side by side. Exact however many rows there are, and from indexes alone. */
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
  const workload = await Promise.all(
    known.map(async ({ $id: agentId, name }) => ({
      agentId,
      name,
      sessions: await sessions.count({ agentId, status: 'agent_assigned' }),
    })),
  )
  return {
    sessions: {
      total: bot + waiting + agent + closed,
      bot,
      waiting,
      agent,
      closed,
      active: bot + waiting + agent,
      createdLast24h: recent,
      empty,
    },
    messages: { total: allMessages, createdLast24h: recentMessages },
    mostRecentActivity: newest[0]?.lastSeen ?? null,
    workload,
  }
}
