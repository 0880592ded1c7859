import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Functions, Permission, Role, Runtime, Storage, TablesDB } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type LocalAppwrite, startLocalAppwrite } from '../../../server.ts'
import { deployFunction } from '../../support/deploy.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let dataDir: string
let time: number
let server: LocalAppwrite
let storage: Storage
let functions: Functions
let asGuest: TablesDB

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-appwrite-upkeep-'))
  time = Date.now()
  await start()
  await storage.createBucket({ bucketId: 'box', name: 'Box' })
})
afterEach(async () => {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  server = await startLocalAppwrite({ port: 0, dataDir, now: () => time })
  const client = () => new Client().setEndpoint(server.endpoint).setProject(server.projectId)
  storage = new Storage(client().setKey(server.apiKey))
  functions = new Functions(client().setKey(server.apiKey))
  asGuest = new TablesDB(client())
}

/** Sends ten bytes out of twenty, beginning at `start`. */
async function sendHalf(path: string, fields: Record<string, string>, part: string, start: number, id = '') {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  body.append(part, new Blob(['x'.repeat(10)]), 'half.tar.gz')
  const response = await fetch(`${server.endpoint}${path}`, {
    method: 'POST',
    body,
    headers: {
      'x-appwrite-project': server.projectId,
      'x-appwrite-key': server.apiKey,
      'content-range': `bytes ${start}-${start + 9}/20`,
      ...(id === '' ? {} : { 'x-appwrite-id': id }),
    },
  })
  const answer: { $id?: string; type?: string } = JSON.parse(await response.text())
  return { status: response.status, id: answer.$id ?? '', type: answer.type }
}
const halfFile = (fileId: string, start = 0) =>
  sendHalf('/storage/buckets/box/files', { fileId }, 'file', start, start === 0 ? '' : fileId)
const halfDeployment = (id = '') =>
  sendHalf('/functions/job/deployments', { activate: 'true' }, 'code', id === '' ? 0 : 10, id)
const filesOn = async (folder: string): Promise<number> =>
  existsSync(join(dataDir, folder)) ? (await readdir(join(dataDir, folder))).length : 0

describe('an upload whose rest does not come', () => {
  it('is kept for a day and cleared away after it, with its bytes', async () => {
    await halfFile('half')
    await storage.createFile({
      bucketId: 'box',
      fileId: 'whole',
      file: InputFile.fromPlainText('x', 'x.txt'),
    })
    time += DAY_MS - HOUR_MS
    await server.tidyUp()
    expect((await storage.getFile({ bucketId: 'box', fileId: 'half' })).chunksUploaded).toBe(1)
    expect(await filesOn('files')).toBe(2)
    time += 2 * HOUR_MS
    await server.tidyUp()
    await expect(storage.getFile({ bucketId: 'box', fileId: 'half' })).rejects.toMatchObject({
      type: 'storage_file_not_found',
    })
    expect(await filesOn('files')).toBe(1)
    expect((await storage.getFile({ bucketId: 'box', fileId: 'whole' })).$id).toBe('whole')
  })

  it('can start again under the same id', async () => {
    await halfFile('again')
    time += 2 * DAY_MS
    await server.tidyUp()
    expect((await halfFile('again')).status).toBe(201)
    expect((await halfFile('again', 10)).status).toBe(201)
    const bytes = Buffer.from(await storage.getFileDownload({ bucketId: 'box', fileId: 'again' }))
    expect(bytes.toString()).toBe('x'.repeat(20))
  })

  it('is cleared away at the next start, too', async () => {
    await halfFile('half')
    await server.close()
    time += 2 * DAY_MS
    await start()
    expect((await storage.listFiles({ bucketId: 'box' })).total).toBe(0)
    expect(await filesOn('files')).toBe(0)
  })
})

describe('a deployment whose rest does not come', () => {
  it('is cleared away, and the function stays as it was', async () => {
    await deployFunction(functions, 'job', 'module.exports = ({ res }) => res.text("done")')
    const { deploymentId } = await functions.get({ functionId: 'job' })
    const { id } = await halfDeployment()
    expect(await functions.get({ functionId: 'job' })).toMatchObject({
      latestDeploymentId: id,
      latestDeploymentStatus: 'waiting',
    })
    time += 2 * DAY_MS
    await server.tidyUp()
    await expect(functions.getDeployment({ functionId: 'job', deploymentId: id })).rejects.toMatchObject({
      type: 'deployment_not_found',
    })
    expect(await functions.get({ functionId: 'job' })).toMatchObject({
      deploymentId,
      latestDeploymentId: deploymentId,
      latestDeploymentStatus: 'ready',
    })
    expect(await readdir(join(dataDir, 'deployments'))).toEqual([`${deploymentId}.tar.gz`])
    expect((await functions.createExecution({ functionId: 'job' })).responseBody).toBe('done')
  })

  it('takes no further chunk afterwards', async () => {
    await functions.create({ functionId: 'job', name: 'Job', runtime: Runtime.Node22, entrypoint: 'main.js' })
    const { id } = await halfDeployment()
    time += 2 * DAY_MS
    await server.tidyUp()
    expect(await halfDeployment(id)).toMatchObject({ status: 404, type: 'deployment_not_found' })
    expect(await filesOn('deployments')).toBe(0)
  })
})

describe('transactions of guests', () => {
  it('are limited in number until some of them end', async () => {
    const first = await asGuest.createTransaction({ ttl: 60 })
    for (let count = 1; count < 100; count++) await asGuest.createTransaction({ ttl: 60 })
    await expect(asGuest.createTransaction()).rejects.toMatchObject({
      code: 400,
      type: 'transaction_limit_exceeded',
    })
    await asGuest.updateTransaction({ transactionId: first.$id, rollback: true })
    await asGuest.createTransaction({ ttl: 60 })
    await expect(asGuest.createTransaction()).rejects.toMatchObject({ type: 'transaction_limit_exceeded' })
    time += 61_000
    expect((await asGuest.createTransaction()).status).toBe('pending')
  })

  it('do not pile up when they are opened and ended again and again', async () => {
    for (let count = 0; count < 130; count++) {
      const { $id } = await asGuest.createTransaction()
      await asGuest.updateTransaction({ transactionId: $id, rollback: true })
    }
    expect((await asGuest.listTransactions()).total).toBe(101)
  })

  it('leave keys alone', async () => {
    const byKey = new TablesDB(
      new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey),
    )
    for (let count = 0; count < 110; count++) await byKey.createTransaction()
    expect((await asGuest.createTransaction()).status).toBe('pending')
  })
})

