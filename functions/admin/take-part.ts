import type { SessionChangedAnswer } from '../../contract/admin-api.ts'
import type { ParticipantRequest } from '../../contract/admin-requests.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { actingAgent } from './named-agent.ts'
import { sessionById } from './read-sessions.ts'

/** Of many who change one session at once, each try lets at least one through. */
const ATTEMPTS = 8

/**
 * An agent takes part in a session that another one holds: they may reply, and the holder stays who is responsible.
 * Changes nothing for who holds it, or takes part already.
 *
 * @throws Refusal `session_closed`, `session_not_assigned`, `participants_full`, `session_changed`
 */
export function joinSession(
  call: AdminCall,
  sessionId: string,
  { agentId }: ParticipantRequest,
): Promise<SessionChangedAnswer> {
  return change(call, sessionId, agentId, 'join', (session, id) => {
    const { participants, assignedAgent } = session
    const state = stateOf(session)
    if (state === 'closed') throw new Refusal('session_closed')
    if (state !== 'agent') throw new Refusal('session_not_assigned')
    if (assignedAgent === id || participants.includes(id)) return null
    if (participants.length >= limits.participantsMax) throw new Refusal('participants_full')
    return [...participants, id]
  })
}

/** They take part no longer. Changes nothing for who doesn't. Throws `session_changed`. */
export function leaveSession(
  call: AdminCall,
  sessionId: string,
  { agentId }: ParticipantRequest,
): Promise<SessionChangedAnswer> {
  return change(call, sessionId, agentId, 'leave', ({ participants }, id) =>
    participants.includes(id) ? participants.filter((one) => one !== id) : null,
  )
}

/** @param changed gives who takes part from then on; null where that changes nothing */
async function change(
  call: AdminCall,
  sessionId: string,
  agentId: string | undefined,
  action: 'join' | 'leave',
  changed: (session: PacedSessionRow, agentId: string) => string[] | null,
): Promise<SessionChangedAnswer> {
  const agent = await actingAgent(call, agentId)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const session = await sessionById(call, sessionId)
    const participants = changed(session, agent.id)
    if (participants === null) return { session, changed: false }
    const stepped = await recordHappening(call.repositories, {
      kind: 'told',
      sessionId,
      action,
      actor: actorOf(call.caller),
      detail: { agentId: agent.id },
      values: { participants },
      onlyWhile: ({ $updatedAt }) => $updatedAt === session.$updatedAt,
    })
    if (stepped.kind === 'written') return { session: await sessionById(call, sessionId), changed: true }
  }
  throw new Refusal('session_changed')
}
