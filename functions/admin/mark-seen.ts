import type { SessionChangedAnswer } from '../../contract/admin-api.ts'
import type { AgentSeenRequest } from '../../contract/admin-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf, type SessionState } from '../../contract/session-state.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { AdminCall } from './admin-call.ts'
import { actingAgent } from './named-agent.ts'
import { sessionById } from './read-sessions.ts'

/** Of many who change one session at once, each try lets at least one through. */
const ATTEMPTS = 8

/** While the bot answers, an agent who looks on is nobody whom the visitor talks to. */
const WITH_PEOPLE: readonly SessionState[] = ['waiting', 'agent']

/**
 * An agent has the chat on their screen up to a message: its visitor may read that somebody has seen what they wrote,
 * and who. The mark only moves forward, and is one write; none where the settings keep it from visitors.
 *
 * @throws Refusal `session_not_found`, `agent_not_found`, `session_changed`
 */
export async function markSeen(
  call: AdminCall,
  sessionId: string,
  { sequence, agentId }: AgentSeenRequest,
): Promise<SessionChangedAnswer> {
  const [agent, settings] = await Promise.all([actingAgent(call, agentId), call.settings()])
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const session = await sessionById(call, sessionId)
    const unchanged = { session, changed: false }
    if (!settings.receipts || !WITH_PEOPLE.includes(stateOf(session))) return unchanged
    if (sequence <= session.agentSeenSequence) return unchanged
    // No page has seen more than there is.
    const newest = await call.repositories.messages.newestSaid(sessionId)
    const agentSeenSequence = Math.min(sequence, newest?.$sequence ?? 0)
    if (agentSeenSequence <= session.agentSeenSequence) return unchanged
    const values = { agentSeenSequence, agentSeenBy: agent.name }
    const change = { kind: 'changed', session, values, ifSame: true } as const
    const changed = await recordHappening(call.repositories, change)
    if (changed !== null) return { session: changed, changed: true }
  }
  throw new Refusal('session_changed')
}
