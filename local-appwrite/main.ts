#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

// The server's code is compiled once, not at every start.
enableCompileCache()
const { startLocalAppwrite } = await import('./server.ts')

const DEFAULT_PORT = 4100
const DEFAULT_DATA = '.local-appwrite'
const DOCS = 'docs/reference.md of the package local-appwrite'

const USAGE = `Usage: local-appwrite [--port N] [--data DIR] [--seed FILE] [--host ADDRESS] [--rate-limits]
       [--workers N] [--json]

  --port N        port to listen on (${DEFAULT_PORT}); 0 for any free one
  --data DIR      folder that everything is kept in (${DEFAULT_DATA}); made if need be
  --seed FILE     make what this JSON file names and the project doesn't have: appwrite.json, with rows and users
  --host ADDRESS  address to listen on; every one by default
  --rate-limits   limit calls per minute and hour as Appwrite does
  --workers N     execute N functions at a time, and one of those nobody waits for; all at once by default
  --json          print {"endpoint","projectId","apiKey"} as one line once it listens, and nothing else
`

/** Exit codes: 0 ended by a signal, 1 could not start, 2 wrong arguments. */
const FAILED = 1
const MISUSED = 2

const options = readOptions()
if (typeof options === 'string') {
  process.stderr.write(`${options}\n\n${USAGE}`)
  process.exitCode = MISUSED
} else if (options === null) {
  process.stdout.write(USAGE)
} else {
  await run(options)
}

interface Options {
  port: number
  data: string
  seed: string | null
  host: string | null
  rateLimits: boolean
  workers: number | null
  json: boolean
}

/** What was asked for: null for help, and a text when it can't be. */
function readOptions(): Options | string | null {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        data: { type: 'string', default: DEFAULT_DATA },
        seed: { type: 'string' },
        host: { type: 'string' },
        'rate-limits': { type: 'boolean', default: false },
        workers: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    const { port, data, seed, host, workers, json, help, 'rate-limits': rateLimits } = values
    if (help) return null
    if (data === '') return '--data must name a folder.'
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      return `--port must be a number up to 65535, not ${port}.`
    if (workers !== undefined && !/^[1-9]\d{0,3}$/.test(workers))
      return `--workers must be a number of 1 or more, not ${workers}.`
    return {
      port: Number(port),
      data,
      seed: seed ?? null,
      host: host ?? null,
      rateLimits,
      workers: workers === undefined ? null : Number(workers),
      json,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function run({ port, data, seed, host, rateLimits, workers, json }: Options): Promise<void> {
  try {
    const server = await startLocalAppwrite({
      port,
      dataDir: data,
      rateLimits,
      ...(seed === null ? {} : { seed: await readSeed(seed) }),
      ...(host === null ? {} : { host }),
      ...(workers === null ? {} : { workers }),
    })
    const { endpoint, projectId, apiKey } = server
    process.stdout.write(
      json
        ? `${JSON.stringify({ endpoint, projectId, apiKey })}\n`
        : greeting({ endpoint, project: projectId, key: apiKey, data: resolve(data) }),
    )
    const stop = () => {
      void server.close().then(() => process.exit(0))
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (error) {
    process.stderr.write(`${explain(error, port)}\n`)
    process.exitCode = FAILED
  }
}

async function readSeed(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function greeting(facts: Readonly<Record<string, string>>): string {
  return [
    'Local Appwrite is listening. End it with Ctrl-C.',
    '',
    ...Object.entries(facts).map(([name, value]) => `  ${name.padEnd(10)}${value}`),
    '',
    `It is not the real Appwrite: no console, no e-mail, SMS or OAuth, no sites, webhooks or GraphQL. See ${DOCS}.`,
    '',
  ].join('\n')
}

function explain(error: unknown, port: number): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && error.code === 'EADDRINUSE'
    ? `Port ${port} is taken. Choose another one: local-appwrite --port N, where 0 takes any free one.`
    : error.message
}
