import type { ExecutionDocument } from '../../store/documents/function-documents.ts'
import { type AnswerHeaders, listHeaders } from './execution-headers.ts'

/** The body and all headers of an answer, which only the caller of a synchronous execution ever sees. */
export interface LiveAnswer {
  readonly body: string
  readonly headers: AnswerHeaders
}

/**
 * An execution as the API shows it. Logs and errors are for keys; the answer's body is shown once, to whoever waited
 * for it.
 */
export function executionView(
  functionId: string,
  execution: ExecutionDocument,
  options: { readonly privileged: boolean; readonly answer?: LiveAnswer | undefined },
): Record<string, unknown> {
  const { privileged, answer } = options
  return {
    $id: execution.$id,
    $createdAt: execution.$createdAt,
    $updatedAt: execution.$updatedAt,
    $permissions: execution.$permissions,
    functionId,
    deploymentId: execution.deploymentId,
    trigger: execution.trigger,
    status: execution.status,
    requestMethod: execution.requestMethod,
    requestPath: execution.requestPath,
    requestHeaders: execution.requestHeaders,
    responseStatusCode: execution.responseStatusCode,
    responseBody: answer?.body ?? '',
    responseHeaders: answer === undefined ? execution.responseHeaders : listHeaders(answer.headers),
    logs: privileged ? execution.logs : '',
    errors: privileged ? execution.errors : '',
    duration: execution.duration,
    scheduledAt: execution.scheduledAt,
  }
}
