import type { ChatErrorCode } from './chat-error.ts'

/** What a refusal of Appwrite itself means here, by its status and its `type`. */
export function codeFor(status: number, type: unknown): ChatErrorCode {
  if (type === 'general_unknown_origin') return 'origin_not_allowed'
  // A cursor names a row that has been deleted.
  if (type === 'general_cursor_not_found') return 'query_invalid'
  if (type === 'row_not_found' || type === 'document_not_found') return 'session_not_found'
  if (status === 408) return 'timeout'
  if (status === 429) return 'rate_limited'
  return status < 500 ? 'not_deployed' : 'appwrite_unavailable'
}
