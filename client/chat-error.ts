import type { ErrorCode } from '../contract/error-codes.ts'

/** What can go wrong before our function answers, or instead of it. */
type TransportCode =
  /** No connection, or the browser kept the answer from us (CORS, an extension, a firewall). */
  | 'network'
  /** No answer within the time that the call allows. */
  | 'timeout'
  /** The Appwrite project does not list this page's host as a platform. */
  | 'origin_not_allowed'
  /** Project, function or table is missing at the endpoint. */
  | 'not_deployed'
  /** Appwrite, or something in front of it, asks to slow down. */
  | 'rate_limited'
  /** An answer came that is not what the contract says. */
  | 'bad_answer'

/** The refusals that a visitor's call can meet. A list of our own, because the contract's carries its sentences along. */
const REFUSALS = [
  'body_invalid',
  'query_invalid',
  'theme_invalid',
  'user_meta_invalid',
  'visitor_unknown',
  'session_not_found',
  'session_closed',
  'session_taken',
  'session_changed',
  'message_id_taken',
  'body_too_large',
  'route_not_found',
  'internal',
  'misconfigured',
  'appwrite_unavailable',
] as const satisfies readonly ErrorCode[]

type Refusal = (typeof REFUSALS)[number]

export type ChatErrorCode = Refusal | TransportCode

/** The one error that leaves `client/`. Branch on `code`; `message` is for logs. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly code: ChatErrorCode

  constructor(code: ChatErrorCode, message: string = code, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Whether a value is the code of a refusal that visitors meet. */
export function isRefusal(value: unknown): value is Refusal {
  return REFUSALS.some((code) => code === value)
}

/** The code of anything thrown; what is no ChatError counts as `bad_answer`. */
export function codeOf(thrown: unknown): ChatErrorCode {
  return thrown instanceof ChatError ? thrown.code : 'bad_answer'
}
