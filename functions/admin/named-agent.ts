import { Refusal } from '../../contract/refusal.ts'
import type { Agent } from '../repositories/agents.ts'
import type { AdminCall } from './admin-call.ts'

/**
 * The agent whom a call is about: the caller, unless it names another one.
 *
 * @throws Refusal `body_invalid` for the bearer of the secret, who is no agent and names none; `agent_not_found`
 */
export async function namedAgent(call: AdminCall, agentId: string | undefined): Promise<Agent> {
  if (call.caller.kind === 'agent' && (agentId === undefined || agentId === call.caller.id))
    return call.caller
  if (agentId === undefined) {
    throw new Refusal('body_invalid', {
      details: [{ at: 'agentId', problem: 'is needed with the admin secret' }],
    })
  }
  const agent = await call.repositories.agents.member(agentId)
  if (agent === null) throw new Refusal('agent_not_found')
  return agent
}

/**
 * The agent who does what a call asks for: the caller, or whom the bearer of the secret names. An agent acts for no other.
 *
 * @throws Refusal as `namedAgent`
 */
export function actingAgent(call: AdminCall, agentId: string | undefined): Promise<Agent> {
  return namedAgent(call, call.caller.kind === 'agent' ? undefined : agentId)
}
