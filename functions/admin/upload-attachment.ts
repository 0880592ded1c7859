import type { PieceAnswer } from '../../contract/attachment-answers.ts'
import type { PieceRequest } from '../../contract/attachment-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import { receivePiece } from '../attachments/receive-piece.ts'
import type { AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

/**
 * Stores a piece of a file that an agent is about to send. With the admin secret it is the session's agent who does.
 *
 * @throws Refusal `session_not_found`, `session_not_assigned`, and those of `receivePiece`
 */
export async function uploadAttachment(
  call: AdminCall,
  { id: sessionId, fileId }: { readonly id: string; readonly fileId: string },
  piece: PieceRequest,
): Promise<PieceAnswer> {
  const session = await sessionById(call, sessionId)
  const authorId = call.caller.kind === 'agent' ? call.caller.id : session.assignedAgent
  if (authorId === null) throw new Refusal('session_not_assigned')
  const settings = await call.settings()
  return receivePiece(call.repositories, { sessionId, authorId }, settings, fileId, piece, async () => {})
}
