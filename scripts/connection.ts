import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { DATABASE_ID } from '../contract/database.ts'
import { CommandError, exitCodes } from './terminal/command.ts'

/** Where scripts find Appwrite, and with which secrets. */
export const Connection = z.object({
  endpoint: z.string(),
  projectId: z.string(),
  key: z.string(),
  databaseId: z.string(),
  adminSecret: z.nullable(z.string()),
})
export type Connection = z.infer<typeof Connection>

/** What `npm start` leaves for the scripts of the same checkout. */
export const connectionFile = resolve(import.meta.dirname, '../.local/connection.json')

/**
 * From the environment (`APPWRITE_ENDPOINT`, `APPWRITE_PROJECT_ID`, `APPWRITE_API_KEY`, `APPWRITE_DATABASE_ID`,
 * `ADMIN_SECRET`); without any of it the local server that `npm start` runs.
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
  return readConnectionFile()
}

async function readConnectionFile(): Promise<Connection> {
  try {
    return Connection.parse(JSON.parse(await readFile(connectionFile, 'utf8')))
  } catch (cause) {
    throw new CommandError(
      exitCodes.failed,
      'No Appwrite to talk to. Run "npm start" once, or set APPWRITE_ENDPOINT, APPWRITE_PROJECT_ID and APPWRITE_API_KEY.',
      { cause },
    )
  }
}
