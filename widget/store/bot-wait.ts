import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** What to show while the visitor waits for the bot. */
export type BotWait = 'none' | 'typing' | 'slow' | 'offer_person' | 'gave_up'

/** After this long the panel tells that the bot is still at it, then offers a person (a Function ends within 30 s). */
export const SLOW_MS = 8000
const OFFER_MS = 25_000
/** After this long nothing is under way any more. */
const GIVE_UP_MS = 60_000
/** A question that went unanswered this long is history, not waiting. */
const FORGET_MS = 60 * 60_000

/**
 * Whether the bot owes an answer, and for how long: only when the session is with the bot and the newest message
 * is the visitor's. An answer that is being written is no waiting.
 *
 * @param now the server's time in milliseconds since 1970
 * @param askedAt when the visitor last had an answer written anew, likewise
 */
export function botWait(
  session: SessionRow | null,
  messages: readonly MessageRow[],
  now: number,
  askedAt = 0,
): BotWait {
  const newest = messages.at(-1)
  if (!session || stateOf(session) !== 'bot' || newest?.sender !== 'user') return 'none'
  const waitedMs = now - Math.max(Date.parse(newest.$createdAt), askedAt)
  if (waitedMs < SLOW_MS) return 'typing'
  if (waitedMs < OFFER_MS) return 'slow'
  if (waitedMs < GIVE_UP_MS) return 'offer_person'
  return waitedMs < FORGET_MS ? 'gave_up' : 'none'
}
