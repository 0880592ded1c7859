import { ExecutionMethod } from 'node-appwrite'
import { connect, nullOnStatus, type Access } from './connection.ts'

/** What the function `admin` answered. */
export interface AdminAnswer {
  readonly status: number
  readonly body: string
}

/** Calls the function `admin` by Appwrite's API, which needs no domain of its own. For scripts. */
export function openAdminCalls(access: Access) {
  const connection = connect(access)
  return {
    async call(
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      secret: string,
      body?: object,
    ): Promise<AdminAnswer> {
      const execution = await nullOnStatus(
        [],
        connection.functions.createExecution({
          functionId: 'admin',
          async: false,
          xpath: path,
          method: methods[method],
          headers: { authorization: `Bearer ${secret}` },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      )
      return { status: execution?.responseStatusCode ?? 0, body: execution?.responseBody ?? '' }
    },
  }
}

const methods = {
  GET: ExecutionMethod.GET,
  POST: ExecutionMethod.POST,
  PUT: ExecutionMethod.PUT,
  DELETE: ExecutionMethod.DELETE,
} as const
