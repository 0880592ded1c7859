import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod/mini'

const run = promisify(execFile)

/** Enough that one of each is undisturbed. */
const RUNS = 15

export interface ColdStart {
  /** `require()` and the first answer, in milliseconds: for people, as a busy machine makes it any number. */
  readonly ms: number
  /** Processor time of the same, over that of an empty Node process in the same run. */
  readonly overBareNode: number
  /** The process's resident size once it has answered, in MB: `maxRSS` begins with the size of whoever started it. */
  readonly memoryMb: number
}

/** Requests a route that does not exist: all of the bundle is loaded, and nothing is sent. */
const PROGRAM = `
require('node:http')
const context = {
  req: { method: 'GET', path: '/nowhere', queryString: '', headers: {}, bodyText: '' },
  res: { json: (body, status) => ({ body, status }), text: (body, status) => ({ body, status }) },
  log() {}, error() {},
}
const before = process.cpuUsage()
const bareMs = (before.user + before.system) / 1000
const startedAt = performance.now()
Promise.resolve(require(process.argv[1])(context)).then(({ status }) => {
  if (status !== 404) throw new Error('answered ' + status)
  const ms = performance.now() - startedAt
  const used = process.cpuUsage(before)
  const memoryMb = process.memoryUsage.rss() / 1e6
  process.stdout.write(JSON.stringify({ ms, bareMs, usedMs: (used.user + used.system) / 1000, memoryMb }))
})
`

const Output = z.object({ ms: z.number(), bareMs: z.number(), usedMs: z.number(), memoryMb: z.number() })

/** Starts a built function in fresh processes, one after the other; gives the least of each figure. */
export async function measureColdStart(bundle: string): Promise<ColdStart> {
  const runs: z.infer<typeof Output>[] = []
  for (let count = 0; count < RUNS; count++) {
    const { stdout } = await run(process.execPath, ['-e', PROGRAM, bundle])
    runs.push(Output.parse(JSON.parse(stdout)))
  }
  const least = (name: keyof (typeof runs)[number]) => Math.min(...runs.map((one) => one[name]))
  return {
    ms: least('ms'),
    overBareNode: least('usedMs') / least('bareMs'),
    memoryMb: least('memoryMb'),
  }
}
