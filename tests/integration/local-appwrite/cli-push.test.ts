import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from './running-server.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const CLI = join(dirname(createRequire(import.meta.url).resolve('appwrite-cli/package.json')), 'index.js')
const TABLES = ['sessions', 'messages', 'articles', 'settings', 'agents', 'audit']

let server: RunningServer
let project: string
beforeAll(async () => {
  server = await startServer()
  project = await mkdtemp(join(tmpdir(), 'cli-project-'))
  await cp(join(ROOT, 'appwrite.json'), join(project, 'appwrite.json'))
  await cp(join(ROOT, 'dist/functions'), join(project, 'dist/functions'), { recursive: true })
  const { endpoint, projectId, apiKey } = server.appwrite
  await cli('client', '--endpoint', endpoint, '--project-id', projectId, '--key', apiKey)
})
afterAll(async () => {
  await server.stop()
  await rm(project, { recursive: true, force: true })
})

/** Runs Appwrite's own CLI in the project's folder, which is its home too; gives what it printed. */
async function cli(...args: string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], {
    cwd: project,
    env: { PATH: process.env['PATH'], HOME: project },
  })
  return stdout + stderr
}

/** Everything the server says about the tables: settings, permissions, columns, indexes, all with their times. */
async function schema(): Promise<unknown[]> {
  return Promise.all(
    TABLES.map((tableId) =>
      Promise.all([
        server.tables.getTable({ databaseId: 'chat', tableId }),
        server.tables.listColumns({ databaseId: 'chat', tableId }),
        server.tables.listIndexes({ databaseId: 'chat', tableId }),
      ]),
    ),
  )
}

async function execute(functionId: string, method: string, path: string) {
  const { body } = await server.raw('POST', `/functions/${functionId}/executions`, {
    as: 'key',
    body: { method, path, body: method === 'POST' ? '{}' : '' },
  })
  return body
}

describe('the Appwrite CLI with the committed appwrite.json', () => {
  it('makes the tables and the team', async () => {
    expect(await cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 6 tables')
    expect(await cli('push', 'teams', '--all', '--force')).toContain('Successfully pushed 1 teams')
    const { tables } = await server.tables.listTables({ databaseId: 'chat' })
    expect(tables.map(({ $id }) => $id).toSorted()).toEqual(TABLES.toSorted())
    expect(tables.flatMap(({ columns }) => columns).every(({ status }) => status === 'available')).toBe(true)
    expect((await server.teams.list()).teams.map(({ $id }) => $id)).toEqual(['agents'])
  })

  it('deploys functions that run', async () => {
    // CLI 12 with a key makes new functions, then asks for a session of the console and stops; the next run deploys.
    expect(await cli('push', 'functions', '--all', '--force')).toContain('Session not found')
    expect(await cli('push', 'functions', '--all', '--force')).toContain('Successfully pushed 3 functions')
    const health = await execute('chat', 'GET', '/health')
    expect(health).toMatchObject({ status: 'completed', responseStatusCode: 200 })
    const started = await execute('chat', 'POST', '/sessions')
    expect(started).toMatchObject({ status: 'completed', responseStatusCode: 200 })
  })

  it('changes nothing when it pushes the tables again, and keeps their rows', async () => {
    const listRows = () => server.tables.listRows({ databaseId: 'chat', tableId: 'sessions' })
    const [schemaBefore, rowsBefore] = [await schema(), await listRows()]
    expect(rowsBefore.total).toBe(1)
    expect(await cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 0 tables')
    expect(await schema()).toEqual(schemaBefore)
    expect(await listRows()).toEqual(rowsBefore)
  })
})

describe('the Appwrite CLI with relationships in its file', () => {
  const author = {
    type: 'relationship',
    required: false,
    array: false,
    relationType: 'manyToOne',
    twoWay: true,
    onDelete: 'setNull',
  }
  const table = ($id: string, columns: object[]) => ({
    $id,
    $permissions: [],
    databaseId: 'library',
    name: $id,
    enabled: true,
    rowSecurity: false,
    columns,
    indexes: [],
  })
  const library = [
    table('books', [
      { ...author, key: 'author', relatedTable: 'authors', twoWayKey: 'books', side: 'parent' },
      {
        ...author,
        key: 'similar',
        relatedTable: 'authors',
        relationType: 'manyToMany',
        twoWay: false,
        twoWayKey: 'admirers',
        side: 'parent',
      },
    ]),
    table('authors', [
      { ...author, key: 'books', relatedTable: 'books', twoWayKey: 'author', side: 'child' },
    ]),
  ]
  const columnsOf = async (tableId: string) =>
    (await server.tables.listColumns({ databaseId: 'library', tableId })).columns

  beforeAll(async () => {
    const path = join(project, 'appwrite.json')
    const config: { tablesDB: object[]; tables: object[] } = JSON.parse(await readFile(path, 'utf8'))
    config.tablesDB.push({ $id: 'library', name: 'Library', enabled: true })
    config.tables.push(...library)
    await writeFile(path, JSON.stringify(config))
  })

  it('makes both sides of each', async () => {
    expect(await cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 2 tables')
    expect(await columnsOf('books')).toMatchObject(library[0]?.columns ?? [])
    expect(await columnsOf('authors')).toMatchObject(library[1]?.columns ?? [])
  })

  it('changes nothing when it pushes them again', async () => {
    const before = [await columnsOf('books'), await columnsOf('authors')]
    expect(await cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 0 tables')
    expect([await columnsOf('books'), await columnsOf('authors')]).toEqual(before)
  })
})
