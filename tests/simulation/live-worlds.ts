import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { WorldsReport } from './worlds-report.ts'

const run = promisify(execFile)

export interface WorldsOptions {
  readonly worlds: number
  readonly seed: number
  /** Each world twice: both must be equal. */
  readonly twice?: boolean
  /** Makes a failing world as small as it gets. */
  readonly shrink?: boolean
}

/** Lives worlds in a process of their own, since they replace the clock. */
export async function liveWorlds(program: string, options: WorldsOptions): Promise<WorldsReport> {
  const { worlds, seed, twice, shrink } = options
  const { stdout } = await run(
    process.execPath,
    [
      program,
      '--worlds',
      String(worlds),
      '--seed',
      String(seed),
      ...(twice ? ['--twice'] : []),
      ...(shrink ? ['--shrink'] : []),
    ],
    { maxBuffer: 64 * 1024 * 1024 },
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what run-worlds.ts prints
  return JSON.parse(stdout) as WorldsReport
}

/** The worlds that broke a rule once; gives the names of those that do again. */
export async function liveKeptWorlds(
  program: string,
): Promise<{ readonly worlds: number; readonly broken: readonly string[] }> {
  const file = resolve(import.meta.dirname, 'kept-worlds.json')
  const { stdout } = await run(process.execPath, [program, '--kept', file])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what run-worlds.ts prints
  return JSON.parse(stdout) as { worlds: number; broken: string[] }
}
