import type { FunctionOutcome } from '../services/functions/function-invocation.ts'
import type { ExecutionLog } from './execution-log.ts'

/** Largest answer of a function, in bytes: what Appwrite's execution route takes for a body. */
const RESPONSE_BODY_LIMIT_BYTES = 10_485_760

const NO_RETURN = 'Return statement missing. return context.res.empty() if no response is expected.'

/** Ends an execution without an answer of the code's own: an empty body under `statusCode`. */
export function failedOutcome(statusCode: 500 | 503, log: ExecutionLog): FunctionOutcome {
  return {
    statusCode,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': '0' },
    body: new Uint8Array(),
    ...log.texts(),
  }
}

function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array()
  if (body instanceof Uint8Array) return body
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (typeof body === 'string') return Buffer.from(body, 'utf8')
  return Buffer.from(JSON.stringify(body) ?? '', 'utf8')
}

function headersOf(given: unknown): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {}
  if (typeof given === 'object' && given !== null) {
    for (const [name, value] of Object.entries(given)) {
      const key = name.toLowerCase()
      if (!key.startsWith('x-open-runtimes-'))
        headers[key] = Array.isArray(value) ? value.map(String) : String(value)
    }
  }
  const type = String(headers['content-type'] ?? 'text/plain').toLowerCase()
  headers['content-type'] =
    type.startsWith('multipart/') || type.includes('charset=') ? type : `${type}; charset=utf-8`
  return headers
}

/** Turns whatever a handler returned into an outcome; what cannot be an HTTP answer is a 500. */
export function handlerResponse(output: unknown, log: ExecutionLog): FunctionOutcome {
  if (output === undefined || output === null) {
    log.error(NO_RETURN)
    return failedOutcome(500, log)
  }
  const given: { body?: unknown; statusCode?: unknown; headers?: unknown } =
    typeof output === 'object' ? output : {}
  const statusCode = Number(given.statusCode ?? 200)
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 999) {
    log.error(`Invalid status code: ${String(given.statusCode)}`)
    return failedOutcome(500, log)
  }
  const body = bytesOf(given.body)
  if (body.byteLength > RESPONSE_BODY_LIMIT_BYTES) {
    log.error(`Response body is larger than ${RESPONSE_BODY_LIMIT_BYTES} bytes.`)
    return failedOutcome(500, log)
  }
  const headers = headersOf(given.headers)
  headers['content-length'] = String(body.byteLength)
  return { statusCode, headers, body, ...log.texts() }
}
