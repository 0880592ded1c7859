import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'

import { getRequestListener } from '@hono/node-server'

import { createApp, NOT_FOUND_PAGE } from './http/app.ts'
import { healthEndpoints } from './http/health.ts'
import { missingEndpoints } from './http/missing.ts'
import { presenceEndpoints } from './http/people/presences.ts'
import { projectEndpoints } from './http/project.ts'
import { createRateLimits } from './http/rate-limits.ts'
import { createRealtime, type Realtime } from './realtime/socket.ts'
import { applySeed } from './seed/apply-seed.ts'
import type { Change } from './services/change.ts'
import { createPresenceService } from './services/people/presences.ts'
import { accountJson } from './services/people/user-json.ts'
import { openProject } from './services/project.ts'
import { randomHex } from './services/secrets.ts'
import { uniqueId } from './services/unique-id.ts'
import { createUpkeep, type Upkeep } from './services/upkeep.ts'
import { openDataDirectory, openTemporaryDirectory, type DataDirectory } from './store/data-directory.ts'
import { openDatabase, type Database } from './store/database.ts'
import { openPresenceDocuments } from './store/documents/presence-documents.ts'
import { MIGRATIONS } from './store/migrations.ts'
import { openSettings } from './store/settings.ts'
import { openCatalog } from './store/tables/catalog.ts'
import { ensurePeopleTables, PEOPLE_TABLES } from './store/tables/people.ts'
import { renewComparisonKeys } from './store/tables/renew-keys.ts'
import { openRows } from './store/tables/rows.ts'
import { wireFunctions, type FunctionsPart } from './wire-functions.ts'
import { wirePeople } from './wire-people.ts'
import { wireStorage } from './wire-storage.ts'
import { wireTables } from './wire-tables.ts'

/** Longer than clients keep unused connections, so that none is closed just as it is used again. In ms. */
const KEEP_ALIVE_MS = 65_000
/** How long requests under way may take to end when the server closes, and how often unused connections are cut. */
const GRACE_MS = 3_000
const SWEEP_MS = 20

export interface LocalAppwriteOptions {
  /** 0 for any free port. */
  readonly port: number
  /** Defaults to every interface. */
  readonly host?: string
  /** Everything is kept here; made if need be. Without it everything is in memory, and gone when the server closes. */
  readonly dataDir?: string
  /** Answers every path outside /v1, told the caller's address; without it they are 404. */
  readonly fallback?: (request: Request, clientIp: string) => Response | Promise<Response>
  /** Used when the data folder is new; afterwards the values kept in it count. */
  readonly projectId?: string
  readonly apiKey?: string
  /**
   * What the project is to hold, in the shape of `appwrite.json` with `rows` and `users` besides. Made before the server
   * is answered; what is there already stays as it is.
   */
  readonly seed?: unknown
  /**
   * Limits calls per minute and hour, connections and messages as Appwrite does, for everyone but keys. Off by default:
   * a laptop is one address for everybody.
   */
  readonly rateLimits?: boolean
  /**
   * Executes functions as slowly as a small Appwrite does, whose API gives the last fifth of its workers to executions:
   * this many are created or run at the same time, others wait in line, also those that an execution creates; and
   * what nobody waits for (asynchronous, by events, by schedules) runs one after another. Without it all run at once.
   */
  readonly workers?: number
  /** Told of failures that are not the caller's. Defaults to standard error. */
  readonly report?: (error: unknown) => void
  /**
   * The time in milliseconds since 1970, for what ends or is counted by the clock: transactions, tokens of files,
   * unfinished uploads and limits. Defaults to the system's clock.
   */
  readonly now?: () => number
}

export interface LocalAppwrite {
  /** `http://localhost:PORT` */
  readonly origin: string
  /** `origin` with /v1, as SDKs want it. */
  readonly endpoint: string
  readonly port: number
  readonly projectId: string
  /** Has every scope. */
  readonly apiKey: string
  /** Answers a request as the function's own domain would; without an address it comes from this machine. */
  executeOverDomain(functionId: string, request: Request, clientIp?: string): Promise<Response>
  /** Makes the next execution of a function (without an id: of each) a cold start. */
  coldStart(functionId?: string): void
  /** Clears away what is over (abandoned uploads, old transactions), as happens at the start and once an hour. */
  tidyUp(): Promise<void>
  /** Ends everything; what was answered is on the disk. */
  close(): Promise<void>
}

/**
 * Starts an Appwrite-compatible server. Rejects with the code EADDRINUSE when the port is taken, with
 * DataDirectoryInUse or UnusableDataFile when the data can't be used, which is untouched then, and with InvalidSeed,
 * whose message names the place, when the seed can't be.
 */
export async function startLocalAppwrite(options: LocalAppwriteOptions): Promise<LocalAppwrite> {
  const directory =
    options.dataDir === undefined ? openTemporaryDirectory() : openDataDirectory(options.dataDir)
  let close = async () => directory.release()
  try {
    const db = openDatabase(directory.databaseFile, MIGRATIONS)
    close = async () => {
      await db.close()
      directory.release()
    }
    // Functions are told the port, so it is taken first; requests wait until everything is in place.
    const handle = Promise.withResolvers<RequestListener>()
    const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
      void handle.promise.then((answer) => answer(request, response))
    })
    const port = await listen(server, options.port, options.host)
    const closeStore = close
    close = async () => {
      server.close()
      server.closeAllConnections()
      await closeStore()
    }
    const parts = await wire(options, directory, db, port)
    parts.realtime.attach(server)
    await parts.functions.start()
    await parts.upkeep.start()
    handle.resolve(parts.handle)
    const appwrite = running(server, db, directory, parts, port)
    close = () => appwrite.close()
    if (options.seed !== undefined) await applySeed(appwrite, options.seed)
    return appwrite
  } catch (error) {
    await close()
    throw error
  }
}

