import type { ErrorCode } from '../contract/error-codes.ts'

/** A refusal of a function that is newer than this page keeps its own code. */
type UnknownCode = string & Record<never, never>

/** What went wrong, for branching; `message` is a sentence for the agent. */
export type InboxErrorCode =
  | ErrorCode
  | 'signed_out'
  | 'account_blocked'
  | 'wrong_login'
  | 'unreachable'
  | 'too_many_attempts'
  | 'unexpected_answer'
  | 'part_missing'
  | UnknownCode

export class InboxError extends Error {
  readonly code: InboxErrorCode
  readonly details: unknown

  constructor(code: InboxErrorCode, message: string, options: { details?: unknown; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'InboxError'
    this.code = code
    this.details = options.details
  }
}
