import { isErrorType, type AppwriteError } from '../services/appwrite-error.ts'
import { encodeJson } from '../store/json.ts'
import type { Answer } from './endpoint.ts'

/** The HTTP answer of an endpoint, with the headers that every answer to this caller has (CORS, limits). */
export function answerToResponse(answer: Answer, shared: Readonly<Record<string, string>>): Response {
  if (answer instanceof Response) {
    const headers = new Headers(answer.headers)
    for (const [name, value] of Object.entries(shared)) headers.set(name, value)
    return new Response(answer.body, { status: answer.status, headers })
  }
  const own = answer.headers ?? {}
  const plain: Record<string, string> = { ...shared }
  const repeated: [string, string][] = []
  for (const [name, value] of Object.entries(own)) {
    if (typeof value === 'string') plain[name] = value
    else for (const one of value) repeated.push([name, one])
  }
  if (answer.body !== undefined) plain['Content-Type'] = 'application/json'
  const body = answer.body === undefined ? null : encodeJson(answer.body)
  if (repeated.length === 0) return new Response(body, { status: answer.status, headers: plain })
  const headers = new Headers(plain)
  for (const [name, value] of repeated) headers.append(name, value)
  return new Response(body, { status: answer.status, headers })
}

/** The one place where refusals become answers. Under the legacy routes types carry the older names. */
export function errorResponse(
  error: AppwriteError,
  legacy: boolean,
  headers: Readonly<Record<string, string>>,
): Response {
  const envelope = error.toEnvelope()
  const body = legacy ? { ...envelope, type: legacyType(envelope.type) } : envelope
  return new Response(JSON.stringify(body), {
    status: error.code,
    headers: { ...headers, 'Content-Type': 'application/json' },
  })
}

/** `row_not_found` is `document_not_found` under /databases, and so on. */
export function legacyType(type: string): string {
  const renamed = type
    .replace(/^row_/, 'document_')
    .replace(/^table_/, 'collection_')
    .replace(/^column_index_/, 'index_')
    .replace(/^column_/, 'attribute_')
  return isErrorType(renamed) ? renamed : type
}
