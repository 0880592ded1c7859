import type { Database } from '../store/database.ts'
import type { DeploymentDocument, ExecutionDocument, FunctionDocuments } from '../store/function-documents.ts'
import { AppwriteError } from './appwrite-error.ts'
import type { Caller } from './caller.ts'
import type { Publish } from './change.ts'
import type { DeploymentService } from './deployments.ts'
import { executionEnvironment, readSpecification } from './execution-environment.ts'
import { type HeaderMap, keptRequestHeaders, keptResponseHeaders } from './execution-headers.ts'
import { executionView } from './execution-view.ts'
import type { FunctionOutcome, RunFunction } from './function-invocation.ts'
import type { FunctionService, FunctionView } from './functions.ts'
import { timestamp } from './timestamp.ts'
import { uniqueId } from './unique-id.ts'

/** Longest time that anybody waits for an answer, in seconds (`requestTimeout`, Executions/Create.php). */
const SYNCHRONOUS_LIMIT_SECONDS = 30
/** Keys and JWTs of an execution outlive its time limit by this, for cold starts, in seconds. */
const GRACE_SECONDS = 60
/** How long executions are kept, in ms (Appwrite's _APP_MAINTENANCE_RETENTION_EXECUTION). */
const RETENTION_MS = 14 * 24 * 3_600_000

/** On whose behalf an execution runs. */
export type Instigator = {
  readonly userId: string | null
  /** The session a JWT is made from; null: the code gets no JWT. */
  readonly sessionId: string | null
}

/** What to call the code with, and why. */
export type ExecutionRequest = {
  readonly trigger: ExecutionDocument['trigger']
  readonly instigator: Instigator
  readonly method: string
  readonly path: string
  /** Names in lower case; those the platform sets win. */
  readonly headers: HeaderMap
  readonly body: Uint8Array
  /** Absent for events and schedules. */
  readonly clientIp: string | null
  /** False: the execution is nobody's, as over a domain. */
  readonly owned: boolean
}

/** A function that can be executed now. */
export type Executable = { readonly view: FunctionView; readonly deployment: DeploymentDocument }

/** What the runner needs of the rest of the server. */
export type RunnerDependencies = {
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
  /** Makes the key of an execution, without its `ephemeral_` prefix. */
  readonly issueKey: (functionId: string, scopes: readonly string[], lifetimeSeconds: number) => string
  readonly issueJwt: (userId: string, sessionId: string, lifetimeSeconds: number) => string
}

/** Who a caller is to the code it executes: JWT callers have no session to make another JWT from. */
export function instigatorOf(caller: Caller): Instigator {
  if (caller.kind !== 'user') return { userId: null, sessionId: null }
  return { userId: caller.userId, sessionId: caller.viaJwt ? null : caller.sessionId }
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

  /** The headers that the platform sets; what a caller sent under these names never gets through. */
  function platformHeaders(view: FunctionView, executionId: string, request: ExecutionRequest): HeaderMap {
    const { userId, sessionId } = request.instigator
    const lifetime = view.timeout + GRACE_SECONDS
    const jwt =
      userId === null || sessionId === null ? '' : dependencies.issueJwt(userId, sessionId, lifetime)
    return {
      'x-appwrite-execution-id': executionId,
      'x-appwrite-key': `ephemeral_${dependencies.issueKey(view.$id, view.scopes, lifetime)}`,
      'x-appwrite-trigger': request.trigger,
      'x-appwrite-user-id': userId ?? '',
      'x-appwrite-user-jwt': jwt,
      'x-appwrite-country-code': '',
      'x-appwrite-continent-code': '',
      'x-appwrite-continent-eu': 'false',
      ...(request.clientIp === null ? {} : { 'x-appwrite-client-ip': request.clientIp }),
    }
  }

  function codeHeaders(view: FunctionView, executionId: string, request: ExecutionRequest): HeaderMap {
    const headers: Record<string, string> = { host: 'localhost:3000', accept: '*/*', ...request.headers }
    if (request.body.byteLength > 0) {
      // What the executor's HTTP client says of a body that nobody described.
      headers['content-type'] ??= 'application/x-www-form-urlencoded'
      headers['content-length'] = String(request.body.byteLength)
    }
    return { ...headers, ...platformHeaders(view, executionId, request) }
  }

  function draft(
    { deployment }: Executable,
    request: ExecutionRequest,
    status: ExecutionDocument['status'],
    scheduledAt: string | null,
  ): ExecutionDocument {
    const now = timestamp()
    const { userId } = request.instigator
    const ip: HeaderMap = request.clientIp === null ? {} : { 'x-appwrite-client-ip': request.clientIp }
    return {
      $id: uniqueId(),
      $createdAt: now,
      $updatedAt: now,
      $permissions: userId === null || !request.owned ? [] : [`read("user:${userId}")`],
      deploymentId: deployment.$id,
      trigger: request.trigger,
      status,
      requestMethod: request.method,
      requestPath: request.path,
      requestHeaders: keptRequestHeaders({ ...request.headers, ...ip }),
      responseStatusCode: 0,
      responseHeaders: [],
      logs: '',
      errors: '',
      duration: 0,
      scheduledAt,
    }
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
    const outcome = await run(
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
        headers: codeHeaders(view, execution.$id, request),
        body: request.body,
      },
      { timeoutMs: limitSeconds * 1000, logging: view.logging },
    )
    const ended: ExecutionDocument = {
      ...execution,
      $updatedAt: timestamp(),
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
      const execution = draft(executable, request, 'processing', null)
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
      const execution = draft(
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
          $updatedAt: timestamp(),
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
      const before = timestamp(new Date(now - RETENTION_MS))
      while ((await db.transaction(() => documents.removeOldExecutions(before))) > 0);
    },
  }
}

export type ExecutionRunner = ReturnType<typeof createExecutionRunner>
