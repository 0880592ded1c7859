import type { SendRequest } from '../../contract/chat-requests.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { chatNameOf, previewOf } from '../sessions/preview.ts'
import type { ChatCall } from './chat-call.ts'
import type { HotSession } from './hot-sessions.ts'
import { paceOf } from './sending-pace.ts'

/** What a send has written into its session, so that it can be taken back. */
export interface Counted {
  /** The session as it was left. */
  readonly session: PacedSessionRow
  /** The session as this function knew it before. */
  readonly known: HotSession
  /** Whether the chat was named after the message. */
  readonly isNamed: boolean
}

/**
 * Counts a message in its session, beside storing it, and shows it in lists. Names the chat after its first message in
 * the same write, if it has no name: the first message sent again must not undo what the chat was named since. Null when
 * the session is gone.
 */
export async function countSent(
  { repositories: { sessions } }: ChatCall,
  sessionId: string,
  known: HotSession,
  request: SendRequest,
  settings: SettingsRow,
  now: Date,
): Promise<Counted | null> {
  const values = {
    lastSeen: now.toISOString(),
    expiresAt: expiryFrom(settings, now),
    ...previewOf('user', request.text),
    ...paceOf(known, now),
  }
  if (request.first === true && known.unnamedSince !== null) {
    const named = { ...values, chatName: chatNameOf(request.text) }
    const session = await sessions.countSent(sessionId, named, known.unnamedSince)
    if (session !== null) return { session, known, isNamed: true }
  }
  const session = await sessions.countSent(sessionId, values)
  return session && { session, known, isNamed: false }
}
