import { isPresent } from '../../contract/presence.ts'
import type { AgentsAnswer, HealthAnswer, MeAnswer } from '../../contract/admin-api.ts'
import type { AdminCall } from './admin-call.ts'

/** Who the caller is. An agent is recorded as active, so that others can assign sessions to them. */
export async function readSelf(call: AdminCall): Promise<MeAnswer> {
  const { caller, databaseId } = call
  if (caller.kind === 'secret') return { agent: null, databaseId }
  await call.repositories.agents.recordActivity(caller, new Date().toISOString())
  return { agent: { id: caller.id, name: caller.name }, databaseId }
}

/** The agents who have used the inbox or the admin API. */
export async function listAgents(call: AdminCall): Promise<AgentsAnswer> {
  const agents = await call.repositories.agents.list()
  const now = new Date()
  return { agents: agents.map((agent) => ({ ...agent, isPresent: isPresent(agent, now) })) }
}

/** Reads one row of each of the two main tables: throws `misconfigured` or `appwrite_unavailable` if that fails. */
export async function readHealth(call: AdminCall, version: string): Promise<HealthAnswer> {
  const { sessions, messages, upkeep } = call.repositories
  const [lastRun] = await Promise.all([
    upkeep.lastRun(),
    sessions.list({ filter: {}, limit: 1 }),
    messages.scan({}, 1, undefined),
  ])
  return { status: 'ok', database: 'ok', version, upkeep: lastRun }
}
