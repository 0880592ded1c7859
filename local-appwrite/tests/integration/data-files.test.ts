import { createHash } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../server.ts'
import { openDatabase } from '../../store/database.ts'
import { MIGRATIONS } from '../../store/migrations.ts'
import { clientOf, startServerOnDisk } from '../support/running-server.ts'
import { Storage, TablesDB } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'

let root: string
let folder: string
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'data-files-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))
beforeEach(() => {
  made += 1
  folder = join(root, String(made))
  mkdirSync(folder)
})

const start = (port = 0) => startLocalAppwrite({ port, host: '127.0.0.1', dataDir: folder })
const file = () => join(folder, 'appwrite.sqlite')
const fingerprint = () => createHash('sha256').update(readFileSync(file())).digest('hex')

describe('the data folder', () => {
  it('keeps project, key, schema, rows and users for the next start', async () => {
    const first = await start()
    const tables = new TablesDB(clientOf(first).setKey(first.apiKey))
    await tables.create({ databaseId: 'd', name: 'D' })
    await tables.createTable({
      databaseId: 'd',
      tableId: 't',
      name: 'T',
      columns: [{ key: 'big', type: 'integer', required: false, min: 0, max: 10 }],
    })
    await tables.createRow({ databaseId: 'd', tableId: 't', rowId: 'r', data: { big: 7 } })
    await first.close()
    const second = await start()
    expect([second.projectId, second.apiKey]).toEqual([first.projectId, first.apiKey])
    const again = new TablesDB(clientOf(second).setKey(second.apiKey))
    expect(await again.getRow({ databaseId: 'd', tableId: 't', rowId: 'r' })).toMatchObject({
      big: 7,
      $sequence: '1',
    })
    await second.close()
  })

  it('hides everything from others on the machine, also what an older version left open', async () => {
    const readable = () =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .map((entry) => join(entry.parentPath, entry.name))
        .concat(folder)
        .filter((path) => (statSync(path).mode & 0o077) !== 0)
    const upload = async (server: Awaited<ReturnType<typeof start>>, fileId: string) => {
      const storage = new Storage(clientOf(server).setKey(server.apiKey))
      if (fileId === 'a') await storage.createBucket({ bucketId: 'b', name: 'B' })
      await storage.createFile({ bucketId: 'b', fileId, file: InputFile.fromPlainText('secret', 'a.txt') })
    }
    rmSync(folder, { recursive: true })
    const umask = process.umask(0o022)
    try {
      const first = await start()
      await upload(first, 'a')
      expect(readdirSync(folder)).toEqual(
        expect.arrayContaining([
          'appwrite.sqlite',
          'appwrite.sqlite-wal',
          'appwrite.sqlite-shm',
          'api-key',
          'files',
        ]),
      )
      expect(readable()).toEqual([])
      await first.close()
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
        chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
      chmodSync(folder, 0o755)
      const second = await start()
      await upload(second, 'c')
      expect(readable()).toEqual([])
      await second.close()
    } finally {
      process.umask(umask)
    }
  })

  it('leaves alone what is somebody else’s in its folder', async () => {
    const other = join(folder, 'notes.txt')
    writeFileSync(other, 'mine')
    chmodSync(other, 0o644)
    chmodSync(folder, 0o755)
    await (await start()).close()
    expect([statSync(other).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o644, 0o755])
  })

  it('is not shared by two servers', async () => {
    const server = await start()
    await expect(start()).rejects.toThrow('in use by another server')
    await server.close()
    await (await start()).close()
  })

  it('of the first version is brought up to date, with what it holds', async () => {
    const expires = Date.now() + 60_000
    const old = openDatabase(file(), MIGRATIONS.slice(0, 1))
    await old.transaction(() => {
      old.run(
        `INSERT INTO transactions (id, owner, status, operations, created, updated, expires)
          VALUES ('open', 'guest', 'pending', 0, 1, 1, ?)`,
        expires,
      )
    })
    await old.close()
    const server = await start()
    const asGuest = new TablesDB(clientOf(server))
    const done = await asGuest.updateTransaction({ transactionId: 'open', commit: true })
    expect(done).toMatchObject({ $id: 'open', status: 'committed' })
    expect((await asGuest.createTransaction()).status).toBe('pending')
    await server.close()
  })

  it('of a newer version is refused and left as it was', async () => {
    await (await start()).close()
    const newer = new DatabaseSync(file())
    newer.exec('PRAGMA user_version = 99')
    newer.close()
    const before = fingerprint()
    await expect(start()).rejects.toThrow('newer version')
    expect(fingerprint()).toBe(before)
  })

  it('that is no database is refused and left as it was', async () => {
    writeFileSync(file(), 'not a database, but somebody may miss it')
    const before = fingerprint()
    await expect(start()).rejects.toThrow('not a SQLite database')
    expect(fingerprint()).toBe(before)
  })

  it('that is cut short is refused and left as it was', async () => {
    await (await start()).close()
    writeFileSync(file(), readFileSync(file()).subarray(0, 8192))
    const before = fingerprint()
    await expect(start()).rejects.toThrow('cut short')
    expect(fingerprint()).toBe(before)
  })

  it('is read as it stood when it is copied from a killed server, log and all', async () => {
    const server = await startServerOnDisk()
    await server.tables.create({ databaseId: 'copied', name: 'C' })
    for (const name of ['appwrite.sqlite', 'appwrite.sqlite-wal', 'project-id', 'api-key'])
      cpSync(join(server.folder, name), join(folder, name))
    const copy = await start()
    const tables = new TablesDB(clientOf(copy).setKey(copy.apiKey))
    expect(await tables.get({ databaseId: 'copied' })).toMatchObject({ name: 'C' })
    await copy.close()
    await server.stop()
  })
})

describe('a server that is closed', () => {
  it('lets requests under way end, and keeps what it answered', async () => {
    const first = await start()
    const tables = new TablesDB(clientOf(first).setKey(first.apiKey))
    const ids = Array.from({ length: 30 }, (_, index) => `db${index}`)
    const results = ids.map(async (databaseId) => {
      await tables.create({ databaseId, name: 'x' })
      return databaseId
    })
    await results[0]
    const closed = first.close()
    const settled = await Promise.allSettled(results)
    const answered = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    await closed
    const second = await start()
    const again = new TablesDB(clientOf(second).setKey(second.apiKey))
    const kept = (await again.list({ queries: ['{"method":"limit","values":[100]}'] })).databases
    expect(answered.filter((id) => !kept.some(({ $id }) => $id === id))).toEqual([])
    await second.close()
  })
})

describe('a lock on the data file', () => {
  it('is an error for the caller, and writing goes on after it', async () => {
    const server = await startServerOnDisk()
    await server.tables.create({ databaseId: 'd', name: 'D' })
    const other = new DatabaseSync(join(server.folder, 'appwrite.sqlite'))
    other.exec('BEGIN IMMEDIATE')
    const refused = await server.raw('POST', '/tablesdb', { as: 'key', body: { databaseId: 'e', name: 'E' } })
    expect([refused.status, refused.body['type']]).toEqual([408, 'database_timeout'])
    expect((await server.raw('GET', '/tablesdb/d', { as: 'key' })).status).toBe(200)
    other.exec('ROLLBACK')
    other.close()
    const made = await server.raw('POST', '/tablesdb', { as: 'key', body: { databaseId: 'e', name: 'E' } })
    expect(made.status).toBe(201)
    await server.stop()
  })
})

describe('the port', () => {
  it('that is taken is told by the code EADDRINUSE, and the folder is free again', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await expect(start(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
    taken.close()
    await (await start()).close()
  })
})
