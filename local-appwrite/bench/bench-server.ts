import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'
import { openConnection, type KeepAliveConnection } from './keep-alive-connection.ts'

const Announced = z.object({ endpoint: z.string(), projectId: z.string(), apiKey: z.string() })

export interface BenchServer {
  readonly endpoint: string
  readonly projectId: string
  /** Has every scope. */
  readonly apiKey: string
  /** From spawning the process to its first line, in milliseconds. */
  readonly startMs: number
  readonly pid: number
  /** Sends a request and gives its JSON. Throws unless the status is 2xx. */
  call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  stop(): Promise<void>
  /** Ends it in the middle of its work, as `kill -9` does. */
  kill(): Promise<void>
  /** True once `stop` or `kill` was called. */
  isKilled(): boolean
}

const running = new Set<BenchServer>()

/** Ends what a bench that failed left running. */
export async function endBenchServers(): Promise<void> {
  await Promise.all([...running].map((server) => server.kill()))
}

/** Starts local-appwrite as a process of its own, as its users do. */
export async function startBenchServer(dataDir: string): Promise<BenchServer> {
  const startedAt = performance.now()
  const main = resolve(import.meta.dirname, '../main.ts')
  const child = spawn(process.execPath, [main, '--port', '0', '--data', dataDir, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await firstLine(createInterface({ input: child.stdout }))
  const startMs = performance.now() - startedAt
  const { endpoint, projectId, apiKey } = Announced.parse(JSON.parse(line))
  const headers = {
    'content-type': 'application/json',
    'x-appwrite-project': projectId,
    'x-appwrite-key': apiKey,
  }
  const idle: KeepAliveConnection[] = []
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    running.delete(server)
    for (const connection of idle.splice(0)) connection.close()
    const ended = once(child, 'close')
    child.kill(signal)
    await ended
  }
  const server: BenchServer = {
    endpoint,
    projectId,
    apiKey,
    startMs,
    pid: child.pid ?? 0,
    async call(method, path, body) {
      const connection = idle.pop() ?? openConnection(endpoint, headers)
      const answer = await connection.send(method, path, body === undefined ? '' : JSON.stringify(body))
      idle.push(connection)
      if (answer.status < 200 || answer.status > 299)
        throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`)
      // oxlint-disable-next-line typescript/no-unsafe-return -- what the server under test says, as it is
      return answer.body === '' ? {} : JSON.parse(answer.body)
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    isKilled: () => child.killed,
  }
  running.add(server)
  return server
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line
  throw new Error('the server ended before it listened')
}
