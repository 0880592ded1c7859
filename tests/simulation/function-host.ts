import { createRequire } from 'node:module'
import { Script } from 'node:vm'
import type { Execution, ModelAnswer, ModelRequest } from './appwrite-model/server.ts'
import type { Faults } from './faults.ts'
import { createOwner, currentOwner, endOwner, runAs, runAsWorld, type Owner } from './owner.ts'
import type { Random } from './seeded-random.ts'
import type { VirtualClock } from './virtual-clock.ts'

type Main = (context: object) => Promise<unknown>

export interface HostSurroundings {
  readonly clock: VirtualClock
  readonly random: Random
  readonly faults: Faults
  /** The built bundle of a function. */
  readonly bundle: (functionId: string) => Script
  readonly ask: (request: ModelRequest) => Promise<ModelAnswer>
  readonly log: (line: string) => void
}

const nodeRequire = createRequire(import.meta.url)
/** Connections cost nothing here. */
function KeptOpen() {}
const FAILED = { status: 500, body: '' }

/**
 * Runs the built functions as Appwrite's runtime does: each in a process that stays warm, whose executions share it and
 * die with it; asynchronous ones one after another in a single line.
 */
export function createFunctionHost(surroundings: HostSurroundings) {
  const { clock, random, faults, log } = surroundings
  const warm = new Map<string, { readonly main: Main; readonly executions: Set<Owner> }>()
  let line = Promise.resolve()

  function processOf(functionId: string) {
    const present = warm.get(functionId)
    if (present) return present
    const module: { exports: unknown } = { exports: {} }
    const wrapper: unknown = surroundings.bundle(functionId).runInThisContext()
    if (typeof wrapper !== 'function') throw new Error('a bundle is wrapped in a function')
    Reflect.apply(wrapper, undefined, [requireIn, module, module.exports])
    const started = { main: module.exports as Main, executions: new Set<Owner>() }
    warm.set(functionId, started)
    return started
  }

  /** The process is gone with everything in it. */
  function kill(functionId: string): void {
    const present = warm.get(functionId)
    warm.delete(functionId)
    for (const execution of present?.executions ?? []) endOwner(execution)
  }

  /** What the bundles ask Node for: the network and the time are the world's. */
  function requireIn(name: string): unknown {
    if (name === 'node:http' || name === 'node:https') return { request, Agent: KeptOpen }
    if (name === 'node:timers/promises') return { setTimeout: (delayMs: number) => clock.sleep(delayMs) }
    return nodeRequire(name)
  }

  /** As much of `http.request` as `sdk-transport.ts` uses. */
  function request(
    url: URL,
    options: { method: string; headers: Record<string, string | number> },
    done: (response: object) => void,
  ) {
    const owner = currentOwner()
    const fail = new Set<(error: Error) => void>()
    return {
      on: (event: string, listener: (error: Error) => void) => event === 'error' && fail.add(listener),
      destroy: () => undefined,
      end: (body: string) => void send(body),
    }

    async function send(body: string): Promise<void> {
      if (dies(owner)) return
      await clock.sleep(random.between(1, 8))
      const headers: Record<string, string> = {}
      for (const [name, value] of Object.entries(options.headers)) headers[name.toLowerCase()] = String(value)
      const answer = await runAsWorld(() =>
        surroundings.ask({
          method: options.method,
          path: url.pathname.replace('/v1', ''),
          query: url.searchParams,
          headers,
          body,
        }),
      )
      await clock.sleep(random.between(1, 8))
      if (dies(owner)) return
      const text = answer.status === 204 ? '' : JSON.stringify(answer.body)
      done({
        statusCode: answer.status,
        headers: text === '' ? {} : { 'content-type': 'application/json' },
        async *[Symbol.asyncIterator]() {
          yield Buffer.from(text)
        },
      })
    }
  }

  /** Whether the process dies at this call, with all that it has under way. */
  function dies(owner: Owner | null): boolean {
    if (owner === null || !owner.isAlive) return owner !== null
    if (!faults.happens('functionKilled')) return false
    kill(owner.name)
    return true
  }

  async function execute(execution: Execution): Promise<{ readonly status: number; readonly body: string }> {
    const { functionId } = execution
    const { main, executions } = processOf(functionId)
    const owner = createOwner('execution', functionId)
    executions.add(owner)
    const [path = '/', queryString = ''] = execution.path.split('?')
    const { promise, resolve } = Promise.withResolvers<{ status: number; body: string }>()
    owner.onEnd.add(() => resolve(FAILED))
    const answer = (body: string, status = 200) => {
      resolve({ status, body })
      return {}
    }
    const context = {
      req: {
        method: execution.method,
        path,
        queryString,
        headers: { 'x-appwrite-key': `key of ${functionId}`, ...execution.headers },
        bodyText: execution.body,
      },
      res: {
        json: (body: unknown, status?: number) => answer(JSON.stringify(body), status),
        text: answer,
      },
      log,
      error: log,
    }
    runAs(owner, () => void main(context))
    const ended = await promise
    executions.delete(owner)
    owner.isAlive = false
    return ended
  }

  return {
    execute,
    kill,
    /** Runs it once all that was asked for before has ended. */
    executeLater(execution: Execution, delayMs: number): void {
      line = runAsWorld(() =>
        inLine(line, async () => {
          await clock.sleep(delayMs)
          await execute(execution)
        }),
      )
    },
  }
}

async function inLine(before: Promise<void>, work: () => Promise<void>): Promise<void> {
  await before
  await work()
}
