import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

import type {
  FunctionOutcome,
  FunctionRequest,
  LoadableDeployment,
} from '../services/functions/function-invocation.ts'
import { type WorkerAnswer, type WorkerCommand, readWorkerAnswer } from './worker-messages.ts'

/** How much longer than its time limit a call may stay unanswered before its process counts as stuck, in ms. */
const STUCK_AFTER_MS = 1500
/** How much of what a dying process wrote is kept for the execution's errors, in characters. */
const LAST_WORDS_LIMIT = 8000

const WORKER_FILE = fileURLToPath(new URL(`./worker-main${extname(import.meta.url)}`, import.meta.url))

interface Waiting {
  settle: (outcome: FunctionOutcome) => void
  stuck: NodeJS.Timeout
}

/** The process of one deployment. It takes calls side by side until it exits; `ended` resolves then. */
export interface FunctionProcess {
  /** Answers one call; a crash, a stuck process and `kill` answer 500. Never rejects. */
  invoke(request: FunctionRequest, options: { timeoutMs: number; logging: boolean }): Promise<FunctionOutcome>
  /** Takes no more calls from now on: ends as soon as those under way are answered. */
  retire(): void
  /** Ends at once; calls under way are answered with 500. */
  kill(): void
  readonly ended: Promise<void>
}

function crashOutcome(errors: string): FunctionOutcome {
  return { statusCode: 500, headers: {}, body: new Uint8Array(), logs: '', errors }
}

/** A process that has started and waits to be told what to load. */
export interface WaitingProcess {
  readonly child: ChildProcess
  readonly memoryMb: number
}

/** Starts a process with a heap of at most `memoryMb`; it holds no code yet. */
export function startWaitingProcess(memoryMb: number): WaitingProcess {
  const child = fork(WORKER_FILE, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${memoryMb}`, '--disable-warning=ExperimentalWarning'],
    // The server's own environment holds secrets; the code gets only the variables of its deployment.
    env: {},
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  // Until someone takes it over, nobody else would hear of a process that cannot start.
  child.on('error', () => undefined)
  return { child, memoryMb }
}

/**
 * Gives a waiting process to `deployment`; the code itself is loaded by the first call. `onUnfit` is told when the
 * process should get no further calls: its code could not be loaded, or a call ran over its time.
 */
export function startFunctionProcess(
  { child }: WaitingProcess,
  deployment: LoadableDeployment,
  onUnfit: () => void,
): FunctionProcess {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let lastWords = ''
  let retired = false
  let over = false

  const tell = (command: WorkerCommand): void => {
    child.send(command, (error) => {
      if (error !== null) kill()
    })
  }
  const kill = (): void => {
    child.kill('SIGKILL')
  }
  const retire = (): void => {
    retired = true
    if (waiting.size === 0) kill()
  }
  const settle = ({ id, outcome }: WorkerAnswer): void => {
    const call = waiting.get(id)
    if (call === undefined) return
    waiting.delete(id)
    clearTimeout(call.stuck)
    call.settle(outcome)
    if (retired && waiting.size === 0) kill()
  }

  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const finish = (reason: string): void => {
    if (over) return
    over = true
    const errors = lastWords === '' ? reason : `${reason}\n${lastWords}`
    for (const [id, call] of waiting) {
      waiting.delete(id)
      clearTimeout(call.stuck)
      call.settle(crashOutcome(errors))
    }
    end()
  }

  child.stdout?.resume()
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-LAST_WORDS_LIMIT)
  })
  child.on('message', (message) => {
    const answer = readWorkerAnswer(message)
    if (answer === null) return
    if (answer.timedOut || !answer.loaded) onUnfit()
    settle(answer)
  })
  child.on('error', (error) => finish(`The function's process failed: ${error.message}`))
  child.on('disconnect', () => {
    onUnfit()
    kill()
  })
  // `close` comes after the last of stderr, which tells why a process crashed.
  child.on('close', (code, signal) => {
    finish(`The function's process ended (${signal === null ? `exit code ${code ?? 0}` : signal}).`)
  })
  tell({
    type: 'load',
    directory: deployment.directory,
    entrypoint: deployment.entrypoint,
    environment: deployment.environment,
    maximumMemoryMb: deployment.memoryMb,
  })

  return {
    invoke(request, { timeoutMs, logging }) {
      if (over) return Promise.resolve(crashOutcome("The function's process has ended."))
      const { promise, resolve } = Promise.withResolvers<FunctionOutcome>()
      const id = ++lastId
      const stuck = setTimeout(() => {
        lastWords = 'Execution timed out.'
        onUnfit()
        kill()
      }, timeoutMs + STUCK_AFTER_MS)
      waiting.set(id, { settle: resolve, stuck })
      tell({ type: 'invoke', id, request, timeoutMs, logging })
      return promise
    },
    retire,
    kill,
    ended,
  }
}
