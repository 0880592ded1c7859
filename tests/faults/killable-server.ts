import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'

const Announced = z.object({
  origin: z.string(),
  connection: z.object({
    endpoint: z.string(),
    projectId: z.string(),
    key: z.string(),
    databaseId: z.string(),
  }),
  adminSecret: z.string(),
  agentId: z.string(),
})
type Announced = z.infer<typeof Announced>

/** The whole product on one port and one data folder, however often it is killed. */
export interface KillableServer extends Announced {
  /** The tables themselves, past all faults. */
  readonly repositories: Repositories
  /** Ends it in the middle of its work, as `kill -9` does, and starts it again on what it left. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** Needs what `npm run build` makes. */
export async function startKillableServer(dataDir: string): Promise<KillableServer> {
  let { child, announced } = await start(0, dataDir)
  const port = Number(new URL(announced.origin).port)
  return {
    ...announced,
    repositories: openRepositories(announced.connection),
    kill: async () => {
      await end(child, 'SIGKILL')
      child = (await start(port, dataDir)).child
    },
    stop: () => end(child, 'SIGTERM'),
  }
}

async function start(
  port: number,
  dataDir: string,
): Promise<{ readonly child: ChildProcess; readonly announced: Announced }> {
  const main = join(import.meta.dirname, 'server-process.ts')
  const child = spawn(process.execPath, [main, String(port), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, announced: Announced.parse(JSON.parse(line)) }
  }
  throw new Error('the server ended before it listened')
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
