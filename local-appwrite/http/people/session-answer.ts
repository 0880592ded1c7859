import { textIn } from '../../services/people/people-rows.ts'
import { sessionJson } from '../../services/people/session-json.ts'
import type { OpenedSession } from '../../services/people/sessions.ts'
import type { Answer, ApiRequest } from '../endpoint.ts'

/** The answer to signing in: the session, and its secret as cookies and as a header for pages of other hosts. */
export function signedIn(request: ApiRequest, projectId: string, { session, secret }: OpenedSession): Answer {
  const expires = new Date(textIn(session, 'expire')).toUTCString()
  return {
    status: 201,
    body: sessionJson(session, true),
    headers: cookieHeaders(request, projectId, encodeURIComponent(secret), expires, {
      [`a_session_${projectId}`]: secret,
    }),
  }
}

/** Headers that make a browser forget the session. */
export function signedOutHeaders(request: ApiRequest, projectId: string) {
  return cookieHeaders(request, projectId, '', new Date(0).toUTCString(), {})
}

function cookieHeaders(
  request: ApiRequest,
  projectId: string,
  value: string,
  expires: string,
  fallback: Readonly<Record<string, string>>,
) {
  // Pages of other ports of one host count as the same site; other sites need the cookie to be secure.
  const rule = request.origin.startsWith('https:')
    ? 'Secure; HttpOnly; SameSite=None'
    : 'HttpOnly; SameSite=Lax'
  const name = `a_session_${projectId}`
  return {
    'Set-Cookie': [name, `${name}_legacy`].map(
      (one) => `${one}=${value}; Path=/; Expires=${expires}; ${rule}`,
    ),
    'X-Fallback-Cookies': JSON.stringify(fallback),
  }
}
