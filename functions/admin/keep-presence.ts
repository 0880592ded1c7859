import type { PresenceAnswer } from '../../contract/admin-api.ts'
import type { PresenceRequest } from '../../contract/admin-requests.ts'
import { isPresent } from '../../contract/presence.ts'
import { giveOutAfter } from '../sessions/give-out.ts'
import type { AdminCall } from './admin-call.ts'
import { actingAgent } from './named-agent.ts'

/**
 * An agent says that they are there, or away: one write. While they are there, each time gives out what waits, so that
 * nothing waits for longer than a minute that somebody has room for, whoever was killed before.
 *
 * @throws Refusal `body_invalid`, `agent_not_found`
 */
export async function keepPresence(
  call: AdminCall,
  { state, agentId }: PresenceRequest,
): Promise<PresenceAnswer> {
  const [named, settings] = await Promise.all([actingAgent(call, agentId), call.settings()])
  const now = new Date()
  const agent = await call.repositories.agents.keepPresence(named, state, now.toISOString())
  if (state === 'online') await giveOutAfter(call.repositories, settings, call.reportError)
  return { agent: { ...agent, isPresent: isPresent(agent, now) } }
}
