import { afterAll } from 'vitest'

import { startLocalAppwrite as start, type LocalAppwrite, type LocalAppwriteOptions } from './server.ts'

/**
 * Starts a server with a project of its own, in memory, on any free port of this machine alone. Call it at the top of a
 * test file, or of an async `describe`: it closes after the last test there. Inside a hook or a test, where Vitest takes
 * no more hooks, use that of the package's main entry and close it there.
 */
export async function startLocalAppwrite(
  options: Partial<LocalAppwriteOptions> = {},
): Promise<LocalAppwrite> {
  const appwrite = await start({ port: 0, host: '127.0.0.1', ...options })
  afterAll(() => appwrite.close())
  return appwrite
}