describe('what is staged in a transaction', () => {
  it('is limited in size, and what was staged before stays', async () => {
    const byKey = new TablesDB(
      new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey),
    )
    await byKey.create({ databaseId: 'main', name: 'Main' })
    await byKey.createTable({
      databaseId: 'main',
      tableId: 'notes',
      name: 'Notes',
      permissions: [Permission.create(Role.any())],
      columns: [{ key: 'text', type: 'string', size: 20_000_000, required: false }],
    })
    const { $id: transactionId } = await byKey.createTransaction()
    const stage = (rowId: string) => {
      const data = { text: 'x'.repeat(12_000_000) }
      const operation = { action: 'create', databaseId: 'main', tableId: 'notes', rowId, data }
      return byKey.createOperations({ transactionId, operations: [operation] })
    }
    await stage('one')
    await stage('two')
    await expect(stage('three')).rejects.toMatchObject({ code: 400, type: 'transaction_limit_exceeded' })
    expect((await byKey.getTransaction({ transactionId })).operations).toBe(2)
  })
})

describe('an expired transaction', () => {
  it('says so for a day, and is forgotten then', async () => {
    const { $id: transactionId } = await asGuest.createTransaction({ ttl: 60 })
    time += HOUR_MS
    await server.tidyUp()
    await expect(asGuest.updateTransaction({ transactionId, commit: true })).rejects.toMatchObject({
      code: 410,
      type: 'transaction_expired',
    })
    time += DAY_MS
    await server.tidyUp()
    await expect(asGuest.getTransaction({ transactionId })).rejects.toMatchObject({
      type: 'transaction_not_found',
    })
  })
})
