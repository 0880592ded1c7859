import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tables } from '../../contract/database.ts'
import { startLocalAppwrite } from '../../local-appwrite/server.ts'
import { runScript } from '../support/run-script.ts'
import { startVisitor } from '../support/visitor.ts'

let appwrite: Awaited<ReturnType<typeof startLocalAppwrite>>
let dataDir: string
let environment: Record<string, string>
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'porchlight-deploy-'))
  appwrite = await startLocalAppwrite({ port: 0, dataDir })
  environment = {
    APPWRITE_ENDPOINT: appwrite.endpoint,
    APPWRITE_PROJECT_ID: appwrite.projectId,
    APPWRITE_API_KEY: appwrite.apiKey,
    ADMIN_SECRET: 'a secret of sixteen letters',
  }
})
afterAll(async () => {
  await appwrite.close()
  await rm(dataDir, { recursive: true, force: true })
})

function tablesDb(): TablesDB {
  return new TablesDB(
    new Client().setEndpoint(appwrite.endpoint).setProject(appwrite.projectId).setKey(appwrite.apiKey),
  )
}

describe('npm run deploy', () => {
  it('brings an empty project to the contract, so that a visitor can chat', async () => {
    const { code, stdout, stderr } = await runScript('deploy', [], environment)
    expect(stderr).toContain(`data-project="${appwrite.projectId}"`)
    expect(code).toBe(0)
    for (const table of tables) expect(stdout).toContain(`table_created\t${table.id}\n`)
    expect(stdout).toContain('code_deployed\tchat\n')
    const visitor = await startVisitor(appwrite)
    expect((await visitor.ask('hello')).text).toMatch(/^Hello!/)
  })

  it('changes nothing the second time', async () => {
    expect(await runScript('deploy', [], environment)).toMatchObject({ code: 0, stdout: '' })
  })

  it('puts back what is missing, updates what differs, and keeps the rows', async () => {
    const db = tablesDb()
    const before = (await db.listRows({ databaseId: 'chat', tableId: 'sessions' })).total
    await db.deleteColumn({ databaseId: 'chat', tableId: 'sessions', key: 'escalationSummary' })
    await db.deleteIndex({ databaseId: 'chat', tableId: 'messages', key: 'by_session' })
    await db.updateTable({ databaseId: 'chat', tableId: 'articles', name: 'Things', permissions: [] })
    const { code, stdout, stderr } = await runScript('deploy', ['--verbose'], environment)
    expect(code, stderr).toBe(0)
    expect(stdout.trim().split('\n').toSorted()).toEqual([
      'column_added\tsessions.escalationSummary',
      'index_added\tmessages.by_session',
      'table_updated\tarticles',
    ])
    expect((await db.listRows({ databaseId: 'chat', tableId: 'sessions' })).total).toBe(before)
  })

  it('leaves a column of another size alone, says so, and ends with 1', async () => {
    const db = tablesDb()
    await db.deleteColumn({ databaseId: 'chat', tableId: 'agents', key: 'email' })
    await db.createStringColumn({
      databaseId: 'chat',
      tableId: 'agents',
      key: 'email',
      size: 10,
      required: false,
    })
    const { code, stdout, stderr } = await runScript('deploy', [], environment)
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'column_differs\tagents.email\n' })
    expect(stderr).toContain('could lose data')
  })

  it.each([
    ['APPWRITE_ENDPOINT', '', /Set APPWRITE_ENDPOINT/],
    ['ADMIN_SECRET', 'short', /16 characters/],
  ])('refuses %s=%j', async (name, value, sentence) => {
    const outcome = await runScript('deploy', [], { ...environment, [name]: value })
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(outcome.stderr).toMatch(sentence)
  })
})
