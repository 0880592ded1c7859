import type { PieceAnswer } from '../../contract/attachment-answers.ts'
import type { PieceRequest } from '../../contract/attachment-requests.ts'
import type { DeletedAnswer } from '../../contract/chat-api.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { RateLimit, RateLimiter } from '../sessions/rate-limit.ts'
import type { ChatCall } from './chat-call.ts'
import { refuseIfPaused } from './may-start.ts'
import { ownSession, visitorOf } from './own-session.ts'
import { mayReopen } from './site-settings.ts'

const HOUR_MS = 3_600_000

/**
 * Stores a piece of a file that a visitor is about to send.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`, `session_closed`, `not_accepting`, `rate_limited`, and those of
 * `receivePiece`
 */
export async function uploadAttachment(
  call: ChatCall,
  rates: RateLimiter,
  { id: sessionId, fileId }: { readonly id: string; readonly fileId: string },
  piece: PieceRequest,
): Promise<PieceAnswer> {
  const authorId = visitorOf(call)
  const [session, settings] = await Promise.all([ownSession(call, sessionId), call.settings()])
  refuseIfPaused(settings)
  const now = new Date()
  if (stateOf(session) === 'closed' && !mayReopen(settings, session.closedAt, now))
    throw new Refusal('session_closed')
  // Loaded with the first file, so that no other start of the function waits for it.
  const { receivePiece } = await import('../attachments/receive-piece.ts')
  const admit = () =>
    rates.take(call.repositories.limits, uploadLimits(call, authorId, settings), now.getTime())
  return receivePiece(call.repositories, { sessionId, authorId }, settings, fileId, piece, admit)
}

/** The visitor doesn't want to send it any more. */
export async function removeUpload(
  call: ChatCall,
  { id: sessionId, fileId }: { readonly id: string; readonly fileId: string },
): Promise<DeletedAnswer> {
  await ownSession(call, sessionId)
  const { removeUnsent } = await import('../attachments/remove-unsent.ts')
  await removeUnsent(call.repositories, { sessionId, authorId: visitorOf(call) }, fileId)
  return { deleted: true }
}

/** What a new file counts against. */
function uploadLimits(call: ChatCall, visitorId: string, settings: SettingsRow): readonly RateLimit[] {
  const hourly = { max: settings.attachmentsPerHour, windowMs: HOUR_MS }
  return [
    { kind: 'file', subject: call.clientIp ?? visitorId, ...hourly },
    { kind: 'files', subject: 'site', max: settings.attachmentsPerDay, windowMs: 24 * HOUR_MS },
  ]
}
