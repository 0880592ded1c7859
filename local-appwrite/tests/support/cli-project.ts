import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { startServer, type RunningServer } from './running-server.ts'

const CLI = join(dirname(createRequire(import.meta.url).resolve('appwrite-cli/package.json')), 'index.js')

/** A server, and a folder whose `appwrite.json` Appwrite's own CLI pushes to it. */
export interface CliProject {
  server: RunningServer
  folder: string
  /** Runs the CLI in the folder, which is its home too; gives what it printed. */
  cli(...args: string[]): Promise<string>
  stop(): Promise<void>
}

/** Starts a server and signs the CLI in with its key, once `prepare` has put an `appwrite.json` into the folder. */
export async function startCliProject(
  prepare: (folder: string, server: RunningServer) => Promise<unknown>,
): Promise<CliProject> {
  const server = await startServer()
  const folder = await mkdtemp(join(tmpdir(), 'cli-project-'))
  const cli = async (...args: string[]) => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: folder },
    })
    return stdout + stderr
  }
  await prepare(folder, server)
  const { endpoint, projectId, apiKey } = server.appwrite
  await cli('client', '--endpoint', endpoint, '--project-id', projectId, '--key', apiKey)
  return {
    server,
    folder,
    cli,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
