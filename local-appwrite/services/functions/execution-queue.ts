import { AppwriteError } from '../appwrite-error.ts'

/** Executions that run side by side without anybody waiting for them, unless fewer are asked for. */
const CONCURRENCY = 64
/** Executions that may wait for their turn; more are refused, so that a flood cannot fill the memory. */
const WAITING_LIMIT = 5000

/** Runs jobs in order, some of them side by side. */
export interface ExecutionQueue {
  /** @throws AppwriteError general_rate_limit_exceeded when too many wait already */
  reserve(): void
  add(job: () => Promise<void>): void
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>
  /** Starts nothing more. */
  close(): void
}

/** Makes a queue that runs at most `concurrency` jobs at a time; `report` is told of jobs that reject. */
export function createExecutionQueue(
  report: (error: unknown) => void,
  concurrency = CONCURRENCY,
): ExecutionQueue {
  const waiting: (() => Promise<void>)[] = []
  const running = new Set<Promise<void>>()
  let closed = false

  const next = (): void => {
    while (running.size < concurrency) {
      const job = waiting.shift()
      if (job === undefined || closed) return
      const run = job()
        .catch(report)
        .finally(() => {
          running.delete(run)
          next()
        })
      running.add(run)
    }
  }

  return {
    reserve() {
      if (waiting.length >= WAITING_LIMIT) throw new AppwriteError('general_rate_limit_exceeded')
    },
    add(job) {
      waiting.push(job)
      next()
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
    close() {
      closed = true
      waiting.length = 0
    },
  }
}
