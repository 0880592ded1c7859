import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow, PaceValues } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { rateLimited } from '../sessions/rate-limit.ts'
import type { HotSession } from './hot-sessions.ts'

const MINUTE_MS = 60_000

/**
 * What the update that counts a message has to change besides, so that its answer tells how many were sent in this
 * minute. A new minute begins with the count that this function saw last: if others have seen more since, the minute
 * looks fuller than it is, never emptier, and `secondsToWait` looks closely.
 */
export function paceOf(known: HotSession, now: Date): Partial<PaceValues> {
  if (now.getTime() - known.windowStartedAt < MINUTE_MS) return {}
  known.windowStartedAt = now.getTime()
  return { windowStartedAt: now.toISOString(), windowSentCount: known.sentCount }
}

/**
 * How long a message that is stored already must wait, because its session has more than `perMinute` within a minute; 0
 * when it may stay. Costs nothing while the session's own count allows it.
 */
export async function secondsToWait(
  { messages }: Pick<Repositories, 'messages'>,
  session: PacedSessionRow,
  message: MessageRow,
  perMinute: number,
): Promise<number> {
  if (perMinute === 0 || session.sentCount - session.windowSentCount <= perMinute) return 0
  const earlier = await messages.sentBehind(session.$id, perMinute)
  if (earlier === null) return 0
  const waitMs = Date.parse(earlier.$createdAt) + MINUTE_MS - Date.parse(message.$createdAt)
  return Math.max(0, Math.ceil(waitMs / 1000))
}

/** @throws Refusal `rate_limited` while the session has to wait: this function knows it without a call of Appwrite */
export function refuseIfWaiting(known: HotSession, now: Date): void {
  if (known.refusedUntil > now.getTime()) throw rateLimited(known.refusedUntil - now.getTime())
}

/**
 * Messages that were just sent count for their minute by being there, so they are not cleared away before it is over.
 *
 * @throws Refusal `rate_limited` while more than half of a minute's limit was sent in it
 */
export function refuseToClearWhileFull(session: PacedSessionRow, perMinute: number, now: Date): void {
  if (perMinute === 0 || session.windowStartedAt === null) return
  const leftMs = Date.parse(session.windowStartedAt) + MINUTE_MS - now.getTime()
  const sent = session.sentCount - session.windowSentCount
  if (leftMs > 0 && sent > perMinute / 2) throw rateLimited(leftMs)
}
