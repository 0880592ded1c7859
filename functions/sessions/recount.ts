import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { storedPreview } from './stored-preview.ts'

/** Visitor and bot may write between looking and setting; after so many tries upkeep sets it right. */
const ATTEMPTS = 8

/**
 * Sets a session's counter and preview to the messages that are stored, and looks once more: a message is stored and
 * counted in parallel, so the one may come before this and the other after it. Null when the session is gone.
 */
export async function recount(
  { sessions, messages }: Repositories,
  sessionId: string,
): Promise<SessionRow | null> {
  let session = await sessions.get(sessionId)
  for (let attempt = 0; session !== null && attempt < ATTEMPTS; attempt++) {
    const [messageCount, { preview, previewSender }] = await Promise.all([
      messages.countOf(sessionId),
      storedPreview(messages, sessionId),
    ])
    const isRight =
      session.messageCount === messageCount &&
      session.preview === preview &&
      session.previewSender === previewSender
    if (isRight) return session
    await sessions.changeIfSame(session, { messageCount, preview, previewSender })
    session = await sessions.get(sessionId)
  }
  return session
}
