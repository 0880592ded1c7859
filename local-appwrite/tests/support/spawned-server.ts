import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'

export const MAIN = resolve(import.meta.dirname, '../../main.ts')

/** What the command line printed once it listened. */
export interface Announcement {
  endpoint: string
  projectId: string
  apiKey: string
}

/** A server in a process of its own. */
export type SpawnedServer = Announcement & {
  process: ChildProcess
  /** Ends it with a signal and answers its exit code (null when the signal ended it). */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/**
 * Starts the command line with --json on any free port and waits until it listens. With `fileSizeKb` no file of it
 * can grow beyond that, which to a program is what a full disk is.
 */
export async function spawnServer(
  folder: string,
  limits: { fileSizeKb?: number; rateLimits?: boolean } = {},
): Promise<SpawnedServer> {
  const args = [MAIN, '--port', '0', '--data', folder, '--json', '--host', '127.0.0.1']
  if (limits.rateLimits === true) args.push('--rate-limits')
  const stdio = ['ignore', 'pipe', 'inherit'] satisfies StdioOptions
  const child =
    limits.fileSizeKb === undefined
      ? spawn(process.execPath, args, { stdio })
      : spawn(
          'bash',
          ['-c', `trap '' XFSZ; ulimit -f ${limits.fileSizeKb}; exec "$0" "$@"`, process.execPath, ...args],
          { stdio },
        )
  if (child.stdout === null) throw new Error('the process has no output')
  const lines = createInterface({ input: child.stdout })
  const [line]: unknown[] = await once(lines, 'line')
  const announced: Announcement = JSON.parse(String(line))
  return {
    ...announced,
    process: child,
    async end(signal) {
      const exited = once(child, 'exit')
      child.kill(signal)
      const [code]: unknown[] = await exited
      return typeof code === 'number' ? code : null
    },
  }
}

/** Runs the command line to its end. */
export async function runCommand(
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => (output.stdout += String(chunk)))
  child.stderr.on('data', (chunk) => (output.stderr += String(chunk)))
  const [code]: unknown[] = await once(child, 'close')
  return { code: typeof code === 'number' ? code : null, ...output }
}
