import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client, TablesDB, Teams, Users } from 'node-appwrite'

import { startLocalAppwrite, type LocalAppwrite, type LocalAppwriteOptions } from '../../server.ts'

/** What a raw request was answered. */
export interface RawAnswer {
  status: number
  headers: Headers
  text: string
  body: Record<string, unknown>
}

/** A server of its own in memory, with the server-side SDK signed in by its key. */
export interface RunningServer {
  appwrite: LocalAppwrite
  /** Everything the server reported that was not the caller's fault. */
  reports: unknown[]
  tables: TablesDB
  users: Users
  teams: Teams
  /** A request without an SDK; `as` is `key`, `guest` or a session secret. */
  raw(method: string, path: string, options?: RawOptions): Promise<RawAnswer>
  stop(): Promise<void>
}

export interface RawOptions {
  as?: string
  body?: unknown
  headers?: Record<string, string>
}

export async function startServer(
  options: Pick<LocalAppwriteOptions, 'now' | 'rateLimits' | 'dataDir'> = {},
): Promise<RunningServer> {
  const reports: unknown[] = []
  const appwrite = await startLocalAppwrite({
    port: 0,
    host: '127.0.0.1',
    report: (error) => reports.push(error),
    ...options,
  })
  const client = clientOf(appwrite).setKey(appwrite.apiKey)
  return {
    appwrite,
    reports,
    tables: new TablesDB(client),
    users: new Users(client),
    teams: new Teams(client),
    raw: (method, path, options = {}) => rawRequest(appwrite, method, path, options),
    stop: () => appwrite.close(),
  }
}

/** The same in a new folder, which goes when the server stops. */
export async function startServerOnDisk(): Promise<RunningServer & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'local-appwrite-'))
  const server = await startServer({ dataDir: folder })
  return {
    ...server,
    folder,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The server-side SDK without an identity. */
export function clientOf(appwrite: LocalAppwrite): Client {
  return new Client().setEndpoint(appwrite.endpoint).setProject(appwrite.projectId)
}

async function rawRequest(
  appwrite: LocalAppwrite,
  method: string,
  path: string,
  { as = 'guest', body, headers = {} }: RawOptions,
): Promise<RawAnswer> {
  const identity: Record<string, string> =
    as === 'key' ? { 'x-appwrite-key': appwrite.apiKey } : as === 'guest' ? {} : { 'x-appwrite-session': as }
  const response = await fetch(appwrite.endpoint + path, {
    method,
    headers: {
      'x-appwrite-project': appwrite.projectId,
      ...identity,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: recordIn(text) }
}

function recordIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