interface Parts {
  handle: RequestListener
  realtime: Realtime
  functions: FunctionsPart
  upkeep: Upkeep
  projectId: string
  apiKey: string
}

async function wire(
  options: LocalAppwriteOptions,
  directory: DataDirectory,
  db: Database,
  port: number,
): Promise<Parts> {
  const report = options.report ?? reportToStandardError
  const now = options.now ?? Date.now
  const projectId = directory.secret('project-id', () => options.projectId ?? uniqueId())
  const apiKey = directory.secret('api-key', () => options.apiKey ?? `standard_${randomHex(256)}`)
  const rows = openRows(db)
  const settings = openSettings(db)
  await db.transaction(() => {
    ensurePeopleTables(db)
    const catalog = openCatalog(db)
    const tables = catalog.databases().flatMap(({ id }) => catalog.tables(id))
    renewComparisonKeys(db, settings, [...PEOPLE_TABLES, ...tables])
  })
  const project = await openProject(db, settings, projectId, apiKey)

  // Realtime and functions hear of changes, and need the services that make them. What goes wrong there must not
  // reach the writers, whose changes are committed.
  const listeners: ((change: Change) => void)[] = []
  const publish = (change: Change) => {
    for (const hear of listeners) guarded(() => hear(change), report)
  }
  const sockets: Realtime[] = []
  const announceRoles = (userId: string) => {
    for (const realtime of sockets) guarded(() => realtime.announceRoles(userId), report)
  }

  const people = wirePeople({ db, rows, project, publish, announceRoles, report })
  const { authentication, users } = people
  const presences = createPresenceService({ db, presences: openPresenceDocuments(db), publish })
  await presences.clearLive()
  const realtime = createRealtime({
    projectId,
    identify: authentication.identify,
    callerOfSession: authentication.callerOfSession,
    rolesOf: authentication.rolesOf,
    describeUser: (userId) => {
      const user = users.find(userId)
      return user === null ? null : accountJson(user)
    },
    savePresence: (
      caller,
      { presenceId = null, status = null, metadata = null, permissions = null, expiresAt = null },
    ) => presences.putLive(caller, presenceId, { status, metadata, permissions, expiresAt }),
    removePresence: presences.removeLive,
    allowsHost: project.allowsHost,
    limited: options.rateLimits ?? false,
    now,
    report,
  })
  const functions = wireFunctions({
    db,
    dataDirectory: directory.path,
    projectId,
    endpoint: () => endpointOf(port),
    issueKey: (functionId, scopes, seconds) => project.issueFunctionToken(functionId, scopes, seconds),
    issueJwt: authentication.issueJwt,
    publish,
    workers: options.workers ?? null,
    now,
    report,
  })
  sockets.push(realtime)
  listeners.push(realtime.publish, (change) => functions.onChange(change))

  const tables = wireTables({ db, rows, publish, now })
  const storage = wireStorage({
    db,
    dataDirectory: directory.path,
    publish,
    tokenSecret: project.tokenSecret,
    now,
  })
  const upkeep = createUpkeep(
    [storage.removeUnfinished, functions.removeUnfinished, tables.removeOldTransactions],
    report,
  )

  const app = createApp({
    projectId,
    endpoints: [
      ...healthEndpoints(),
      ...projectEndpoints(project),
      ...people.endpoints,
      ...tables.endpoints,
      ...storage.endpoints,
      ...functions.endpoints,
      ...presenceEndpoints(presences),
      ...missingEndpoints(),
    ],
    identify: authentication.identify,
    allowsHost: project.allowsHost,
    limitOf: options.rateLimits === true ? createRateLimits(now) : null,
    fallback: options.fallback ?? pageNotFound,
    report,
  })
  const answer = getRequestListener(app.fetch)
  const handle: RequestListener = (request, response) => {
    answer(request, response).catch(report)
  }
  return { handle, realtime, functions, upkeep, projectId, apiKey }
}

function running(
  server: Server,
  db: Database,
  directory: DataDirectory,
  { realtime, functions, upkeep, projectId, apiKey }: Parts,
  port: number,
): LocalAppwrite {
  let closing: Promise<void> | null = null
  const close = async () => {
    await realtime.close()
    await finishRequests(server)
    await functions.close()
    await upkeep.close()
    await db.close()
    directory.release()
  }
  return {
    origin: originOf(port),
    endpoint: endpointOf(port),
    port,
    projectId,
    apiKey,
    executeOverDomain(functionId, request, clientIp) {
      return functions.executeOverDomain(functionId, request, clientIp)
    },
    coldStart: (functionId) => functions.coldStart(functionId),
    tidyUp: () => upkeep.run(),
    close: () => (closing ??= close()),
  }
}

/** Takes no more requests and lets those under way end, for a while. */
async function finishRequests(server: Server): Promise<void> {
  const stopped = once(server, 'close')
  server.close()
  const sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const impatient = setTimeout(() => server.closeAllConnections(), GRACE_MS)
  await stopped
  clearInterval(sweeping)
  clearTimeout(impatient)
}

function guarded(work: () => void, report: (error: unknown) => void): void {
  try {
    work()
  } catch (error) {
    report(error)
  }
}

async function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function originOf(port: number): string {
  return `http://localhost:${port}`
}

function endpointOf(port: number): string {
  return `${originOf(port)}/v1`
}

function pageNotFound(): Response {
  return new Response(NOT_FOUND_PAGE, {
    status: 404,
    headers: { 'Content-Type': 'text/html; charset=UTF-8' },
  })
}

function reportToStandardError(error: unknown): void {
  process.stderr.write(
    `local-appwrite: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
}
