import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'
import { startLaptop, type LaptopOptions } from '../../scripts/laptop/start-laptop.ts'

/** The whole product on a free port, over a data folder of its own. */
export interface Stack {
  readonly origin: string
  readonly endpoint: string
  readonly projectId: string
  readonly apiKey: string
  readonly adminSecret: string
  readonly agent: {
    readonly userId: string
    readonly email: string
    readonly password: string
    readonly name: string
  }
  readonly dataDir: string
  /** The tables themselves, by the project's key. */
  readonly repositories: Repositories
  /** What scripts need to find it. */
  readonly environment: Readonly<Record<string, string>>
  /** The next execution of a function remembers nothing, such as settings. */
  coldStart(functionId: string): void
  close(): Promise<void>
}

/** @param options.environment where the bot's language model is, if there is one; `workers` executions at once */
export async function startStack(
  options: Pick<LaptopOptions, 'environment' | 'workers'> = {},
): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'porchlight-'))
  const laptop = await startLaptop({
    root: resolve(import.meta.dirname, '../..'),
    port: 0,
    dataDir,
    // As many as an Appwrite on two cores gives to executions.
    workers: 3,
    ...options,
    tell: () => undefined,
  })
  const { connection, adminSecret } = laptop
  const repositories = openRepositories(connection)
  // All visitors of a test come from one address.
  await repositories.settings.put({ startsPerHour: 0 })
  return {
    origin: laptop.origin,
    endpoint: connection.endpoint,
    projectId: connection.projectId,
    apiKey: connection.key,
    adminSecret,
    agent: laptop.agent,
    dataDir,
    repositories,
    environment: {
      APPWRITE_ENDPOINT: connection.endpoint,
      APPWRITE_PROJECT_ID: connection.projectId,
      APPWRITE_API_KEY: connection.key,
      ADMIN_SECRET: adminSecret,
    },
    coldStart: laptop.coldStart,
    async close() {
      await laptop.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
