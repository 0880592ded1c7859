import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as z from 'zod/mini'

const run = promisify(execFile)

/** Odd, so that a median would be one of them; enough that one is undisturbed. */
const RUNS = 9

export interface ColdStart {
  /** `require()` and the first answer, in milliseconds. */
  readonly ms: number
  /** The process's largest resident size, in MB. */
  readonly memoryMb: number
}

/** Asks for a route that does not exist: all of the bundle is loaded, and nothing is sent. */
const PROGRAM = `
require('node:http')
const context = {
  req: { method: 'GET', path: '/nowhere', queryString: '', headers: {}, bodyText: '' },
  res: { json: (body, status) => ({ body, status }), text: (body, status) => ({ body, status }) },
  log() {}, error() {},
}
const startedAt = performance.now()
Promise.resolve(require(process.argv[1])(context)).then(({ status }) => {
  if (status !== 404) throw new Error('answered ' + status)
  const ms = performance.now() - startedAt
  process.stdout.write(JSON.stringify({ ms, memoryMb: process.resourceUsage().maxRSS / 1000 }))
})
`

const Output = z.object({ ms: z.number(), memoryMb: z.number() })

/** Starts a built function in fresh processes, one after the other; gives the least of each figure. */
export async function measureColdStart(bundle: string): Promise<ColdStart> {
  const runs: ColdStart[] = []
  for (let count = 0; count < RUNS; count++) {
    const { stdout } = await run(process.execPath, ['-e', PROGRAM, bundle])
    runs.push(Output.parse(JSON.parse(stdout)))
  }
  return {
    ms: Math.min(...runs.map(({ ms }) => ms)),
    memoryMb: Math.min(...runs.map(({ memoryMb }) => memoryMb)),
  }
}
