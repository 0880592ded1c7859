import { join } from 'node:path'

import type { Endpoint } from './http/endpoint.ts'
import { deploymentEndpoints } from './http/functions/deployments.ts'
import { executionEndpoints } from './http/functions/executions.ts'
import { functionDomainResponse } from './http/functions/function-domain.ts'
import { functionVariableEndpoints } from './http/functions/function-variables.ts'
import { functionEndpoints } from './http/functions/functions.ts'
import { eventsOf } from './realtime/channels.ts'
import { runBuildCommands } from './runtime/build-commands.ts'
import { createFunctionRuntime } from './runtime/function-runtime.ts'
import { unpackDeployment } from './runtime/unpack-deployment.ts'
import { AppwriteError } from './services/appwrite-error.ts'
import type { Change, Publish } from './services/change.ts'
import { abandonedSince } from './services/chunked-upload.ts'
import { BUILD_TIMEOUT_MS, createDeploymentBuilds } from './services/functions/deployment-builds.ts'
import { createDeploymentService } from './services/functions/deployments.ts'
import { buildEnvironment } from './services/functions/execution-environment.ts'
import { createExecutionQueue } from './services/functions/execution-queue.ts'
import { createExecutionRunner, type RunnerDependencies } from './services/functions/execution-runner.ts'
import { createExecutionWorkers } from './services/functions/execution-workers.ts'
import { createExecutionService } from './services/functions/executions.ts'
import { createFunctionDomain } from './services/functions/function-domain.ts'
import { createFunctionEvents } from './services/functions/function-events.ts'
import { createFunctionSchedule, type FunctionSchedule } from './services/functions/function-schedule.ts'
import { createFunctionVariableService } from './services/functions/function-variables.ts'
import { createFunctionService, PROJECT } from './services/functions/functions.ts'
import type { Database } from './store/database.ts'
import { openFunctionDocuments } from './store/documents/function-documents.ts'
import { openUploadFiles } from './store/upload-files.ts'

/** What functions need of the rest of the server. */
export type FunctionsDependencies = Pick<
  RunnerDependencies,
  'projectId' | 'endpoint' | 'issueKey' | 'issueJwt'
> & {
  /** Migrated with FUNCTIONS_SCHEMA. */
  readonly db: Database
  readonly dataDirectory: string
  readonly publish: Publish
  /** API workers that take executions; null: no limit, and what nobody waits for runs side by side. */
  readonly workers: number | null
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Told of failures that nobody waits for. */
  readonly report: (error: unknown) => void
}

/** Functions as the server uses them. */
export interface FunctionsPart {
  readonly endpoints: readonly Endpoint[]
  /** Give it every committed change: functions that subscribed to it are started. */
  onChange(change: Change): void
  /** Answers a request to a function's own domain. Never rejects. */
  executeOverDomain(functionId: string, request: Request, clientIp?: string): Promise<Response>
  /** Makes the next execution of a function (of all without an id) a cold start. */
  coldStart(functionId?: string): void
  /** Clears away deployments whose archive never became whole. */
  readonly removeUnfinished: () => Promise<void>
  /** Call once the server listens: schedules begin, and what an earlier run left unfinished ends as failed. */
  start(): Promise<void>
  /** Ends schedules and processes; what is under way is cut off. */
  close(): Promise<void>
}

/** Puts functions, their code, executions, schedules, events and the runtime together. */
export function wireFunctions(dependencies: FunctionsDependencies): FunctionsPart {
  const { db, dataDirectory, workers: workerCount, report } = dependencies
  const documents = openFunctionDocuments(db)
  const runtime = createFunctionRuntime()
  const workers = createExecutionWorkers(workerCount)
  // Of the workers that run what nobody waits for, a self-hosted Appwrite has one (_APP_WORKERS_NUM).
  const queue = workerCount === null ? createExecutionQueue(report) : createExecutionQueue(report, 1)
  // Schedule and events look at the functions, and functions tell them when to look again.
  const watchers: { refresh(): void }[] = []
  const functions = createFunctionService({
    db,
    documents,
    onChange: () => watchers.forEach((watcher) => watcher.refresh()),
  })
  const variables = createFunctionVariableService({ db, documents, functions })
  const projectVariables = () =>
    Object.fromEntries(documents.variables.all(PROJECT).map(({ value: { key, value } }) => [key, value]))
  const builds = createDeploymentBuilds({
    unpack(archive, target) {
      runtime.prepare()
      return unpackDeployment(archive, target)
    },
    run: runBuildCommands,
    environmentOf(functionId, deployment) {
      const view = functions.get(functionId)
      // It may have been deleted or canceled while it waited for its turn.
      if (documents.deployments.get(functionId, deployment.$id)?.value.status !== 'building')
        throw new AppwriteError('build_canceled')
      return buildEnvironment({
        view,
        deploymentId: deployment.$id,
        projectId: dependencies.projectId,
        endpoint: dependencies.endpoint(),
        projectVariables: projectVariables(),
        key: `ephemeral_${dependencies.issueKey(functionId, view.scopes, BUILD_TIMEOUT_MS / 1000)}`,
      })
    },
  })
  const deployments = createDeploymentService({
    db,
    documents,
    functions,
    archives: openUploadFiles(join(dataDirectory, 'deployments')),
    codeDirectory: join(dataDirectory, 'functions'),
    builds,
  })
  const runner = createExecutionRunner({
    ...dependencies,
    projectVariables,
    documents,
    functions,
    deployments,
    run: runtime.run,
  })
  const schedule: FunctionSchedule = createFunctionSchedule({ db, documents, runner, queue, report })
  const events = createFunctionEvents({ documents, runner, queue, eventsOf, report })
  const executions = createExecutionService({ db, documents, functions, runner, queue, schedule })
  const domain = createFunctionDomain(runner)
  watchers.push(schedule, events)

  return {
    endpoints: [
      ...functionEndpoints({ functions, deployments }),
      ...functionVariableEndpoints(variables),
      ...deploymentEndpoints(deployments),
      ...executionEndpoints(executions, workers),
    ],
    onChange: (change) => events.onChange(change),
    executeOverDomain: (functionId, request, clientIp = '127.0.0.1') =>
      workers.serve(() => functionDomainResponse(domain, functionId, request, clientIp, report)),
    coldStart: (functionId) => runtime.coldStart(functionId),
    removeUnfinished: () => deployments.removeUnfinished(abandonedSince(dependencies.now())),
    async start() {
      await runner.failUnfinished()
      await deployments.failInterrupted()
      schedule.refresh()
      events.refresh()
    },
    async close() {
      schedule.close()
      queue.close()
      workers.close()
      builds.close()
      await runtime.close()
      await Promise.all([queue.idle(), deployments.settled()])
    },
  }
}
