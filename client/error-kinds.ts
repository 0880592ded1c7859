import type { ChatErrorCode } from './chat-error.ts'

const TRANSIENT: readonly ChatErrorCode[] = [
  'network',
  'timeout',
  'rate_limited',
  'bad_answer',
  'internal',
  'session_changed',
  'appwrite_unavailable',
]

/** Whether the same call can succeed later without anybody changing anything. */
export function isTransient(code: ChatErrorCode): boolean {
  return TRANSIENT.includes(code)
}

/** Whether the session or its visitor is no longer known, so that only a new start helps. */
export function isGone(code: ChatErrorCode): boolean {
  return code === 'session_not_found' || code === 'visitor_unknown'
}
