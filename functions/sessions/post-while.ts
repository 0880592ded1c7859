import { Refusal } from '../../contract/refusal.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow, SessionValues } from '../../contract/tables/sessions.ts'
import type { NewMessage } from '../repositories/messages.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { previewOf } from './preview.ts'

/** A visitor who types fast changes the session between reading and writing; each retry reads it anew. */
const ATTEMPTS = 8

export type Posted =
  | { readonly kind: 'posted'; readonly session: SessionRow; readonly message: MessageRow }
  /** A message of this id is there already. */
  | { readonly kind: 'duplicate'; readonly session: SessionRow; readonly message: MessageRow }
  /** The session is in another state by now: nothing was written. */
  | { readonly kind: 'not_allowed'; readonly session: SessionRow }

/**
 * Writes a message and counts it, but only while `mayPost` holds of the session: the check and the write are one
 * compare-and-set, so that nothing said on behalf of the bot or of an agent appears after the session went to
 * somebody else.
 *
 * @param change further columns of the session that change with it
 * @throws Refusal `session_not_found`, or `session_changed` when others kept changing it
 */
export async function postWhile(
  repositories: Repositories,
  sessionId: string,
  message: Omit<NewMessage, 'sessionId' | 'visitorId'>,
  mayPost: (session: SessionRow) => boolean,
  change: Partial<SessionValues> = {},
): Promise<Posted> {
  const { sessions, messages, guardedPosts } = repositories
  let session = await existing(sessions.get(sessionId))
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const there = await messages.get(message.id)
    if (there) return { kind: 'duplicate', session, message: there }
    if (!mayPost(session)) return { kind: 'not_allowed', session }
    const transactionId = await guardedPosts.stage(
      session,
      {
        messageCount: session.messageCount + 1,
        ...previewOf(message.sender, message.text ?? ''),
        ...change,
      },
      { ...message, sessionId, visitorId: session.visitorId },
    )
    const again = await existing(sessions.get(sessionId))
    const isSame = again.$updatedAt === session.$updatedAt
    if (!isSame) await guardedPosts.rollBack(transactionId)
    else if (await guardedPosts.commit(transactionId)) {
      const [written, updated] = await Promise.all([
        messages.get(message.id),
        existing(sessions.get(sessionId)),
      ])
      if (written === null) throw new Refusal('session_changed')
      return { kind: 'posted', session: updated, message: written }
    }
    session = isSame ? await existing(sessions.get(sessionId)) : again
  }
  throw new Refusal('session_changed')
}

async function existing(read: Promise<SessionRow | null>): Promise<SessionRow> {
  const session = await read
  if (session === null) throw new Refusal('session_not_found')
  return session
}
