import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { DATABASE_ID } from '../contract/database.ts'
import { isRecord } from '../contract/is-record.ts'
import { isCheckout, root } from './checkout.ts'
import { CommandError, exitCodes } from './terminal/command.ts'

/** Where scripts find Appwrite, and with which secrets. */
export interface Connection {
  readonly endpoint: string
  readonly projectId: string
  readonly key: string
  readonly databaseId: string
  readonly adminSecret: string | null
}

/**
 * What `npm start` leaves for the scripts of the same checkout and data folder (`DATA_DIR`); the npm package looks in the
 * folder where it is called.
 */
export const connectionFile = resolve(
  isCheckout ? root : process.cwd(),
  process.env['DATA_DIR'] || '.local',
  'connection.json',
)

/**
 * From the environment (`APPWRITE_ENDPOINT`, `APPWRITE_PROJECT_ID`, `APPWRITE_API_KEY`, `APPWRITE_DATABASE_ID`,
 * `ADMIN_SECRET`); without an endpoint, project and key the local server that `npm start` runs.
 *
 * @throws CommandError when only part of it is set, or when there is neither
 */
export async function findConnection(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Connection> {
  const endpoint = environment['APPWRITE_ENDPOINT']
  const projectId = environment['APPWRITE_PROJECT_ID']
  const key = environment['APPWRITE_API_KEY']
  if (endpoint && projectId && key) {
    return {
      endpoint,
      projectId,
      key,
      databaseId: environment['APPWRITE_DATABASE_ID'] || DATABASE_ID,
      adminSecret: environment['ADMIN_SECRET'] || null,
    }
  }
  if (endpoint || projectId || key) {
    const missing = Object.entries({
      APPWRITE_ENDPOINT: endpoint,
      APPWRITE_PROJECT_ID: projectId,
      APPWRITE_API_KEY: key,
    }).filter(([, value]) => !value)
    throw new CommandError(exitCodes.usage, `Set ${missing.map(([name]) => name).join(' and ')} too.`)
  }
  const local = await readConnectionFile()
  return { ...local, adminSecret: environment['ADMIN_SECRET'] || local.adminSecret }
}

async function readConnectionFile(): Promise<Connection> {
  try {
    return readConnection(JSON.parse(await readFile(connectionFile, 'utf8')))
  } catch (cause) {
    throw new CommandError(
      exitCodes.failed,
      `No Appwrite to talk to: there is no usable ${connectionFile}. Run "npm start" once, name its data folder by DATA_DIR, or set APPWRITE_ENDPOINT, APPWRITE_PROJECT_ID and APPWRITE_API_KEY.`,
      { cause },
    )
  }
}

function readConnection(value: unknown): Connection {
  const fields = isRecord(value) ? value : {}
  const text = (name: string) => {
    const field = fields[name]
    if (typeof field !== 'string') throw new Error(`${connectionFile} has no ${name}`)
    return field
  }
  return {
    endpoint: text('endpoint'),
    projectId: text('projectId'),
    key: text('key'),
    databaseId: text('databaseId'),
    adminSecret: text('adminSecret'),
  }
}
