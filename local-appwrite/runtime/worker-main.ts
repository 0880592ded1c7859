// The process that one deployment lives in. It is told what to load, then answers one message per execution.
import { AsyncLocalStorage } from 'node:async_hooks'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

import type { FunctionOutcome } from '../services/functions/function-invocation.ts'
import { ExecutionLog } from './execution-log.ts'
import { handlerContext } from './handler-context.ts'
import { failedOutcome, handlerResponse } from './handler-response.ts'
import type { GuardSettings } from './worker-guard.ts'
import type { WorkerAnswer, WorkerCommand } from './worker-messages.ts'

type Load = Extract<WorkerCommand, { type: 'load' }>
type Invoke = Extract<WorkerCommand, { type: 'invoke' }>
type Handler = (context: ReturnType<typeof handlerContext>) => unknown
type Loaded = { kind: 'handler'; handler: Handler } | { kind: 'faulty'; fault: unknown }

/** Memory of a Node process besides what the code was promised, in MB (45 measured, and room for its buffers). */
const PROCESS_OVERHEAD_MB = 192

const serverPid = process.ppid
const currentLog = new AsyncLocalStorage<ExecutionLog>()
// Kept, then hidden: the code has no business on this channel.
const sendToServer = process.send?.bind(process)
let deployment: Load | null = null
let loading: Promise<Loaded> | null = null

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function'
}

function exportedHandler(module: unknown): Handler {
  if (isHandler(module)) return module
  if (typeof module === 'object' && module !== null && 'default' in module) {
    if (isHandler(module.default)) return module.default
    // A CommonJS bundle that was imported: its `exports.default` is one level deeper.
    if (typeof module.default === 'object' && module.default !== null && 'default' in module.default) {
      if (isHandler(module.default.default)) return module.default.default
    }
  }
  throw new TypeError('The entrypoint must export its handler as default or as module.exports.')
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

async function importEntrypoint({ directory, entrypoint }: Load): Promise<Handler> {
  const file = join(directory, entrypoint)
  try {
    return exportedHandler(createRequire(join(directory, 'package.json'))(file))
  } catch (error) {
    if (codeOf(error) !== 'ERR_REQUIRE_ESM') throw error
    return exportedHandler(await import(pathToFileURL(file).href))
  }
}

async function load(command: Load): Promise<Loaded> {
  try {
    return { kind: 'handler', handler: await importEntrypoint(command) }
  } catch (fault) {
    return { kind: 'faulty', fault }
  }
}

/** Resolves to true after `timeoutMs`; `stop` lets go of the timer. */
function alarm(timeoutMs: number): { rang: Promise<'timeout'>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined
  const rang = new Promise<'timeout'>((resolve) => {
    timer = setTimeout(() => resolve('timeout'), timeoutMs)
  })
  return { rang, stop: () => clearTimeout(timer) }
}

async function execute(command: Invoke, log: ExecutionLog): Promise<Omit<WorkerAnswer, 'type' | 'id'>> {
  if (deployment === null) throw new Error('Nothing was loaded.')
  // Loaded inside the first execution, as open-runtimes does: what loading logs belongs to that execution.
  loading ??= load(deployment)
  const loaded = await loading
  if (loaded.kind === 'faulty') {
    if (codeOf(loaded.fault) === 'MODULE_NOT_FOUND') log.error('Could not load code file.')
    log.error(loaded.fault)
    return { timedOut: false, loaded: false, outcome: failedOutcome(503, log) }
  }
  const { rang, stop } = alarm(command.timeoutMs)
  try {
    const context = handlerContext(command.request, log)
    const ended = (async (): Promise<FunctionOutcome> =>
      handlerResponse(await loaded.handler(context), log))()
    const first = await Promise.race([ended, rang])
    if (first !== 'timeout') return { timedOut: false, loaded: true, outcome: first }
    ended.catch(() => undefined)
    log.error('Execution timed out.')
    return { timedOut: true, loaded: true, outcome: failedOutcome(500, log) }
  } catch (error) {
    log.error(error)
    return { timedOut: false, loaded: true, outcome: failedOutcome(500, log) }
  } finally {
    stop()
  }
}

async function invoke(command: Invoke): Promise<void> {
  const log = new ExecutionLog(command.logging)
  const answer = await currentLog.run(log, () => execute(command, log))
  sendToServer?.({ type: 'answer', id: command.id, ...answer } satisfies WorkerAnswer)
}

function prepare(command: Load): void {
  deployment = command
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name)
  Object.assign(process.env, command.environment)
  process.chdir(command.directory)
  process.argv.splice(1, process.argv.length, join(command.directory, command.entrypoint))
  const settings: GuardSettings = {
    serverPid,
    maximumMemoryBytes: (command.maximumMemoryMb + PROCESS_OVERHEAD_MB) * 1024 * 1024,
  }
  new Worker(new URL(`./worker-guard${extname(import.meta.url)}`, import.meta.url), {
    workerData: settings,
    env: {},
  }).unref()
}

function captureConsole(): void {
  for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const) {
    console[name] = (...values: unknown[]) => currentLog.getStore()?.native(values)
  }
}

captureConsole()
process.on('message', (command: WorkerCommand) => {
  if (command.type === 'load') prepare(command)
  else void invoke(command)
})
process.on('disconnect', () => process.exit())
Reflect.deleteProperty(process, 'send')
