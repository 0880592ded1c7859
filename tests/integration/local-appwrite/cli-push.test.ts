import { cp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { tables } from '../../../contract/database.ts'
import { startCliProject, type CliProject } from './cli-project.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const TABLES = tables.map(({ id }) => id)

let project: CliProject
beforeAll(async () => {
  project = await startCliProject(async (folder) => {
    await cp(join(ROOT, 'appwrite.json'), join(folder, 'appwrite.json'))
    await cp(join(ROOT, 'dist/functions'), join(folder, 'dist/functions'), { recursive: true })
  })
})
afterAll(() => project.stop())

/** Everything the server says about the tables: settings, permissions, columns, indexes, all with their times. */
async function schema(): Promise<unknown[]> {
  return Promise.all(
    TABLES.map((tableId) =>
      Promise.all([
        project.server.tables.getTable({ databaseId: 'chat', tableId }),
        project.server.tables.listColumns({ databaseId: 'chat', tableId }),
        project.server.tables.listIndexes({ databaseId: 'chat', tableId }),
      ]),
    ),
  )
}

async function execute(functionId: string, method: string, path: string) {
  const { body } = await project.server.raw('POST', `/functions/${functionId}/executions`, {
    as: 'key',
    body: { method, path, body: method === 'POST' ? '{}' : '' },
  })
  return body
}

describe('the Appwrite CLI with the committed appwrite.json', () => {
  it('makes the tables and the team', async () => {
    expect(await project.cli('push', 'tables', '--all', '--force')).toContain(
      `Successfully pushed ${TABLES.length} tables`,
    )
    expect(await project.cli('push', 'teams', '--all', '--force')).toContain('Successfully pushed 1 teams')
    const { tables: made } = await project.server.tables.listTables({ databaseId: 'chat' })
    expect(made.map(({ $id }) => $id).toSorted()).toEqual(TABLES.toSorted())
    expect(made.flatMap(({ columns }) => columns).every(({ status }) => status === 'available')).toBe(true)
    expect((await project.server.teams.list()).teams.map(({ $id }) => $id)).toEqual(['agents'])
  })

  it('deploys functions that run', async () => {
    // CLI 12 with a key makes new functions, then asks for a session of the console and stops; the next run deploys.
    expect(await project.cli('push', 'functions', '--all', '--force')).toContain('Session not found')
    expect(await project.cli('push', 'functions', '--all', '--force')).toContain(
      'Successfully pushed 4 functions',
    )
    const health = await execute('chat', 'GET', '/health')
    expect(health).toMatchObject({ status: 'completed', responseStatusCode: 200 })
    const started = await execute('chat', 'POST', '/sessions')
    expect(started).toMatchObject({ status: 'completed', responseStatusCode: 200 })
  })

  it('changes nothing when it pushes the tables again, and keeps their rows', async () => {
    const listRows = () => project.server.tables.listRows({ databaseId: 'chat', tableId: 'sessions' })
    const [schemaBefore, rowsBefore] = [await schema(), await listRows()]
    expect(rowsBefore.total).toBe(1)
    expect(await project.cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 0 tables')
    expect(await schema()).toEqual(schemaBefore)
    expect(await listRows()).toEqual(rowsBefore)
  })
})
