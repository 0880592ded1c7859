import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as z from 'zod/mini'

const LocalSecrets = z.object({ adminSecret: z.string(), agentPassword: z.string() })
export type LocalSecrets = z.infer<typeof LocalSecrets>

/** The admin secret and the agent's password of a data folder: made once, kept in a file that only its owner reads. */
export async function localSecrets(dataDir: string): Promise<LocalSecrets> {
  const file = resolve(dataDir, 'secrets.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text !== null) return LocalSecrets.parse(JSON.parse(text))
  const secrets = {
    adminSecret: randomBytes(24).toString('base64url'),
    agentPassword: randomBytes(9).toString('base64url'),
  }
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}
