import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

import { bundle } from '../scripts/build-package.ts'
import { startLocalAppwrite } from '../server.ts'
import { medianMs } from './measure.ts'

const ROUNDS = 15

export interface StartFigures {
  /** What this machine needs for a Node that does nothing. */
  readonly nodeMs: number
  /** From spawning the packed command to the line that says where it listens, on a folder that is there. */
  readonly packageMs: number
  /** A server in memory, in a process that has loaded the code: what `startLocalAppwrite` of a test costs. */
  readonly inMemoryMs: number
}

/** Starts processes and servers, one after the other; medians. */
export async function benchStart(folder: string): Promise<StartFigures> {
  const dist = join(folder, 'dist')
  await bundle(resolve(import.meta.dirname, '..'), dist, ['./main.ts', './server.ts'])
  const command = [join(dist, 'main.js'), '--port', '0', '--data', join(folder, 'data'), '--json']
  const nodeMs = await medianMs(ROUNDS, () => untilFirstOutput(['-e', 'console.log(0)']))
  const packageMs = await medianMs(ROUNDS, () => untilFirstOutput(command))
  const servers: { close(): Promise<void> }[] = []
  const inMemoryMs = await medianMs(ROUNDS, async () => {
    servers.push(await startLocalAppwrite({ port: 0, host: '127.0.0.1' }))
  })
  await Promise.all(servers.map((server) => server.close()))
  return { nodeMs, packageMs, inMemoryMs }
}

/** Starts a process and ends it as its user would (compiled code is kept then), as soon as it has printed something. */
async function untilFirstOutput(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  await closed
}
