import type { Rating, RatingAnswer } from '../../contract/chat-api.ts'
import type { RatingRequest } from '../../contract/chat-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession } from './own-session.ts'

/** Of many who change one session at once, each try lets at least one through. */
const ATTEMPTS = 8

/**
 * The visitor rates a chat that is over: with stars rather than a thumb, because a mean of five steps tells a site what
 * changes, and four or five of them are the share of the satisfied that other tools give too. It can be changed once.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`, `session_not_closed`, `rating_final`, `session_changed`
 */
export async function rateSession(
  call: ChatCall,
  sessionId: string,
  { score, comment }: RatingRequest,
): Promise<RatingAnswer> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const session = await ownSession(call, sessionId)
    if (stateOf(session) !== 'closed') throw new Refusal('session_not_closed')
    const before = ratingOf(session)
    // Without a word on the comment it stays.
    const ratingComment = comment === undefined ? session.ratingComment : comment || null
    if (before?.score === score && before.comment === ratingComment) return { rating: before }
    if (before?.isFinal) throw new Refusal('rating_final')
    const ratedAt = before?.ratedAt ?? new Date().toISOString()
    const values = { rating: score, ratingComment, ratedAt, ratingChanged: before !== null }
    const stepped = await recordHappening(call.repositories, {
      kind: 'told',
      sessionId,
      action: 'rate',
      actor: { kind: 'visitor', id: session.visitorId, name: null },
      detail: detailOf(session, score, before),
      values,
      onlyWhile: ({ $updatedAt }) => $updatedAt === session.$updatedAt,
    })
    if (stepped.kind !== 'written') continue
    // As it is stored, so that it reads the same from now on.
    const rating = ratingOf(await ownSession(call, sessionId))
    if (rating !== null) return { rating }
  }
  throw new Refusal('session_changed')
}

/** What the visitor has said of the chat; null while they have not. */
export function ratingOf(session: PacedSessionRow): Rating | null {
  const { rating: score, ratingComment: comment, ratedAt, ratingChanged: isFinal } = session
  return score === null || ratedAt === null ? null : { score, comment, ratedAt, isFinal }
}

/** The last agent stays named in a closed session. A change says what it takes the place of, and when that was given. */
function detailOf({ assignedAgent: agentId }: PacedSessionRow, score: number, before: Rating | null): object {
  return {
    score,
    ...(agentId !== null && { agentId }),
    ...(before !== null && { previous: before.score, ratedAt: before.ratedAt }),
  }
}
