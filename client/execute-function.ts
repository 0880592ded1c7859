import { ChatError } from './chat-error.ts'
import { requestJson, type Target } from './http.ts'
import { parseJson } from './parse-json.ts'
import type { Fields } from './read-answers.ts'
import { toJson } from './to-json.ts'
import { isRecord } from '../contract/is-record.ts'
import { readText } from './read-settings.ts'

/** Long enough for a cold start, short enough that a visitor still waits (chat-function's own limit is 30 s). */
export const CALL_TIMEOUT_MS = 15_000

export interface FunctionCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A path of the Function's API. */
  readonly path: string
  readonly body?: unknown
}

export interface FunctionAnswer {
  readonly fields: Fields
  /** When the server ran it, in milliseconds since 1970 by its own clock; NaN when it doesn't say. */
  readonly serverTime: number
  /** When the call left and its answer came, by this machine's clock. */
  readonly sentAt: number
  readonly answeredAt: number
}

/**
 * Runs a Function and answers with the body that it gave.
 *
 * @throws ChatError with the function's own code, or a transport code when it never answered
 */
export async function executeFunction(
  target: Target,
  secret: string | null,
  call: FunctionCall,
  functionId = 'chat',
): Promise<FunctionAnswer> {
  const sentAt = Date.now()
  const execution = await requestJson(target, {
    path: `/functions/${functionId}/executions`,
    method: 'POST',
    body: {
      path: call.path,
      method: call.method,
      ...(call.body !== undefined && {
        body: toJson(call.body),
        headers: { 'content-type': 'application/json' },
      }),
    },
    secret,
    timeoutMs: CALL_TIMEOUT_MS,
  })
  const fields = fieldsOf(execution, call.path)
  const serverTime = Date.parse(String(execution['$createdAt']))
  return { fields, serverTime, sentAt, answeredAt: Date.now() }
}

/**
 * What the function said, by Appwrite's record of its execution.
 *
 * @throws ChatError with the function's own code
 */
export function fieldsOf(execution: Fields, path: string): Fields {
  // Appwrite answers 201 whatever the function said.
  const status = Number(execution['responseStatusCode'])
  const fields = parseJson(execution['responseBody'])
  if (status >= 200 && status < 300 && fields) return fields
  const error = fields && isRecord(fields['error']) ? fields['error'] : {}
  throw new ChatError(readText(error['code']) ?? (status >= 500 ? 'internal' : 'bad_answer'), path, status, {
    cause: error,
  })
}
