import { spawn, type ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createServer } from 'node:net'
import * as z from 'zod/mini'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'

const root = resolve(import.meta.dirname, '../..')
const Connection = z.object({
  endpoint: z.string(),
  projectId: z.string(),
  key: z.string(),
  databaseId: z.string(),
  adminSecret: z.string(),
})

/** What `npm start` runs, as a process of its own. */
export interface RunningStart {
  readonly origin: string
  readonly endpoint: string
  readonly projectId: string
  readonly adminSecret: string
  readonly repositories: Repositories
  /** Everything that it printed so far. */
  output(): string
  /** Ends it by a signal and gives its exit code, null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** Starts it and waits until it is ready, or has ended by itself. */
export async function runStart(
  port: number,
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningStart | Ended> {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const { promise: isReady, resolve: ready } = Promise.withResolvers<'ready'>()
  const listen = (text: string) => {
    output += text
    if (output.includes('End with Ctrl-C')) ready('ready')
  }
  child.stdout.setEncoding('utf8').on('data', listen)
  child.stderr.setEncoding('utf8').on('data', listen)
  const ended = endOf(child)
  if ((await Promise.race([isReady, ended])) !== 'ready') return { code: await ended, output }
  const connection = Connection.parse(JSON.parse(await readFile(resolve(dataDir, 'connection.json'), 'utf8')))
  return {
    origin: `http://localhost:${port}`,
    ...connection,
    repositories: openRepositories(connection),
    output: () => output,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

/** As `runStart`, for tests that need it to run. */
export async function mustStart(
  port: number,
  dataDir: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningStart> {
  const started = await runStart(port, dataDir, environment)
  if ('code' in started) throw new Error(`npm start ended with ${started.code}: ${started.output}`)
  return started
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const { promise, resolve: listening } = Promise.withResolvers<null>()
  server.listen(0, () => listening(null))
  await promise
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function endOf(child: ChildProcess): Promise<number | null> {
  const { promise, resolve: done } = Promise.withResolvers<number | null>()
  child.once('close', done)
  return promise
}
