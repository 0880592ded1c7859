/**
 * Every refusal of our Functions: its code, and its HTTP status. Bodies are `{"error": {"code", "message", "details"?}}`.
 * Callers branch on the code, never on the sentence, which is in `error-messages.ts`.
 */
export const errorCodes = {
  body_invalid: 400,
  query_invalid: 400,
  theme_invalid: 400,
  user_meta_invalid: 400,
  tag_invalid: 400,
  secret_missing: 401,
  secret_wrong: 401,
  signature_wrong: 401,
  visitor_unknown: 401,
  not_an_agent: 403,
  not_the_author: 403,
  corpus_not_offered: 403,
  session_not_found: 404,
  message_not_found: 404,
  suggestion_not_found: 404,
  note_not_found: 404,
  agent_not_found: 404,
  article_not_found: 404,
  route_not_found: 404,
  session_closed: 409,
  session_taken: 409,
  session_not_assigned: 409,
  session_not_expired: 409,
  session_not_closed: 409,
  rating_final: 409,
  session_changed: 409,
  participants_full: 409,
  message_id_taken: 409,
  already_an_article: 409,
  tags_full: 409,
  link_over: 410,
  rate_limited: 429,
  not_accepting: 503,
  body_too_large: 413,
  internal: 500,
  misconfigured: 500,
  appwrite_unavailable: 503,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof errorCodes

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorCodes, value)
}

/** The body of every refusal. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details?: unknown }
}
