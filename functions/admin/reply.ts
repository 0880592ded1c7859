import type { ReplyAnswer } from '../../contract/admin-api.ts'
import type { ReplyRequest } from '../../contract/admin-requests.ts'
import { newMessageId } from '../../contract/ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow, SessionRow } from '../../contract/tables/sessions.ts'
import { dueMail } from '../sessions/due-mail.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { formattedPreview } from '../sessions/formatted-preview.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

/** A visitor who types fast changes the session between staging and commit; each retry reads it again. */
const ATTEMPTS = 8

/**
 * Replies to a visitor as the session's agent, or as one who takes part. The same id sent again returns the stored message.
 * With the admin secret the reply is that agent's; `agentId` has to be theirs, if given.
 *
 * @throws Refusal `session_not_assigned`, `session_taken`, `session_closed`, `message_id_taken`,
 * `attachment_not_found`, or `session_changed` when others kept changing the session
 */
export async function replyToSession(
  call: AdminCall,
  sessionId: string,
  request: ReplyRequest,
): Promise<ReplyAnswer> {
  const { messages, sessions, settings, guardedWrites } = call.repositories
  const [session, site, transaction] = await Promise.all([
    sessionById(call, sessionId),
    settings.get(),
    guardedWrites.begin(),
  ])
  const agentId = call.caller.kind === 'agent' ? call.caller.id : (request.agentId ?? session.assignedAgent)
  const id = request.id ?? newMessageId()
  const [authorName, attachments] = await Promise.all([
    nameOf(call, session, agentId),
    claim(call, session, agentId, id, request.attachments),
  ])
  const message = { id, authorId: agentId, authorName, text: request.text, attachments }
  // While an agent is at it, the session is not idle, however long the visitor thinks.
  const now = new Date()
  const values = {
    ...(await formattedPreview('agent', message)),
    expiresAt: expiryFrom(site, now),
    ...dueMail(session, site, now, message.id),
  }
  const by = { sender: 'agent', actor: actorOf(call.caller) } as const
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stepped = await recordHappening(call.repositories, {
      kind: 'answered',
      session,
      message,
      values,
      by,
      onlyWhile: (present) => mayReply(present, agentId),
      transaction: attempt === 0 ? transaction : undefined,
    })
    if (stepped.kind === 'conflict' && attempt === ATTEMPTS - 1) break
    // Written, or there already since an earlier try: both are told by the row itself.
    const [stored, present] = await Promise.all([messages.get(message.id), sessions.get(sessionId)])
    if (stored !== null && present !== null) {
      if (stored.sessionId !== sessionId || stored.sender !== 'agent' || stored.authorId !== agentId) {
        throw new Refusal('message_id_taken')
      }
      return { message: stored, session: present, duplicate: stepped.kind !== 'written' }
    }
    if (stepped.kind === 'not_allowed') throw refusalOf(stepped.session)
  }
  throw new Refusal('session_changed')
}

/** Who holds the session, and who takes part in it. */
function mayReply(session: PacedSessionRow, agentId: string | null): boolean {
  if (stateOf(session) !== 'agent' || agentId === null) return false
  return session.assignedAgent === agentId || session.participants.includes(agentId)
}

/** Before the message, as for a visitor's. */
async function claim(
  { repositories }: AdminCall,
  { $id: sessionId, visitorId }: SessionRow,
  authorId: string | null,
  messageId: string,
  ids: readonly string[] = [],
): Promise<string | null> {
  if (ids.length === 0) return null
  if (authorId === null) throw new Refusal('session_not_assigned')
  const { claimAttachments } = await import('../attachments/claim-attachments.ts')
  return claimAttachments(repositories, { sessionId, authorId, messageId, visitorId }, ids)
}

async function nameOf(
  { caller, repositories }: AdminCall,
  session: PacedSessionRow,
  agentId: string | null,
): Promise<string | null> {
  if (caller.kind === 'agent') return caller.name
  if (agentId === null || agentId === session.assignedAgent) return session.agentName
  return (await repositories.agents.get(agentId))?.name ?? null
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
