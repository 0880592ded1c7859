import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { startLocalAppwrite, type LocalAppwrite } from 'local-appwrite'
import { Client, ExecutionMethod, Functions, TablesDB, Teams } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tables } from '../../contract/database.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const TABLES = tables.map(({ id }) => id)
const CLI = join(dirname(createRequire(import.meta.url).resolve('appwrite-cli/package.json')), 'index.js')

let folder: string
let appwrite: LocalAppwrite
let client: Client
let tablesDb: TablesDB
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porchlight-cli-'))
  await cp(join(ROOT, 'appwrite.json'), join(folder, 'appwrite.json'))
  await cp(join(ROOT, 'dist/functions'), join(folder, 'dist/functions'), { recursive: true })
  appwrite = await startLocalAppwrite({ port: 0, host: '127.0.0.1', dataDir: join(folder, 'data') })
  const { endpoint, projectId, apiKey } = appwrite
  client = new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey)
  tablesDb = new TablesDB(client)
  await cli('client', '--endpoint', endpoint, '--project-id', projectId, '--key', apiKey)
})
afterAll(async () => {
  await appwrite.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs Appwrite's own CLI in the folder, which is its home too; gives what it printed. */
async function cli(...args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
  })
  return stdout + stderr
}

/** Everything the server says about the tables: settings, permissions, columns, indexes, all with their times. */
async function schema(): Promise<unknown[]> {
  return Promise.all(
    TABLES.map((tableId) =>
      Promise.all([
        tablesDb.getTable({ databaseId: 'chat', tableId }),
        tablesDb.listColumns({ databaseId: 'chat', tableId }),
        tablesDb.listIndexes({ databaseId: 'chat', tableId }),
      ]),
    ),
  )
}

function execute(functionId: string, method: ExecutionMethod, path: string) {
  const body = method === ExecutionMethod.POST ? '{}' : ''
  return new Functions(client).createExecution({ functionId, method, xpath: path, body })
}

describe('the Appwrite CLI with the committed appwrite.json', () => {
  it('makes the tables and the team', async () => {
    expect(await cli('push', 'tables', '--all', '--force')).toContain(
      `Successfully pushed ${TABLES.length} tables`,
    )
    expect(await cli('push', 'teams', '--all', '--force')).toContain('Successfully pushed 1 teams')
    const { tables: made } = await tablesDb.listTables({ databaseId: 'chat' })
    expect(made.map(({ $id }) => $id).toSorted()).toEqual(TABLES.toSorted())
    expect(made.flatMap(({ columns }) => columns).every(({ status }) => status === 'available')).toBe(true)
    expect((await new Teams(client).list()).teams.map(({ $id }) => $id)).toEqual(['agents'])
  })

  it('deploys functions that run', async () => {
    // CLI 12 with a key makes new functions, then asks for a session of the console and stops; the next run deploys.
    expect(await cli('push', 'functions', '--all', '--force')).toContain('Session not found')
    expect(await cli('push', 'functions', '--all', '--force')).toContain('Successfully pushed 5 functions')
    const health = await execute('chat', ExecutionMethod.GET, '/health')
    expect(health).toMatchObject({ status: 'completed', responseStatusCode: 200 })
    const started = await execute('chat', ExecutionMethod.POST, '/sessions')
    expect(started).toMatchObject({ status: 'completed', responseStatusCode: 200 })
  })

  it('changes nothing when it pushes the tables again, and keeps their rows', async () => {
    const listRows = () => tablesDb.listRows({ databaseId: 'chat', tableId: 'sessions' })
    const [schemaBefore, rowsBefore] = [await schema(), await listRows()]
    expect(rowsBefore.total).toBe(1)
    expect(await cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 0 tables')
    expect(await schema()).toEqual(schemaBefore)
    expect(await listRows()).toEqual(rowsBefore)
  })
})
