/** The transaction verbs of one connection. */
interface Verbs {
  begin(): void
  savepoint(): void
  release(): void
  undoJob(): void
  commit(): void
  rollback(): void
  /** True for the refusal of `begin` that another process's lock causes. */
  isBusy(error: unknown): boolean
  /** False after SQLite itself gave the transaction up (disk full, I/O error). */
  isOpen(): boolean
}

interface Job {
  run(): void
  settle(error: { cause: unknown } | null): void
  callbacks: (() => void)[]
  /** `performance.now()` when it was given. */
  since: number
}

/** Jobs that share one fsync; also bounds how long the event loop is held. */
const JOBS_IN_A_GROUP = 256
/** How long writes wait for another process's lock, and how often they try; reads go on meanwhile. In ms. */
const BUSY_MAX_MS = 2_000
const BUSY_RETRY_MS = 20

/**
 * Lets many small writes share one commit: those that wait when the event loop comes round run one after another,
 * each behind its own savepoint, and are answered together once the commit is on the disk.
 */
export function openGroupCommit(verbs: Verbs) {
  const waiting: Job[] = []
  const undoCallbacks: (() => void)[] = []
  let scheduled = false
  const whenIdle: (() => void)[] = []
  let current: Job | null = null

  const undone = () => {
    for (const callback of undoCallbacks) callback()
  }

  const abandon = () => {
    if (verbs.isOpen()) verbs.rollback()
    undone()
  }

  /** False when the group has to wait for somebody else's lock. */
  function runGroup(jobs: readonly Job[]): boolean {
    const succeeded: Job[] = []
    const failed: { job: Job; cause: unknown }[] = []
    try {
      verbs.begin()
    } catch (cause) {
      const [oldest] = jobs
      if (verbs.isBusy(cause) && oldest !== undefined && performance.now() - oldest.since < BUSY_MAX_MS)
        return false
      for (const job of jobs) job.settle({ cause })
      return true
    }
    try {
      for (const job of jobs) {
        verbs.savepoint()
        current = job
        try {
          job.run()
          verbs.release()
          succeeded.push(job)
        } catch (cause) {
          if (!verbs.isOpen()) throw cause
          verbs.undoJob()
          undone()
          failed.push({ job, cause })
        } finally {
          current = null
        }
      }
      verbs.commit()
    } catch (cause) {
      abandon()
      for (const job of jobs) job.settle({ cause })
      return true
    }
    for (const job of succeeded) for (const callback of job.callbacks) callback()
    for (const job of succeeded) job.settle(null)
    for (const { job, cause } of failed) job.settle({ cause })
    return true
  }

  function drain(): void {
    const jobs = waiting.splice(0, JOBS_IN_A_GROUP)
    if (!runGroup(jobs)) {
      waiting.unshift(...jobs)
      setTimeout(drain, BUSY_RETRY_MS)
      return
    }
    scheduled = false
    if (waiting.length > 0) schedule()
    else for (const resolve of whenIdle.splice(0)) resolve()
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(drain)
  }

  return {
    transaction<T>(work: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        let result: { value: T } | null = null
        waiting.push({
          callbacks: [],
          since: performance.now(),
          run() {
            result = { value: work() }
          },
          settle(error) {
            if (error !== null) reject(error.cause)
            else if (result !== null) resolve(result.value)
          },
        })
        schedule()
      })
    },
    trial<T>(work: () => T): T {
      verbs.begin()
      try {
        return work()
      } finally {
        abandon()
      }
    },
    afterCommit(callback: () => void): void {
      if (current === null) throw new Error('afterCommit is only for the inside of a transaction')
      current.callbacks.push(callback)
    },
    onUndo(callback: () => void): void {
      undoCallbacks.push(callback)
    },
    idle: (): Promise<void> =>
      waiting.length === 0 && !scheduled
        ? Promise.resolve()
        : new Promise((resolve) => {
            whenIdle.push(resolve)
          }),
  }
}
