import type { ErrorCode } from '../contract/error-codes.ts'

/** What can go wrong before our function answers, or instead of it. */
type TransportCode =
  /** No connection, or the browser kept the answer from us (CORS, an extension, a firewall). */
  | 'network'
  /** No answer within the time that the call allows. */
  | 'timeout'
  /** The Appwrite project does not list this page's host as a platform. */
  | 'origin_not_allowed'
  /** Project, function or table is missing at the endpoint, or closed to visitors. */
  | 'not_deployed'
  /** Appwrite, or something in front of it, asks to slow down. */
  | 'rate_limited'
  /** An answer came that is not what the contract says. */
  | 'bad_answer'

/** A refusal of a function that is newer than this script keeps its own code. */
type UnknownCode = string & Record<never, never>

export type ChatErrorCode = ErrorCode | TransportCode | UnknownCode

/** The one error that leaves `client/`. Branch on `code`; `message` is for logs. */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly code: ChatErrorCode
  /** Whether the same call can succeed later without anybody changing anything. */
  readonly passes: boolean

  /**
   * @param status of the answer, if there was one: what is refused for good is told by its status alone
   * @param options `cause`: what was thrown, or the function's own refusal with its details
   */
  constructor(code: ChatErrorCode, message: string = code, status = 0, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.passes =
      !(status >= 400 && status < 500) ||
      status === 408 ||
      status === 429 ||
      // Two changes met: the same call meets another state next time.
      code === ('session_changed' satisfies ErrorCode)
  }
}

/**
 * The code of anything thrown. What is no ChatError is a fault of this script, not of the network: it is said in the
 * console, and counts as `internal`.
 */
export function codeOf(thrown: unknown): ChatErrorCode {
  if (thrown instanceof ChatError) return thrown.code
  // oxlint-disable-next-line eslint/no-console -- nothing is thrown into the page, and nobody would hear of it otherwise
  console.error('Porchlight:', thrown)
  return 'internal'
}

/** Whether the session or its visitor is no longer known, so that only a new start helps. */
export function isGone(code: ChatErrorCode): boolean {
  return code === 'session_not_found' || code === 'visitor_unknown'
}
