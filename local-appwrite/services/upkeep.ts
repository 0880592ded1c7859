/** How often upkeep is done, in ms. */
const EVERY_MS = 3_600_000

/** Clears away what nobody will come back for. */
export interface Upkeep {
  /** Does everything once. Never rejects; a job that fails is reported and the others are done all the same. */
  run(): Promise<void>
  /** Does everything now and once an hour from now on. */
  start(): Promise<void>
  /** Starts nothing more, and resolves when what is under way has ended. */
  close(): Promise<void>
}

/** Makes the upkeep of a server out of its jobs, which run one after the other. */
export function createUpkeep(
  jobs: readonly (() => Promise<void>)[],
  report: (error: unknown) => void,
): Upkeep {
  let underWay = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let closed = false

  async function doAll(): Promise<void> {
    for (const job of jobs) {
      if (closed) return
      await job().catch(report)
    }
  }
  const run = (): Promise<void> => {
    underWay = underWay.then(doAll)
    return underWay
  }
  return {
    run,
    async start() {
      await run()
      if (closed) return
      timer = setInterval(() => void run(), EVERY_MS)
      timer.unref()
    },
    async close() {
      closed = true
      if (timer !== null) clearInterval(timer)
      await underWay
    },
  }
}
