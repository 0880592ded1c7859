/** The few API workers that take executions: each serves one request from its beginning to its answer. */
export interface ExecutionWorkers {
  /** Waits for a free worker, first come, first served, and keeps it until `serve` ends. */
  serve<T>(serve: () => Promise<T>): Promise<T>
  /** Serves nobody who still waits. */
  close(): void
}

/** `count` null: as many as there are requests. */
export function createExecutionWorkers(count: number | null): ExecutionWorkers {
  const waiting: (() => void)[] = []
  let free = count ?? Number.POSITIVE_INFINITY

  async function takeOne(): Promise<void> {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return {
    async serve(serve) {
      await takeOne()
      try {
        return await serve()
      } finally {
        const next = waiting.shift()
        if (next === undefined) free += 1
        else next()
      }
    },
    close() {
      waiting.length = 0
    },
  }
}
