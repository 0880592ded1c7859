import type { LoadableDeployment, RunFunction } from '../services/functions/function-invocation.ts'
import {
  type FunctionProcess,
  type WaitingProcess,
  startFunctionProcess,
  startWaitingProcess,
} from './function-process.ts'

/** How long a process is kept without a call, in ms (Appwrite's executor: 60 s; here a pause in a chat stays warm). */
const IDLE_LIMIT_MS = 10 * 60_000
/** Processes kept at once; the one idle for longest makes room. */
const PROCESS_LIMIT = 16

/** Memory of the process that is started ahead of need: that of the default specification, in MB. */
const SPARE_MEMORY_MB = 512
const SPARE_DELAY_MS = 250

interface Warm {
  process: FunctionProcess
  calls: number
  lastUsed: number
  functionId: string
}

/** Runs deployed code: one process per deployment, started by its first call and kept warm. */
export interface FunctionRuntime {
  run: RunFunction
  /** Starts a process ahead of need, so that the next cold start only has to load code. */
  prepare(): void
  /** Makes the next call of the function (of every function without an id) start a new process. */
  coldStart(functionId?: string): void
  /** Ends every process; resolves when all are gone. */
  close(): Promise<void>
}

/** The environment is read at start only, so another one is another process. */
function keyOf(deployment: LoadableDeployment): string {
  const { deploymentId, entrypoint, memoryMb, environment } = deployment
  return JSON.stringify([deploymentId, entrypoint, memoryMb, environment])
}

/** Makes a runtime. Construct once per server and `close()` it with the server. */
export function createFunctionRuntime(): FunctionRuntime {
  const warm = new Map<string, Warm>()
  const alive = new Set<FunctionProcess>()
  let closed = false
  let spare: WaitingProcess | null = null

  const prepare = (): void => {
    if (closed || spare !== null) return
    const started = startWaitingProcess(SPARE_MEMORY_MB)
    spare = started
    started.child.once('exit', () => {
      if (spare === started) spare = null
    })
  }

  const takeProcess = (memoryMb: number): WaitingProcess => {
    if (spare === null || spare.memoryMb !== memoryMb) return startWaitingProcess(memoryMb)
    const taken = spare
    spare = null
    // The next one starts once this cold start is over, so that the two don't compete for the processor.
    setTimeout(prepare, SPARE_DELAY_MS).unref()
    return taken
  }

  const drop = (key: string, process: FunctionProcess): void => {
    if (warm.get(key)?.process === process) warm.delete(key)
    process.retire()
  }

  const start = (key: string, deployment: LoadableDeployment): Warm => {
    const process = startFunctionProcess(takeProcess(deployment.memoryMb), deployment, () =>
      drop(key, process),
    )
    const entry: Warm = { process, calls: 0, lastUsed: Date.now(), functionId: deployment.functionId }
    alive.add(process)
    const forget = (): void => {
      alive.delete(process)
      if (warm.get(key)?.process === process) warm.delete(key)
    }
    void process.ended.then(forget)
    warm.set(key, entry)
    return entry
  }

  /** Processes that an earlier version or an older environment of the function left behind, and idle ones. */
  const makeRoom = (functionId: string): void => {
    const now = Date.now()
    const idle = [...warm].filter(([, entry]) => entry.calls === 0)
    for (const [key, entry] of idle) {
      if (entry.functionId === functionId || now - entry.lastUsed > IDLE_LIMIT_MS) drop(key, entry.process)
    }
    const oldest = idle.filter(([key]) => warm.has(key)).sort(([, a], [, b]) => a.lastUsed - b.lastUsed)
    for (const [key, entry] of oldest.slice(0, Math.max(0, warm.size - PROCESS_LIMIT + 1))) {
      drop(key, entry.process)
    }
  }

  const sweep = setInterval(() => makeRoom(''), 60_000)
  sweep.unref()

  return {
    async run(deployment, request, options) {
      if (closed)
        return {
          statusCode: 500,
          headers: {},
          body: new Uint8Array(),
          logs: '',
          errors: 'The server is stopping.',
        }
      const key = keyOf(deployment)
      if (!warm.has(key)) makeRoom(deployment.functionId)
      const entry = warm.get(key) ?? start(key, deployment)
      entry.calls += 1
      try {
        return await entry.process.invoke(request, options)
      } finally {
        entry.calls -= 1
        entry.lastUsed = Date.now()
      }
    },
    prepare,
    coldStart(functionId) {
      for (const [key, entry] of warm) {
        if (functionId === undefined || entry.functionId === functionId) drop(key, entry.process)
      }
    },
    async close() {
      closed = true
      clearInterval(sweep)
      const ending = [...alive].map((process) => process.ended)
      for (const process of alive) process.kill()
      spare?.child.kill('SIGKILL')
      await Promise.all(ending)
    },
  }
}
