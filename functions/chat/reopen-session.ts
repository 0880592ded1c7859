import { Refusal } from '../../contract/refusal.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import { moveSession } from '../sessions/move-session.ts'
import type { ChatCall } from './chat-call.ts'
import { mayReopen } from './site-settings.ts'

/**
 * Opens a closed session again for its visitor.
 *
 * @throws Refusal `session_closed` when that is too long ago, and those of `moveSession`
 */
export async function reopenSession(call: ChatCall, session: PacedSessionRow): Promise<PacedSessionRow> {
  const now = new Date()
  const settings = await call.settings()
  if (!mayReopen(settings, session.closedAt, now)) throw new Refusal('session_closed')
  const actor = { kind: 'visitor', id: session.visitorId, name: null } as const
  const extra = { lastSeen: now.toISOString(), expiresAt: expiryFrom(settings, now) }
  const moved = await moveSession(call.repositories, session, { kind: 'reopen' }, actor, { extra })
  return moved.session
}
