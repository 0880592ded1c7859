import type { PresenceAnswer } from '../../contract/admin-api.ts'
import type { PresenceRequest } from '../../contract/admin-requests.ts'
import { isPresent } from '../../contract/presence.ts'
import type { AdminCall } from './admin-call.ts'
import { actingAgent } from './named-agent.ts'

/**
 * An agent says that they are there, or away: one write.
 *
 * @throws Refusal `body_invalid`, `agent_not_found`
 */
export async function keepPresence(
  call: AdminCall,
  { state, agentId }: PresenceRequest,
): Promise<PresenceAnswer> {
  const named = await actingAgent(call, agentId)
  const now = new Date()
  const agent = await call.repositories.agents.keepPresence(named, state, now.toISOString())
  return { agent: { ...agent, isPresent: isPresent(agent, now) } }
}
