/**
 * Every refusal of our Functions: its code, its HTTP status, and a sentence that says what to do.
 * Bodies are `{"error": {"code", "message", "details"?}}`. Callers branch on the code, never on the sentence.
 */
export const errorCodes = {
  body_invalid: { status: 400, message: 'The request body is not what this route takes; see details.' },
  query_invalid: { status: 400, message: 'A query parameter is not what this route takes; see details.' },
  theme_invalid: { status: 400, message: 'The theme has a token or value that is not allowed; see details.' },
  user_meta_invalid: {
    status: 400,
    message: 'userMeta takes flat text, number and boolean values; see details.',
  },
  secret_missing: {
    status: 401,
    message: 'Send "Authorization: Bearer ADMIN_SECRET", or the JWT of a member of the team agents.',
  },
  secret_wrong: {
    status: 401,
    message: 'The admin secret or JWT is wrong or has expired. Check ADMIN_SECRET, or sign in again.',
  },
  visitor_unknown: {
    status: 401,
    message: 'Start a session first: this call needs the credentials that it answers with.',
  },
  not_an_agent: {
    status: 403,
    message: 'This account is not a member of the team agents. Ask an admin to add it.',
  },
  corpus_not_offered: {
    status: 403,
    message: 'The settings of this site offer no such corpus to visitors; see details.',
  },
  session_not_found: {
    status: 404,
    message: 'There is no such session, or it is not yours. Check the id, or start a new one.',
  },
  agent_not_found: { status: 404, message: 'There is no such member of the team agents. Check the id.' },
  route_not_found: { status: 404, message: 'There is no such route. See docs/api.md for those there are.' },
  session_closed: { status: 409, message: 'This session is closed. Reopen it, or start a new one.' },
  session_taken: { status: 409, message: 'An agent already holds this session; see details.' },
  session_not_assigned: { status: 409, message: 'No agent holds this session. Assign it first.' },
  session_not_expired: { status: 409, message: 'This session is not idle for long enough to expire.' },
  session_changed: {
    status: 409,
    message: 'The session changed while this was under way. Read it again and repeat.',
  },
  message_id_taken: { status: 409, message: 'Another message has this id. Make a new id and send again.' },
  rate_limited: {
    status: 429,
    message: 'That was a lot at once. Wait for details.retryAfterSeconds, then repeat; nothing was stored.',
  },
  not_accepting: {
    status: 503,
    message: 'This site takes no new messages at the moment; details.text says what its owner says to it.',
  },
  body_too_large: { status: 413, message: 'The request body is too large. Send less than 32,768 bytes.' },
  internal: {
    status: 500,
    message: 'Something went wrong on the server. Try again; the operator finds it in the log.',
  },
  misconfigured: {
    status: 500,
    message: 'The function lacks a setting or a table. Run "npm run deploy" again and see docs/deploying.md.',
  },
  appwrite_unavailable: {
    status: 503,
    message: 'The database is busy or unreachable. Try again in a moment; nothing was lost.',
  },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errorCodes

/** The body of every refusal. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details?: unknown }
}
