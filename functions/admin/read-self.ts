import { isPresent } from '../../contract/presence.ts'
import type { AgentsAnswer, MeAnswer } from '../../contract/admin-api.ts'
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
