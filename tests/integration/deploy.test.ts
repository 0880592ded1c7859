import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startLocalAppwrite } from 'local-appwrite'
import { Client, Query, TablesDB, TablesDBIndexType } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { tables } from '../../contract/database.ts'
import { AUDIT_ACTIONS } from '../../contract/tables/audit.ts'
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
    APPWRITE_API_KEY: await keyForDeploying(),
    ADMIN_SECRET: 'a secret of sixteen letters',
  }
})
afterAll(async () => {
  await appwrite.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Of the scopes that the docs say deploying needs. */
async function keyForDeploying(): Promise<string> {
  const docs = await readFile(resolve(import.meta.dirname, '../../docs/deploying.md'), 'utf8')
  const all = /with these scopes:\s*```([^`]+)```/.exec(docs)?.[1]?.trim().split(/\s+/) ?? []
  const spared: readonly string[] =
    /`npm run deploy` needs all but ([^;]+);/.exec(docs)?.[1]?.match(/\w+\.\w+/g) ?? []
  expect(spared).toHaveLength(4)
  const response = await fetch(`${appwrite.endpoint}/project/keys`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-appwrite-project': appwrite.projectId,
      'x-appwrite-key': appwrite.apiKey,
    },
    body: JSON.stringify({
      keyId: 'deploying',
      name: 'Deploying',
      scopes: all.filter((scope) => !spared.includes(scope)),
    }),
  })
  return z.object({ secret: z.string() }).parse(await response.json()).secret
}

function tablesDb(): TablesDB {
  return new TablesDB(
    new Client().setEndpoint(appwrite.endpoint).setProject(appwrite.projectId).setKey(appwrite.apiKey),
  )
}

/** Gives a column of fixed values others, as another version of the contract had them. */
async function changeEnum(column: {
  readonly databaseId: string
  readonly tableId: string
  readonly key: string
  readonly elements: readonly string[]
  readonly xdefault: string | null
}): Promise<void> {
  const { databaseId, tableId, key, elements, xdefault } = column
  const path = `${appwrite.endpoint}/tablesdb/${databaseId}/tables/${tableId}/columns/enum/${key}`
  const { status } = await fetch(path, {
    method: 'PATCH',
    headers: {
      'content-type': 'application/json',
      'x-appwrite-project': appwrite.projectId,
      'x-appwrite-key': appwrite.apiKey,
    },
    body: JSON.stringify({ elements, required: false, default: xdefault }),
  })
  expect(status).toBe(200)
}

describe('npm run deploy', () => {
  it('brings an empty project to the contract, so that a visitor can chat', async () => {
    const { code, stdout, stderr } = await runScript('deploy', [], environment)
    expect(stderr).toContain(`data-project="${appwrite.projectId}"`)
    expect(code).toBe(0)
    for (const table of tables) expect(stdout).toContain(`table_created\t${table.id}\n`)
    expect(stdout).toContain('code_deployed\tchat\n')
    const visitor = await startVisitor(appwrite)
    expect((await visitor.ask('hello')).text).toMatch(/Hello!/)
  })

  it('changes nothing the second time', async () => {
    expect(await runScript('deploy', [], environment)).toMatchObject({ code: 0, stdout: '' })
  })

  it('takes an endpoint with a slash at its end for the same one', async () => {
    const slashed = { ...environment, APPWRITE_ENDPOINT: `${appwrite.endpoint}/` }
    const { code, stdout, stderr } = await runScript('deploy', [], slashed)
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' })
    expect(stderr).toContain(`at ${appwrite.endpoint} (Appwrite`)
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

  it('lets a column of an older version take what is new, and keeps its rows and default', async () => {
    const db = tablesDb()
    const audit = { databaseId: 'chat', tableId: 'audit' }
    const sessions = { databaseId: 'chat', tableId: 'sessions' }
    const older = AUDIT_ACTIONS.filter((action) => action !== 'reply')
    await changeEnum({ ...audit, key: 'action', elements: older, xdefault: null })
    await changeEnum({
      ...sessions,
      key: 'status',
      elements: ['active', 'agent_assigned'],
      xdefault: 'active',
    })
    const { $id: rowId } = await db.createRow({ ...audit, rowId: 'old', data: { action: 'assign' } })
    const reply = { ...audit, rowId: 'new', data: { action: 'reply' } }
    await expect(db.createRow(reply)).rejects.toMatchObject({ code: 400 })
    const { code, stdout, stderr } = await runScript('deploy', [], environment)
    expect({ code, stdout }, stderr).toEqual({
      code: 0,
      stdout: 'column_widened\tsessions.status\ncolumn_widened\taudit.action\n',
    })
    expect(await db.createRow(reply)).toMatchObject({ action: 'reply' })
    expect(await db.getRow({ ...audit, rowId })).toMatchObject({ action: 'assign' })
    const made = await db.createRow({ ...sessions, rowId: 'x', data: { sessionId: 'x' } })
    expect(made).toMatchObject({ status: 'active' })
    await db.deleteRow({ ...sessions, rowId: 'x' })
    expect(await runScript('deploy', [], environment)).toMatchObject({ code: 0, stdout: '' })
  })

  it('gives rows from before a column its default, so that filters find them', async () => {
    const db = tablesDb()
    const sessions = { databaseId: 'chat', tableId: 'sessions' }
    await db.deleteColumn({ ...sessions, key: 'needsHuman' })
    const made = await Promise.all(
      Array.from({ length: 120 }, (_, index) =>
        db.createRow({ ...sessions, rowId: `old${index}`, data: { sessionId: `old${index}` } }),
      ),
    )
    const { code, stdout, stderr } = await runScript('deploy', [], environment)
    expect(code, stderr).toBe(0)
    const lines = stdout.trim().split('\n')
    expect(lines).toContain('column_added\tsessions.needsHuman')
    expect(lines).toContain('rows_filled\tsessions.needsHuman')
    const queries = [Query.equal('needsHuman', false), Query.equal('status', 'active'), Query.limit(500)]
    const found = await db.listRows({ ...sessions, queries })
    expect(found.rows.filter(({ $id }) => $id.startsWith('old'))).toHaveLength(made.length)
    for (const { $id: rowId } of made) await db.deleteRow({ ...sessions, rowId })
    expect(await runScript('deploy', [], environment)).toMatchObject({ code: 0, stdout: '' })
  })

  it('puts another index of a known name in order', async () => {
    const db = tablesDb()
    const index = { databaseId: 'chat', tableId: 'sessions', key: 'search_chat_name' }
    const { type, columns } = await db.getIndex(index)
    await db.deleteIndex(index)
    await db.createIndex({ ...index, type: TablesDBIndexType.Key, columns })
    expect(await runScript('deploy', [], environment)).toMatchObject({
      code: 0,
      stdout: 'index_replaced\tsessions.search_chat_name\n',
    })
    expect(await db.getIndex(index)).toMatchObject({ type, columns })
  })

  it('names a required column that nothing writes, and ends with 1', async () => {
    const db = tablesDb()
    const column = { databaseId: 'chat', tableId: 'sessions', key: 'createdAt' }
    await db.createStringColumn({ ...column, size: 40, required: true })
    const { code, stdout, stderr } = await runScript('deploy', [], environment)
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'column_in_the_way\tsessions.createdAt\n' })
    expect(stderr).toContain('Make it optional')
    await db.deleteColumn(column)
  })

  it.each([
    ['has values that are not in the contract', [...AUDIT_ACTIONS, 'praise']],
    ['was made for shorter values', ['assign', 'close']],
  ])('leaves a column alone that %s, and says so', async (_, elements) => {
    const column = { databaseId: 'chat', tableId: 'audit', key: 'action' }
    await changeEnum({ ...column, elements, xdefault: null })
    expect(await runScript('deploy', [], environment)).toMatchObject({
      code: 1,
      stdout: 'column_differs\taudit.action\n',
    })
    await changeEnum({ ...column, elements: AUDIT_ACTIONS, xdefault: null })
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
