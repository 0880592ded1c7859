#!/usr/bin/env node
import { parseArgs } from 'node:util'

import { startLocalAppwrite } from './server.ts'

const USAGE = `Usage: local-appwrite --port N --data DIR [--host ADDRESS] [--rate-limits]
       [--workers N] [--json]

  --port N        port to listen on; 0 for any free one
  --data DIR      folder that everything is kept in; made if need be
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
} else {
  await run(options)
}

type Options = {
  port: number
  data: string
  host: string | null
  rateLimits: boolean
  workers: number | null
  json: boolean
}

function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        host: { type: 'string' },
        'rate-limits': { type: 'boolean', default: false },
        workers: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const { port, data, host, workers, json, 'rate-limits': rateLimits } = values
    if (port === undefined || data === undefined || data === '') return 'Both --port and --data are needed.'
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
      return `--port must be a number up to 65535, not ${port}.`
    if (workers !== undefined && !/^[1-9]\d{0,3}$/.test(workers))
      return `--workers must be a number of 1 or more, not ${workers}.`
    return {
      port: Number(port),
      data,
      host: host ?? null,
      rateLimits,
      workers: workers === undefined ? null : Number(workers),
      json,
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function run({ port, data, host, rateLimits, workers, json }: Options): Promise<void> {
  try {
    const server = await startLocalAppwrite({
      port,
      dataDir: data,
      rateLimits,
      ...(host === null ? {} : { host }),
      ...(workers === null ? {} : { workers }),
    })
    const { endpoint, projectId, apiKey } = server
    process.stdout.write(
      json
        ? `${JSON.stringify({ endpoint, projectId, apiKey })}\n`
        : `Local Appwrite\n  endpoint  ${endpoint}\n  project   ${projectId}\n  key       ${apiKey}\n`,
    )
    const stop = () => {
      void server.close().then(() => process.exit(0))
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = FAILED
  }
}
