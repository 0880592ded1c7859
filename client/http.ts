import { ChatError, type ChatErrorCode } from './chat-error.ts'
import { parseJson } from './parse-json.ts'
import { toJson } from './to-json.ts'

/** Where an Appwrite project answers. */
export interface Target {
  /** With its `/v1`, without a slash at the end. */
  readonly endpoint: string
  readonly projectId: string
}

export interface HttpRequest {
  /** Below the endpoint, with its query. */
  readonly path: string
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: unknown
  /** The visitor's account session; null sends none, as a guest. */
  readonly secret: string | null
  readonly timeoutMs: number
}

/**
 * One request to Appwrite, answered as parsed JSON.
 *
 * No cookies in either direction: the visitor is who the secret says.
 *
 * @throws ChatError for every way in which that can fail
 */
export async function requestJson(target: Target, request: HttpRequest): Promise<Record<string, unknown>> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), request.timeoutMs)
  try {
    const response = await fetch(target.endpoint + request.path, {
      method: request.body === undefined ? 'GET' : 'POST',
      credentials: 'omit',
      cache: 'no-store',
      signal: abort.signal,
      headers: {
        'Content-Type': 'application/json',
        'X-Appwrite-Project': target.projectId,
        // Shapes of answers depend on it: see the contract's rows.
        'X-Appwrite-Response-Format': '1.9.5',
        ...(request.secret !== null && { 'X-Appwrite-Session': request.secret }),
      },
      ...(request.body !== undefined && { body: toJson(request.body) }),
    })
    const text = await response.text()
    const answer = parseJson(text)
    if (!response.ok) throw refusal(response.status, answer?.['type'])
    if (answer === null) throw new ChatError('bad_answer', `${request.path} answered no JSON object`)
    return answer
  } catch (thrown) {
    if (thrown instanceof ChatError) throw thrown
    throw new ChatError(abort.signal.aborted ? 'timeout' : 'network', request.path, 0, { cause: thrown })
  } finally {
    clearTimeout(timer)
  }
}

function refusal(status: number, type: unknown): ChatError {
  return new ChatError(codeFor(status, type), `Appwrite answered ${status} ${String(type)}`, status)
}

function codeFor(status: number, type: unknown): ChatErrorCode {
  if (type === 'general_unknown_origin') return 'origin_not_allowed'
  // A cursor names a row that has been deleted.
  if (type === 'general_cursor_not_found') return 'query_invalid'
  if (type === 'row_not_found' || type === 'document_not_found') return 'session_not_found'
  if (status === 408) return 'timeout'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'appwrite_unavailable' : 'not_deployed'
}
