import { errorCodes, type ErrorBody, type ErrorCode } from './error-codes.ts'
import { errorMessages } from './error-messages.ts'

/**
 * Thrown wherever a call can't be served, answered in one place as an `ErrorBody`.
 * `details` is sent to the caller, `cause` only written to the log.
 */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly details: unknown

  constructor(code: ErrorCode, options: { details?: unknown; cause?: unknown } = {}) {
    super(errorMessages[code], options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'Refusal'
    this.code = code
    this.details = options.details
  }

  get status(): number {
    return errorCodes[this.code]
  }

  toBody(): ErrorBody {
    const { code, message, details } = this
    return { error: details === undefined ? { code, message } : { code, message, details } }
  }
}
