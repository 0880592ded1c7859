import type { ReplyAnswer } from '../../contract/admin-api.ts'
import type { ReplyRequest } from '../../contract/admin-requests.ts'
import { newMessageId } from '../../contract/ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { postWhile } from '../sessions/post-while.ts'
import type { AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

/**
 * Answers a visitor as the agent who holds the session. The same id sent again answers the message that is stored.
 * With the admin secret the reply is the holder's, or that of `agentId` if they hold it.
 *
 * @throws Refusal `session_not_assigned`, `session_taken`, `session_closed`, `message_id_taken`
 */
export async function replyToSession(
  call: AdminCall,
  sessionId: string,
  request: ReplyRequest,
): Promise<ReplyAnswer> {
  const session = await sessionById(call, sessionId)
  const agentId = call.caller.kind === 'agent' ? call.caller.id : (request.agentId ?? session.assignedAgent)
  const posted = await postWhile(
    call.repositories,
    sessionId,
    {
      id: request.id ?? newMessageId(),
      sender: 'agent',
      authorId: agentId,
      authorName: call.caller.kind === 'agent' ? call.caller.name : session.agentName,
      text: request.text,
    },
    (present) => stateOf(present) === 'agent' && present.assignedAgent === agentId,
    // While an agent is at it, the session is not idle, however long the visitor thinks.
    { expiresAt: expiryFrom(await call.repositories.settings.get(), new Date()) },
  )
  if (posted.kind === 'not_allowed') throw refusalOf(posted.session)
  const { message } = posted
  if (message.sessionId !== sessionId || message.sender !== 'agent' || message.authorId !== agentId) {
    throw new Refusal('message_id_taken')
  }
  return { message, session: posted.session, duplicate: posted.kind === 'duplicate' }
}

function refusalOf(session: SessionRow): Refusal {
  switch (stateOf(session)) {
    case 'closed':
      return new Refusal('session_closed')
    case 'agent':
      return new Refusal('session_taken', {
        details: { agentId: session.assignedAgent, agentName: session.agentName },
      })
    case 'bot':
    case 'waiting':
      return new Refusal('session_not_assigned')
  }
}
