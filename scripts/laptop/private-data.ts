import { chmod, mkdir, readdir } from 'node:fs/promises'
import { resolve } from 'node:path'

const FILES = ['secrets.json', 'connection.json'] as const
const FOLDER = 'appwrite'

/**
 * Makes the data folder for its owner alone, and closes to others what an older version left open. A folder that
 * contains other things too stays as it is; the local Appwrite sees to its own.
 */
export async function makePrivateData(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const present = await readdir(dataDir)
  const ours: ReadonlySet<string> = new Set([...FILES, FOLDER])
  if (present.every((name) => ours.has(name))) await chmod(dataDir, 0o700)
  for (const name of FILES) if (present.includes(name)) await chmod(resolve(dataDir, name), 0o600)
}
