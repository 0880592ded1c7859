import type { Database } from '../../store/database.ts'
import type { ExecutionDocument, FunctionDocuments } from '../../store/documents/function-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { nextRun, parseCron } from './cron.ts'
import type { ExecutionQueue } from './execution-queue.ts'
import type { Executable, ExecutionRequest } from './execution-request.ts'
import type { ExecutionRunner } from './execution-runner.ts'
import { PROJECT } from './functions.ts'

/** Longest time to sleep, in ms: timers cannot wait longer than 24 days, and a suspended laptop wakes up late. */
const SLEEP_LIMIT_MS = 60_000
/** How often old executions are looked for, in ms. */
const CLEAN_EVERY_MS = 3_600_000

/** Runs functions by the clock: by their cron expressions, and single executions at the time asked for. */
export function createFunctionSchedule(dependencies: {
  readonly db: Database
  readonly documents: FunctionDocuments
  readonly runner: ExecutionRunner
  readonly queue: ExecutionQueue
  readonly report: (error: unknown) => void
}) {
  const { db, documents, runner, queue, report } = dependencies
  const { functions, scheduled } = documents
  /** Function id to its next time. A function that is new here is never started for times that have passed. */
  let planned = new Map<string, { schedule: string; at: number }>()
  let timer: NodeJS.Timeout | null = null
  let closed = false
  let lastCleaning = 0

  const plan = (now: number): void => {
    const next = new Map<string, { schedule: string; at: number }>()
    for (const { value } of functions.all(PROJECT)) {
      const cron = value.enabled && value.schedule !== '' ? parseCron(value.schedule) : null
      if (cron === null) continue
      const known = planned.get(value.$id)
      const at = known?.schedule === value.schedule ? known.at : nextRun(cron, now)
      if (at !== null) next.set(value.$id, { schedule: value.schedule, at })
    }
    planned = next
  }

  function start(functionId: string): void {
    queue.add(async () => {
      const executable = runner.executable(functionId, false)
      const request: ExecutionRequest = {
        trigger: 'schedule',
        instigator: { userId: null, sessionId: null },
        method: 'POST',
        path: '/',
        headers: { 'user-agent': 'Appwrite/1.9.6' },
        body: new Uint8Array(),
        clientIp: null,
        owned: false,
      }
      const execution = await runner.store(executable, request, null)
      await runner.runStored(executable, execution, request)
    })
  }

  async function startScheduled(now: number): Promise<void> {
    for (const { id, value } of scheduled.all('')) {
      if (value.dueAt > now) continue
      const isMine = await db.transaction(() => scheduled.remove('', id))
      const execution = documents.executions.get(value.functionId, id)?.value
      if (!isMine || execution === undefined) continue
      queue.add(async () => {
        const executable = runner.executable(value.functionId, false)
        await runner.runStored(executable, execution, {
          trigger: 'schedule',
          instigator: { userId: value.userId, sessionId: null },
          method: execution.requestMethod,
          path: execution.requestPath,
          headers: value.headers,
          body: Buffer.from(value.body, 'utf8'),
          clientIp: null,
          owned: true,
        })
      })
    }
  }

  async function tick(now: number): Promise<void> {
    for (const [functionId, { schedule, at }] of planned) {
      if (at > now) continue
      const cron = parseCron(schedule)
      const next = cron === null ? null : nextRun(cron, now)
      if (next === null) planned.delete(functionId)
      else planned.set(functionId, { schedule, at: next })
      start(functionId)
    }
    await startScheduled(now)
    if (now - lastCleaning < CLEAN_EVERY_MS) return
    lastCleaning = now
    await runner.removeOld(now)
  }

  function sleep(): void {
    if (closed) return
    if (timer !== null) clearTimeout(timer)
    const now = Date.now()
    const times = [...planned.values()].map(({ at }) => at)
    for (const { value } of scheduled.all('')) times.push(value.dueAt)
    const wait = Math.min(SLEEP_LIMIT_MS, ...times.map((at) => Math.max(0, at - now)))
    timer = setTimeout(() => {
      tick(Date.now()).catch(report).finally(sleep)
    }, wait)
    timer.unref()
  }

  return {
    /** Stores an execution that starts at `dueAt` (milliseconds since 1970). It survives restarts. */
    async arrange(
      executable: Executable,
      request: ExecutionRequest,
      dueAt: number,
    ): Promise<ExecutionDocument> {
      const execution = await runner.store(executable, request, formatTime(dueAt))
      await db.transaction(() => {
        scheduled.insert('', execution.$id, {
          functionId: executable.view.$id,
          dueAt,
          headers: { ...request.headers },
          body: Buffer.from(request.body).toString('utf8'),
          userId: request.instigator.userId,
        })
      })
      sleep()
      return execution
    },

    /** Looks at the functions' schedules again: at the start, and after any of them changed. */
    refresh(): void {
      plan(Date.now())
      sleep()
    },

    /** Does what is due at `now`. Called by the timer; tests call it with a clock of their own. */
    tick,

    close(): void {
      closed = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}

export type FunctionSchedule = ReturnType<typeof createFunctionSchedule>
