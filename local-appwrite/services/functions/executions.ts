import type { Database } from '../../store/database.ts'
import type { ExecutionDocument, FunctionDocuments } from '../../store/documents/function-documents.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type Caller, isPrivileged } from '../caller.ts'
import { type FieldTypes, parseFieldQueries } from '../queries/field-queries.ts'
import type { HeaderMap } from './execution-headers.ts'
import type { ExecutionQueue } from './execution-queue.ts'
import { type ExecutionRequest, instigatorOf } from './execution-request.ts'
import type { ExecutionRunner } from './execution-runner.ts'
import { executionView } from './execution-view.ts'
import type { FunctionSchedule } from './function-schedule.ts'
import type { FunctionService } from './functions.ts'

const EXECUTION_FIELDS: FieldTypes = {
  trigger: 'text',
  status: 'text',
  responseStatusCode: 'integer',
  duration: 'double',
  requestMethod: 'text',
  requestPath: 'text',
  deploymentId: 'text',
}

/** A call of a function by the API. */
export interface ExecutionOrder {
  readonly body: string
  readonly async: boolean
  readonly path: string
  readonly method: string
  readonly headers: HeaderMap
  readonly scheduledAt: string | null
  readonly clientIp: string
}

/** `scheduledAt` in milliseconds: a whole minute, at least one minute ahead. */
function readScheduledAt(text: string, now: number): number {
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (!(time >= now + 60_000) || time % 60_000 !== 0) {
    throw new AppwriteError(
      'general_bad_request',
      'Execution schedule must be a valid date, and at least 1 minute from now',
    )
  }
  return time
}

/** Executions as the API knows them. Users see their own, keys see all. */
export function createExecutionService(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly functions: FunctionService
  readonly runner: ExecutionRunner
  readonly queue: ExecutionQueue
  readonly schedule: FunctionSchedule
}) {
  const { db, documents, functions, runner, queue, schedule } = dependencies
  const { executions } = documents

  const visibleFunction = (caller: Caller, functionId: string): void => {
    const { enabled } = functions.find(functionId)
    if (!enabled && !isPrivileged(caller)) throw new AppwriteError('function_not_found')
  }
  const find = (caller: Caller, functionId: string, executionId: string): ExecutionDocument => {
    visibleFunction(caller, functionId)
    const found = executions.get(functionId, executionId)
    const mayRead =
      isPrivileged(caller) ||
      found?.value.$permissions.some((permission) => permission === `read("user:${caller.userId ?? ''}")`)
    if (found === null || mayRead !== true) throw new AppwriteError('execution_not_found')
    return found.value
  }

  return {
    /** Executes, or arranges the execution. `answered` is what the code answered, or null when it has yet to run. */
    async create(caller: Caller, functionId: string, order: ExecutionOrder) {
      const { async: isAsync, scheduledAt } = order
      if (!isAsync && scheduledAt !== null) {
        throw new AppwriteError(
          'general_bad_request',
          'Scheduled executions must run asynchronously. Set scheduledAt to a future date, or set async to true.',
        )
      }
      const dueAt = scheduledAt === null ? null : readScheduledAt(scheduledAt, Date.now())
      const privileged = isPrivileged(caller)
      const executable = runner.executable(functionId, privileged)
      if (!privileged && !executable.view.execute.some((role) => caller.roles.has(role))) {
        throw new AppwriteError('user_unauthorized', "No permissions provided for action 'execute'")
      }
      const request: ExecutionRequest = {
        trigger: dueAt === null ? 'http' : 'schedule',
        instigator: instigatorOf(caller),
        method: order.method,
        path: order.path,
        headers: order.headers,
        body: Buffer.from(order.body, 'utf8'),
        clientIp: order.clientIp,
        owned: true,
      }
      if (dueAt !== null) {
        const execution = await schedule.arrange(executable, request, dueAt)
        return { answered: null, body: executionView(functionId, execution, { privileged }) }
      }
      if (isAsync) {
        queue.reserve()
        const execution = await runner.store(executable, request, null)
        queue.add(() => runner.runStored(executable, execution, request))
        return { answered: null, body: executionView(functionId, execution, { privileged }) }
      }
      const { execution, outcome } = await runner.executeNow(executable, request)
      const headers = { ...outcome.headers, 'x-appwrite-execution-id': execution.$id }
      const answer = { body: Buffer.from(outcome.body).toString('utf8'), headers }
      return {
        answered: outcome.body,
        body: executionView(functionId, execution, { privileged, answer }),
      }
    },

    get(caller: Caller, functionId: string, executionId: string) {
      return executionView(functionId, find(caller, functionId, executionId), {
        privileged: isPrivileged(caller),
      })
    },

    list(caller: Caller, functionId: string, queries: readonly string[]) {
      visibleFunction(caller, functionId)
      const privileged = isPrivileged(caller)
      const page = executions.list(
        functionId,
        parseFieldQueries(queries, EXECUTION_FIELDS),
        privileged ? null : { roles: caller.roles },
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return {
        total: page.total,
        executions: page.items.map((item) => executionView(functionId, item.value, { privileged })),
      }
    },

    async remove(caller: Caller, functionId: string, executionId: string): Promise<void> {
      await db.transaction(() => {
        const { status } = find(caller, functionId, executionId)
        if (status === 'processing' || status === 'waiting') throw new AppwriteError('execution_in_progress')
        executions.remove(functionId, executionId)
        documents.scheduled.remove('', executionId)
      })
    },
  }
}

export type ExecutionService = ReturnType<typeof createExecutionService>
