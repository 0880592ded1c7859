import type { SessionChangedAnswer } from '../../contract/admin-api.ts'
import type { AssignRequest } from '../../contract/admin-requests.ts'
import { newNoteId } from '../../contract/ids.ts'
import type { Move } from '../../contract/session-state.ts'
import { askBotWhatIsLeft } from '../sessions/ask-bot.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { giveOutAfter } from '../sessions/give-out.ts'
import { moveSession } from '../sessions/move-session.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { namedAgent } from './named-agent.ts'
import { sessionById } from './read-sessions.ts'

/**
 * Assigns a session to an agent: the caller claims it, or an operator names one. Of two concurrent claims exactly one
 * wins; the other gets `session_taken` with the winner in `details`. With `transfer` it may be another's. A note is
 * stored with the move.
 *
 * @throws Refusal `agent_not_found`, and those of `transition`
 */
export async function assignSession(
  call: AdminCall,
  sessionId: string,
  request: AssignRequest,
): Promise<SessionChangedAnswer> {
  const [session, agent, transaction, settings] = await Promise.all([
    sessionById(call, sessionId),
    namedAgent(call, request.agentId),
    call.repositories.guardedWrites.begin(),
    call.settings(),
  ])
  const kind = request.transfer === true && session.status === 'agent_assigned' ? 'transfer' : 'assign'
  const actor = actorOf(call.caller)
  const { note: text } = request
  const note =
    text === undefined ? undefined : { id: newNoteId(), authorId: actor.id, authorName: actor.name, text }
  const moved = await moveSession(
    call.repositories,
    session,
    { kind, agentId: agent.id, agentName: agent.name },
    actor,
    { transaction, note },
  )
  // Who had it has room for another one.
  if (kind === 'transfer') await giveOutAfter(call.repositories, settings, call.reportError)
  return moved
}

/** Release, return to the bot, close, reopen. Throws the refusals of `transition`. */
export async function changeState(
  call: AdminCall,
  sessionId: string,
  kind: Extract<Move['kind'], 'release' | 'return_to_bot' | 'close' | 'reopen'>,
): Promise<SessionChangedAnswer> {
  const { guardedWrites, settings } = call.repositories
  const [session, transaction, rules, site] = await Promise.all([
    sessionById(call, sessionId),
    guardedWrites.begin(),
    call.settings(),
    kind === 'reopen' ? settings.get() : null,
  ])
  // Otherwise the next upkeep would close it again.
  const extra = site === null ? {} : { expiresAt: expiryFrom(site, new Date()) }
  const actor = actorOf(call.caller)
  const moved = await moveSession(call.repositories, session, { kind }, actor, { extra, transaction })
  if (kind === 'return_to_bot') await askBotWhatIsLeft(call.repositories, moved.session, new Date())
  if (kind === 'reopen') return moved
  // One waits, or its agent has room for another one.
  const given = await giveOutAfter(call.repositories, rules, call.reportError)
  const left = given === 0 ? null : await call.repositories.sessions.get(sessionId)
  return left === null ? moved : { ...moved, session: left }
}
