import { afterAll } from 'vitest'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startLocalAppwrite as start, type LocalAppwrite, type LocalAppwriteOptions } from './server.ts'

/**
 * Starts a server with a project of its own for the test file that calls it, on any free port of this machine alone.
 * It ends, and all that it kept goes, after the file's last test.
 */
export async function startLocalAppwrite(
  options: Partial<LocalAppwriteOptions> = {},
): Promise<LocalAppwrite> {
  const folder = await mkdtemp(join(tmpdir(), 'local-appwrite-'))
  const appwrite = await start({ port: 0, host: '127.0.0.1', dataDir: folder, ...options })
  afterAll(async () => {
    await appwrite.close()
    await rm(folder, { recursive: true, force: true })
  })
  return appwrite
}
