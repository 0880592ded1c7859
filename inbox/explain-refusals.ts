import { refusedWith } from '../client/account-session.ts'
import { ChatError } from '../client/chat-error.ts'
import { isRecord } from '../contract/is-record.ts'
import { InboxError } from './inbox-error.ts'

/**
 * Waits for a call of `client/`. What it rejects with becomes an InboxError, whose words are for the agent; only that a
 * row is gone stays a ChatError, which transcripts know.
 */
export async function explainRefusals<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (thrown) {
    if (thrown instanceof ChatError) throw byFunction(thrown) ?? byAppwrite(thrown) ?? onTheWay(thrown)
    throw thrown
  }
}

/** An answer that isn't what the contract says. */
export function unexpectedAnswer(cause?: unknown): InboxError {
  return new InboxError(
    'unexpected_answer',
    'Unexpected answer of the admin API. See its log in the console.',
    { cause },
  )
}

/** In the words of the function `admin`, which are for whoever calls it. */
function byFunction(thrown: ChatError): InboxError | null {
  const error = thrown.cause
  if (!isRecord(error) || typeof error['message'] !== 'string' || typeof error['code'] !== 'string')
    return null
  return new InboxError(error['code'], error['message'], { details: error['details'], cause: thrown })
}

function byAppwrite(cause: ChatError): InboxError | ChatError | null {
  const refusal = refusedWith(cause)
  if (refusal === null) return null
  const { type, code } = refusal
  if (type === 'team_not_found')
    return new InboxError(
      'not_an_agent',
      'This account is not a member of the team agents. Ask an admin to add it.',
      { cause },
    )
  if (type === 'user_blocked')
    return new InboxError('account_blocked', 'This account was blocked. Ask an admin.', { cause })
  if (code === 401) return new InboxError('signed_out', 'Please sign in.', { cause })
  // Transcripts know these two.
  if (cause.code === 'session_not_found' || cause.code === 'query_invalid') return cause
  if (cause.code === 'not_deployed' || cause.code === 'origin_not_allowed')
    return new InboxError('unexpected_answer', `Appwrite refused this (${String(type)}).`, { cause })
  return null
}

function onTheWay(cause: ChatError): InboxError {
  if (cause.code === 'network' || cause.code === 'timeout')
    return new InboxError('unreachable', 'The server can’t be reached.', { cause })
  if (cause.code === 'appwrite_unavailable')
    return new InboxError('appwrite_unavailable', 'Appwrite is busy. Try again in a moment.', { cause })
  if (cause.code === 'rate_limited')
    return new InboxError('too_many_attempts', 'Too many attempts. Try again in a few minutes.', {
      cause,
    })
  return unexpectedAnswer(cause)
}
