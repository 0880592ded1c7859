import type { ChangedAnswer } from '../../contract/chat-api.ts'
import type { SeenRequest } from '../../contract/chat-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession } from './own-session.ts'

/** Of many who change one session at once, each try lets at least one through. */
const ATTEMPTS = 8

/**
 * The visitor has seen the chat up to a message: agents see that, and no mail tells of it. One that is due goes out all
 * the same if there is a newer message, which may be on its way to the screen. The mark only moves forward.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`, `session_changed`
 */
export async function markSeen(
  call: ChatCall,
  sessionId: string,
  { sequence }: SeenRequest,
): Promise<ChangedAnswer> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const session = await ownSession(call, sessionId)
    if (session.mailDueAt === null && sequence <= session.visitorSeenSequence) return { session }
    // After the session: what is stored since then fails the write.
    const newest = await call.repositories.messages.newestSaid(sessionId)
    const seen = Math.min(sequence, newest?.$sequence ?? 0)
    const isAll = seen === newest?.$sequence
    if (seen <= session.visitorSeenSequence && (session.mailDueAt === null || !isAll)) return { session }
    const values = {
      visitorSeenSequence: Math.max(seen, session.visitorSeenSequence),
      deliveredSequence: Math.max(seen, session.deliveredSequence),
      ...(isAll && { mailDueAt: null }),
    }
    const change = { kind: 'changed', session, values, ifSame: true } as const
    const changed = await recordHappening(call.repositories, change)
    if (changed !== null) return { session: changed }
  }
  throw new Refusal('session_changed')
}
