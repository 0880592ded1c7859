import { ChatError } from '../../client/chat-error.ts'
import { isRecord } from '../../contract/is-record.ts'

/** The details of a refusal beyond its code. */
export interface RefusalDetails {
  /** Sent earlier, it would be refused again; 0 when not given. */
  readonly retryAfterMs: number
  /** The owner's notice. */
  readonly text: string | null
}

/** The longest wait that is believed; browsers' timers take no more than 24 days. */
const WAIT_MAX_S = 86_400

export function refusalDetails(thrown: unknown): RefusalDetails {
  const cause = thrown instanceof ChatError ? thrown.cause : null
  const details = isRecord(cause) && isRecord(cause['details']) ? cause['details'] : {}
  const { retryAfterSeconds, text } = details
  const seconds = typeof retryAfterSeconds === 'number' && retryAfterSeconds > 0 ? retryAfterSeconds : 0
  return {
    retryAfterMs: Math.min(seconds, WAIT_MAX_S) * 1000,
    text: typeof text === 'string' && text !== '' ? text : null,
  }
}
