import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod/mini'

const run = promisify(execFile)

/** Enough that one of each is undisturbed. */
const RUNS = 9

export interface CliStart {
  /** Until it says what is wrong, in milliseconds: for people, as a busy machine makes it any number. */
  readonly ms: number
  /** Processor time of the same, over that of an empty Node process in the same run. */
  readonly overBareNode: number
}

/** Runs a verb that loads all of its code, the SDK too, and ends before its first call, as no session has such an id. */
const PROGRAM = `
const before = process.cpuUsage()
const bareMs = (before.user + before.system) / 1000
const startedAt = performance.now()
const [, bundle] = process.argv
process.argv = [process.execPath, 'porchlight', 'show', '../x']
await import(bundle)
if (process.exitCode !== 3) throw new Error('ended with ' + process.exitCode)
process.exitCode = 0
const ms = performance.now() - startedAt
const used = process.cpuUsage(before)
process.stdout.write(JSON.stringify({ ms, bareMs, usedMs: (used.user + used.system) / 1000 }))
`
const NOWHERE = {
  APPWRITE_ENDPOINT: 'http://localhost/v1',
  APPWRITE_PROJECT_ID: 'none',
  APPWRITE_API_KEY: 'none',
}

const Output = z.object({ ms: z.number(), bareMs: z.number(), usedMs: z.number() })

/** Starts the built `porchlight` in fresh processes, one after the other; gives the least of each figure. */
export async function measureCliStart(entry: string): Promise<CliStart> {
  const runs: z.infer<typeof Output>[] = []
  const args = ['--input-type=module', '-e', PROGRAM, pathToFileURL(entry).href]
  for (let count = 0; count < RUNS; count++) {
    const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...NOWHERE } })
    runs.push(Output.parse(JSON.parse(stdout)))
  }
  const least = (name: keyof (typeof runs)[number]) => Math.min(...runs.map((one) => one[name]))
  return { ms: least('ms'), overBareNode: least('usedMs') / least('bareMs') }
}
