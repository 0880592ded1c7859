import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startLocalAppwrite, type LocalAppwrite } from 'local-appwrite'
import { DATABASE_ID } from '../../contract/database.ts'
import { ensureAgent } from '../../deployment/ensure-agent.ts'
import { ensureProject } from '../../deployment/ensure-project.ts'
import { openRepositories } from '../../functions/repositories/repositories.ts'
import type { Connection } from '../connection.ts'
import { wantedFunctions } from '../wanted-functions.ts'
import { localSecrets } from './local-secrets.ts'
import { allowEveryHost, isOnNetwork, networkOrigins } from './network.ts'
import { createPages } from './pages.ts'
import { makePrivateData } from './private-data.ts'
import { seedDemo } from './seed-demo.ts'

export interface LaptopOptions {
  readonly root: string
  /** 0 for any free port. */
  readonly port: number
  /** Which address to listen on: by default this machine's own alone, as the admin secret and all chats are behind it. */
  readonly host?: string
  readonly dataDir: string
  /** Executes functions as slowly as a small Appwrite does, see `startLocalAppwrite`. Without it all run at once. */
  readonly workers?: number
  /** Where the bot's language model and the mail server are, see `wanted-functions.ts`; without them none. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Told of each step as it begins. */
  readonly tell: (step: string) => void
}

/** Everything on one machine: what runs, and how to get in. */
export interface Laptop {
  readonly origin: string
  /** Where other devices reach it. */
  readonly networkOrigins: readonly string[]
  readonly connection: Connection
  readonly adminSecret: string
  readonly agent: {
    readonly userId: string
    readonly email: string
    readonly password: string
    readonly name: string
  }
  /** Makes the next execution of a function a cold start, in which nothing is remembered. */
  coldStart(functionId: string): void
  /** Ends functions in flight, then the server; nothing that was answered is lost. */
  close(): Promise<void>
}

const PROJECT_ID = 'porchlight'
const AGENT = { userId: 'agent-ana', name: 'Ana Reyes', email: 'ana@porchlight.example' } as const

/**
 * Starts the local Appwrite with the demo site, the inbox, the widget and the admin API on one port, brings its project
 * to `contract/` with the built functions, and leaves the connection for scripts in the data folder.
 *
 * Needs what `npm run build` makes. Rejects with the code EADDRINUSE when the port is taken.
 */
export async function startLaptop(options: LaptopOptions): Promise<Laptop> {
  const { root, dataDir, tell, environment = {} } = options
  const host = options.host ?? '127.0.0.1'
  const forOthers = isOnNetwork(host)
  await makePrivateData(dataDir).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`The data folder can’t be made (${why}). Name one that you may write to by DATA_DIR.`, {
      cause,
    })
  })
  const secrets = await localSecrets(dataDir)
  const demo = resolve(root, 'demo')
  const pages = createPages(
    { demo, inbox: resolve(root, 'dist/inbox'), widget: resolve(root, 'dist/widget') },
    () => ({ projectId: PROJECT_ID, databaseId: DATABASE_ID }),
  )

  tell('Starting the local Appwrite')
  let running: LocalAppwrite | null = null
  const appwrite = await startLocalAppwrite({
    port: options.port,
    host,
    dataDir: resolve(dataDir, 'appwrite'),
    projectId: PROJECT_ID,
    // Of this machine alone, everybody has one address.
    rateLimits: forOthers,
    ...(options.workers !== undefined && { workers: options.workers }),
    fallback: async (request, clientIp) => {
      if (new URL(request.url).pathname.startsWith('/admin/')) {
        // Its port is open a moment before it is handed over here.
        if (running === null)
          return new Response('Starting.\n', { status: 503, headers: { 'retry-after': '1' } })
        return running.executeOverDomain('admin', request, clientIp)
      }
      return (await pages(request)) ?? new Response('There is nothing at this address.\n', { status: 404 })
    },
  })
  running = appwrite
  try {
    const project = {
      endpoint: appwrite.endpoint,
      projectId: appwrite.projectId,
      apiKey: appwrite.apiKey,
      databaseId: DATABASE_ID,
    }
    tell('Bringing its tables and functions up to date')
    await ensureProject(
      project,
      wantedFunctions(root, {
        adminSecret: secrets.adminSecret,
        environment,
        forgetsUnset: true,
        common: {},
      }),
    )
    const agent = { ...AGENT, password: secrets.agentPassword, isAdmin: true }
    await ensureAgent(project, agent)
    const connection: Connection = {
      endpoint: project.endpoint,
      projectId: project.projectId,
      key: project.apiKey,
      databaseId: project.databaseId,
      adminSecret: secrets.adminSecret,
    }
    if (forOthers) await allowEveryHost(connection)
    if (await seedDemo(openRepositories(connection), demo, appwrite.origin)) tell('Stocking the demo shop')
    await writeFile(resolve(dataDir, 'connection.json'), JSON.stringify(connection), { mode: 0o600 })
    return {
      origin: appwrite.origin,
      networkOrigins: forOthers ? networkOrigins(host, appwrite.port) : [],
      connection,
      adminSecret: secrets.adminSecret,
      agent,
      coldStart: (functionId) => appwrite.coldStart(functionId),
      close: () => appwrite.close(),
    }
  } catch (thrown) {
    await appwrite.close()
    throw thrown
  }
}
