import { ChatError } from './chat-error.ts'
import { parseJson } from './parse-json.ts'
import { codeFor } from './refusal-code.ts'
import { toJson } from './to-json.ts'

/** Where an Appwrite project answers. */
export interface Target {
  /** With its `/v1`, without a slash at the end. */
  readonly endpoint: string
  readonly projectId: string
  /** Whether the browser's own cookie may prove the account; otherwise cookies go in neither direction. */
  readonly credentials?: 'include'
}

export interface HttpRequest {
  /** Below the endpoint, with its query. */
  readonly path: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
  /** The account session; null sends none. */
  readonly secret: string | null
  readonly timeoutMs: number
}

export interface HttpAnswer {
  readonly response: Response
  /** Its body, or null when that is no JSON object. */
  readonly answer: Record<string, unknown> | null
}

/**
 * One request to Appwrite, answered as parsed JSON.
 *
 * @throws ChatError for every way in which that can fail
 */
export async function requestJson(target: Target, request: HttpRequest): Promise<Record<string, unknown>> {
  const { answer } = await sendRequest(target, request)
  if (!answer) throw new ChatError('bad_answer', request.path)
  return answer
}

/**
 * One request to Appwrite, with the answer's headers.
 *
 * @throws ChatError for a refusal, with Appwrite's body as its `cause`, and where no answer came
 */
export async function sendRequest(target: Target, request: HttpRequest): Promise<HttpAnswer> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), request.timeoutMs)
  let response: Response
  let answer: HttpAnswer['answer']
  try {
    response = await fetch(target.endpoint + request.path, {
      method: request.method,
      credentials: target.credentials ?? 'omit',
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
    answer = parseJson(await response.text())
  } catch (thrown) {
    throw new ChatError(abort.signal.aborted ? 'timeout' : 'network', request.path, 0, { cause: thrown })
  } finally {
    clearTimeout(timer)
  }
  if (response.ok) return { response, answer }
  const code = codeFor(response.status, answer?.['type'])
  throw new ChatError(code, request.path, response.status, { cause: answer })
}
