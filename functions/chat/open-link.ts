import type { SessionAnswer } from '../../contract/chat-api.ts'
import type { LinkRequest } from '../../contract/chat-requests.ts'
import { isVisitorId } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { RateLimiter } from '../sessions/rate-limit.ts'
import type { ChatCall } from './chat-call.ts'
import { resumeSession } from './resume-session.ts'

const WINDOW_MS = 600_000

/**
 * Signs in whoever has a link of a mail as the visitor to whom it was sent: in a session of the visitor's own account,
 * which opens their other chats too. Never as an account that we didn't make: such a one may be an agent's.
 *
 * @throws Refusal `link_over` for a link that was used, has ended or never was, or is to a chat of an account of the
 * site's; `rate_limited` after ten of those
 */
export async function openLink(
  call: ChatCall,
  rates: RateLimiter,
  { token }: LinkRequest,
): Promise<SessionAnswer> {
  const { links, sessions, visitors } = call.repositories
  const now = new Date()
  const limit = {
    kind: 'link',
    subject: call.clientIp,
    max: limits.wrongLinksPer10Minutes,
    windowMs: WINDOW_MS,
  } as const
  const sessionId = await links.use(token, now.toISOString())
  const session = sessionId === null ? null : await sessions.get(sessionId)
  const visitorId = session?.visitorId ?? null
  const secret =
    visitorId === null || !isVisitorId(visitorId) ? null : await visitors.openAccountSessionIfThere(visitorId)
  if (session === null || visitorId === null || secret === null) {
    // A right one is never refused: who shares an address with somebody who guesses is not locked out.
    rates.refuseIfFull([limit], now.getTime())
    await rates.take(call.repositories.limits, [limit], now.getTime())
    throw new Refusal('link_over')
  }
  const answer = await resumeSession({ ...call, userId: visitorId }, session.$id)
  return { ...answer, credentials: { userId: visitorId, secret } }
}
