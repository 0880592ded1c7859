import type { Database } from '../../store/database.ts'
import type { ExecutionDocument, FunctionDocuments } from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Publish } from '../change.ts'
import type { DeploymentService } from './deployments.ts'
import { executionEnvironment, readSpecification } from './execution-environment.ts'
import { keptResponseHeaders } from './execution-headers.ts'
import {
  codeHeaders,
  draftExecution,
  type Executable,
  type ExecutionRequest,
  type Issuers,
} from './execution-request.ts'
import { executionView } from './execution-view.ts'
import type { FunctionOutcome, RunFunction } from './function-invocation.ts'
import type { FunctionService } from './functions.ts'

/** Longest time that anybody waits for an answer, in seconds (`requestTimeout`, Executions/Create.php). */
const SYNCHRONOUS_LIMIT_SECONDS = 30
/** How long executions are kept, in ms (Appwrite's _APP_MAINTENANCE_RETENTION_EXECUTION). */
const RETENTION_MS = 14 * 24 * 3_600_000

/** What the runner needs of the rest of the server. */
export type RunnerDependencies = Issuers & {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly functions: FunctionService
  readonly deployments: DeploymentService
  readonly run: RunFunction
  readonly publish: Publish
  readonly projectId: string
  /** Address of the API as functions reach it, ending in /v1. */
  readonly endpoint: () => string
  readonly projectVariables: () => Readonly<Record<string, string>>
}

/** Executes functions: makes the execution, calls the code, keeps how it ended and announces it. */
export function createExecutionRunner(dependencies: RunnerDependencies) {
  const { db, documents, functions, deployments, run, publish } = dependencies
  const { executions } = documents

  const announce = (functionId: string, execution: ExecutionDocument, action: 'create' | 'update'): void => {
    if (execution.$permissions.length === 0) return
    publish({
      action,
      resource: { kind: 'execution', functionId, executionId: execution.$id },
      payload: executionView(functionId, execution, { privileged: false }),
      readRoles: execution.$permissions.map((permission) => permission.slice('read("'.length, -'")'.length)),
      causedBy: null,
    })
  }

  async function call(
    { view, deployment }: Executable,
    execution: ExecutionDocument,
    request: ExecutionRequest,
    limitSeconds: number,
  ): Promise<{ outcome: FunctionOutcome; ended: ExecutionDocument }> {
    const started = performance.now()
    const environment = executionEnvironment({
      view,
      deploymentId: deployment.$id,
      projectId: dependencies.projectId,
      endpoint: dependencies.endpoint(),
      projectVariables: dependencies.projectVariables(),
    })
    const answered = await run(
      {
        deploymentId: deployment.$id,
        functionId: view.$id,
        directory: deployments.directory(deployment.$id),
        entrypoint: deployment.entrypoint,
        environment,
        memoryMb: readSpecification(view.specification)?.memoryMb ?? 512,
      },
      {
        method: request.method,
        path: request.path.startsWith('/') ? request.path : `/${request.path}`,
        headers: codeHeaders(dependencies, view, execution.$id, request),
        body: request.body,
      },
      { timeoutMs: limitSeconds * 1000, logging: view.logging },
    )
    // HTTP answers no body to HEAD.
    const outcome = request.method === 'HEAD' ? { ...answered, body: new Uint8Array() } : answered
    const ended: ExecutionDocument = {
      ...execution,
      $updatedAt: formatTime(),
      status: outcome.statusCode >= 500 ? 'failed' : 'completed',
      responseStatusCode: outcome.statusCode,
      responseHeaders: keptResponseHeaders(outcome.headers),
      logs: outcome.logs,
      errors: outcome.errors,
      duration: Math.round(performance.now() - started) / 1000,
    }
    return { outcome, ended }
  }

  return {
    /**
     * Looks up what is to run.
     *
     * @throws AppwriteError function_not_found (also for a switched-off function, save for keys),
     * deployment_not_found, build_not_ready
     */
    executable(functionId: string, privileged: boolean): Executable {
      const view = functions.get(functionId)
      if (!view.enabled && !privileged) throw new AppwriteError('function_not_found')
      const deployment = documents.deployments.get(functionId, view.deploymentId)
      if (deployment === null) {
        throw new AppwriteError(
          'deployment_not_found',
          'Deployment not found. Create a deployment before trying to execute a function',
        )
      }
      if (deployment.value.status !== 'ready') throw new AppwriteError('build_not_ready')
      return { view, deployment: deployment.value }
    },

    /**
     * Calls the code and waits for its answer, at most 30 s.
     *
     * @throws AppwriteError function_synchronous_timeout
     */
    async executeNow(executable: Executable, request: ExecutionRequest) {
      const { view } = executable
      const execution = draftExecution(executable, request, 'processing', null)
      const limitSeconds = Math.min(view.timeout, SYNCHRONOUS_LIMIT_SECONDS)
      const { outcome, ended } = await call(executable, execution, request, limitSeconds)
      await db.transaction(() => executions.insert(view.$id, ended.$id, ended))
      announce(view.$id, ended, 'create')
      if (view.timeout > SYNCHRONOUS_LIMIT_SECONDS && ended.duration >= SYNCHRONOUS_LIMIT_SECONDS) {
        throw new AppwriteError('function_synchronous_timeout')
      }
      return { execution: ended, outcome }
    },

    /** Stores an execution that will run later. */
    async store(
      executable: Executable,
      request: ExecutionRequest,
      scheduledAt: string | null,
    ): Promise<ExecutionDocument> {
      const execution = draftExecution(
        executable,
        request,
        scheduledAt === null ? 'waiting' : 'scheduled',
        scheduledAt,
      )
      await db.transaction(() => executions.insert(executable.view.$id, execution.$id, execution))
      announce(executable.view.$id, execution, 'create')
      return execution
    },

    /** Runs a stored execution, up to the function's own time limit. Does nothing once the execution is gone. */
    async runStored(
      executable: Executable,
      execution: ExecutionDocument,
      request: ExecutionRequest,
    ): Promise<void> {
      const functionId = executable.view.$id
      const isThere = await db.transaction(() => {
        if (executions.get(functionId, execution.$id) === null) return false
        executions.replace(functionId, execution.$id, {
          ...execution,
          status: 'processing',
          $updatedAt: formatTime(),
        })
        return true
      })
      if (!isThere) return
      const { ended } = await call(executable, execution, request, executable.view.timeout)
      await db.transaction(() => executions.replace(functionId, ended.$id, ended))
      announce(functionId, ended, 'update')
    },

    /** Marks executions that an earlier run of the server left unfinished. */
    async failUnfinished(): Promise<void> {
      await db.transaction(() => {
        for (const { functionId, executionId } of documents.unfinishedExecutions()) {
          const execution = executions.get(functionId, executionId)
          if (execution === null) continue
          const errors = 'The server stopped.'
          const ended = { ...execution.value, status: 'failed' as const, responseStatusCode: 500, errors }
          executions.replace(functionId, executionId, ended)
        }
      })
    },

    /** Removes what is older than executions are kept. */
    async removeOld(now: number): Promise<void> {
      const before = formatTime(now - RETENTION_MS)
      while ((await db.transaction(() => documents.removeOldExecutions(before))) > 0);
    },
  }
}

export type ExecutionRunner = ReturnType<typeof createExecutionRunner>
