import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'

const Announced = z.object({ endpoint: z.string(), projectId: z.string(), apiKey: z.string() })

export interface BenchServer {
  readonly endpoint: string
  readonly projectId: string
  /** From spawning the process to its first line, in milliseconds. */
  readonly startMs: number
  readonly pid: number
  /** Sends a request and gives its JSON. Throws unless the status is 2xx. */
  call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>
  stop(): Promise<void>
}

/** Starts local-appwrite as a process of its own, as its users do. */
export async function startBenchServer(dataDir: string): Promise<BenchServer> {
  const startedAt = performance.now()
  const main = resolve(import.meta.dirname, '../../local-appwrite/main.ts')
  const child = spawn(process.execPath, [main, '--port', '0', '--data', dataDir, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await firstLine(createInterface({ input: child.stdout }))
  const startMs = performance.now() - startedAt
  const { endpoint, projectId, apiKey } = Announced.parse(JSON.parse(line))
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const headers = {
    'content-type': 'application/json',
    'x-appwrite-project': projectId,
    'x-appwrite-key': apiKey,
  }
  return {
    endpoint,
    projectId,
    startMs,
    pid: child.pid ?? 0,
    call(method, path, body) {
      const { promise, resolve: answered, reject } = Promise.withResolvers<Record<string, unknown>>()
      const text = body === undefined ? '' : JSON.stringify(body)
      const sent = request(
        endpoint + path,
        { method, agent, headers: { ...headers, 'content-length': Buffer.byteLength(text) } },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString()
            const status = response.statusCode ?? 0
            if (status < 200 || status > 299) reject(new Error(`${method} ${path}: ${status} ${answer}`))
            else answered(answer === '' ? {} : JSON.parse(answer))
          })
        },
      )
      sent.on('error', reject)
      sent.end(text)
      return promise
    },
    async stop() {
      agent.destroy()
      const { promise, resolve: ended } = Promise.withResolvers<null>()
      child.once('close', () => ended(null))
      child.kill('SIGTERM')
      await promise
    },
  }
}

async function firstLine(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) return line
  throw new Error('the server ended before it listened')
}
