import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client, Storage } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { afterAll, describe, expect, it } from 'vitest'

import type { LocalAppwrite } from '../../server.ts'
import { startLocalAppwrite } from '../../vitest.ts'

// A place of its own: servers of other files make folders of the same names beside it.
const place = await mkdtemp(join(tmpdir(), 'vitest-helper-'))
process.env['TMPDIR'] = place
afterAll(() => rm(place, { recursive: true, force: true }))

const foldersOfServers = async () =>
  (await readdir(tmpdir())).filter((name) => /^local-appwrite-[0-9a-f-]{36}$/.test(name))
const readUser = ({ endpoint, projectId, apiKey }: LocalAppwrite) =>
  fetch(`${endpoint}/users/ana`, {
    headers: { 'x-appwrite-project': projectId, 'x-appwrite-key': apiKey },
  })

const first = await startLocalAppwrite()
let closed: LocalAppwrite
let folder: string

describe('the server of a block of tests', async () => {
  const appwrite = await startLocalAppwrite({ seed: { users: [{ $id: 'ana' }] } })
  closed = appwrite

  it('has a project of its own, with what its seed says', async () => {
    expect(first.projectId).not.toBe(appwrite.projectId)
    expect((await readUser(appwrite)).status).toBe(200)
    expect((await readUser(first)).status).toBe(404)
  })

  it('writes nothing to the disk until a file is uploaded', async () => {
    const { endpoint, projectId, apiKey } = appwrite
    const storage = new Storage(new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey))
    await storage.createBucket({ bucketId: 'b', name: 'b' })
    const before = await foldersOfServers()
    await storage.createFile({ bucketId: 'b', fileId: 'f', file: InputFile.fromPlainText('words', 'a.txt') })
    const made = await Promise.all(
      (await foldersOfServers())
        .filter((name) => !before.includes(name))
        .map(async (name) => ({ name, files: await readdir(`${tmpdir()}/${name}`) })),
    )
    folder = made.find(({ files }) => files.includes('files'))?.name ?? ''
    expect(folder).not.toBe('')
    const content = await storage.getFileDownload({ bucketId: 'b', fileId: 'f' })
    expect(Buffer.from(content).toString()).toBe('words')
    expect(existsSync(':memory:')).toBe(false)
  })
})

describe('after the block', () => {
  it('its server is closed and its files are gone, and that of the file still answers', async () => {
    await expect(readUser(closed)).rejects.toThrow('fetch failed')
    expect(await foldersOfServers()).not.toContain(folder)
    expect((await readUser(first)).status).toBe(404)
  })
})
