import { isUtf8 } from 'node:buffer'

import { AppwriteError } from '../../services/appwrite-error.ts'
import { readExecutionHeaders } from '../../services/functions/execution-headers.ts'
import type { ExecutionWorkers } from '../../services/functions/execution-workers.ts'
import type { ExecutionService } from '../../services/functions/executions.ts'
import { normalIp } from '../client-ip.ts'
import type { Endpoint } from '../endpoint.ts'
import { boolean, id, oneOf, queryTexts, text } from '../readers.ts'
import { multipartResponse, prefersMultipart } from './multipart-answer.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'] as const
/** Longest body and path that an execution takes, in characters (Executions/Create.php). */
const BODY_LIMIT = 10_485_760
const PATH_LIMIT = 2048

/** Routes of executions. */
export function executionEndpoints(executions: ExecutionService, workers: ExecutionWorkers): Endpoint[] {
  const READ = ['executions.read', 'execution.read']
  const WRITE = ['executions.write', 'execution.write']
  const all = '/functions/:functionId/executions'
  const one = `${all}/:executionId`
  return [
    {
      method: 'POST',
      path: all,
      scopes: WRITE,
      async handle(request) {
        const { caller, params } = request
        const functionId = params.required('functionId', id)
        const order = {
          body: params.optional('body', text(BODY_LIMIT), ''),
          async: params.optional('async', boolean, false),
          path: params.optional('path', text(PATH_LIMIT, 1), '/'),
          method: params.optional('method', oneOf(METHODS), 'POST'),
          headers: readExecutionHeaders(params.raw('headers')),
          scheduledAt: params.optional('scheduledAt', text(100), null),
          clientIp: normalIp(request.clientIp),
        }
        const { body, answered } = await workers.serve(() => executions.create(caller, functionId, order))
        if (answered === null) return { status: 202, body }
        if (prefersMultipart(request.header('accept')))
          return multipartResponse(201, { ...body, responseBody: answered })
        if (!isUtf8(answered))
          throw new AppwriteError(
            'general_bad_request',
            'Failed to parse response: it is not text. Accept multipart/form-data to get its bytes.',
          )
        return { status: 201, body }
      },
    },
    {
      method: 'GET',
      path: all,
      scopes: READ,
      handle: ({ caller, params }) => ({
        status: 200,
        body: executions.list(
          caller,
          params.required('functionId', id),
          params.optional('queries', queryTexts, []),
        ),
      }),
    },
    {
      method: 'GET',
      path: one,
      scopes: READ,
      handle: ({ caller, params }) => ({
        status: 200,
        body: executions.get(caller, params.required('functionId', id), params.required('executionId', id)),
      }),
    },
    {
      method: 'DELETE',
      path: one,
      scopes: WRITE,
      async handle({ caller, params }) {
        await executions.remove(caller, params.required('functionId', id), params.required('executionId', id))
        return { status: 204 }
      },
    },
  ]
}
