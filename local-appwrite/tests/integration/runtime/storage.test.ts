import { randomBytes } from 'node:crypto'
import { Client, Permission, Query, Role, Storage, Users } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../../vitest.ts'

let storage: Storage
let ann: Storage
let bob: Storage
let annSecret: string

const server = await startLocalAppwrite({ projectId: 'files' })

beforeAll(async () => {
  const client = () => new Client().setEndpoint(server.endpoint).setProject(server.projectId)
  storage = new Storage(client().setKey(server.apiKey))
  const users = new Users(client().setKey(server.apiKey))
  const sessionOf = async (userId: string) => {
    await users.create({ userId, name: userId })
    return (await users.createSession({ userId })).secret
  }
  annSecret = await sessionOf('ann')
  ann = new Storage(client().setSession(annSecret))
  bob = new Storage(client().setSession(await sessionOf('bob')))
  await storage.createBucket({
    bucketId: 'shared',
    name: 'Shared',
    permissions: [Permission.create(Role.users())],
    fileSecurity: true,
  })
})

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.endpoint}/storage/buckets/shared/files/${path}`, {
    headers: { 'x-appwrite-project': server.projectId, 'x-appwrite-session': annSecret, ...headers },
  })
}

describe('a file', () => {
  it('of many chunks comes back as it went in', async () => {
    const bytes = randomBytes(12 * 1024 * 1024 + 17)
    const file = await ann.createFile({
      bucketId: 'shared',
      fileId: 'large',
      file: InputFile.fromBuffer(bytes, 'large.bin'),
    })
    expect(file).toMatchObject({
      chunksTotal: 3,
      chunksUploaded: 3,
      sizeOriginal: bytes.length,
      mimeType: 'application/octet-stream',
    })
    const back = Buffer.from(await ann.getFileDownload({ bucketId: 'shared', fileId: 'large' }))
    expect(back.equals(bytes)).toBe(true)
    const part = await get('large/download', { range: 'bytes=5242870-5242889' })
    expect(part.status).toBe(206)
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(5_242_870, 5_242_890))).toBe(true)
  })

  it('cannot be continued or replaced by somebody else', async () => {
    const headers = { 'x-appwrite-project': server.projectId }
    const send = (session: string | null, start: number, id?: string) => {
      const body = new FormData()
      body.append('fileId', 'half')
      body.append('file', new Blob(['x'.repeat(10)]), 'half.txt')
      return fetch(`${server.endpoint}/storage/buckets/shared/files`, {
        method: 'POST',
        body,
        headers: {
          ...headers,
          ...(session === null ? { 'x-appwrite-key': server.apiKey } : { 'x-appwrite-session': session }),
          'content-range': `bytes ${start}-${start + 9}/20`,
          ...(id === undefined ? {} : { 'x-appwrite-id': id }),
        },
      })
    }
    expect((await send(annSecret, 0)).status).toBe(201)
    const before = await get('half/download')
    expect(before.status).toBe(404)
    const other = await bob
      .createFile({ bucketId: 'shared', fileId: 'half', file: InputFile.fromPlainText('mine', 'a.txt') })
      .catch((error: { type: string }) => error.type)
    expect(other).toBe('storage_file_already_exists')
    expect((await send(annSecret, 10, 'half')).status).toBe(201)
    expect(await (await get('half/download')).text()).toBe('x'.repeat(20))
    expect((await send(annSecret, 10, 'half')).status).toBe(200)
    expect(await (await get('half/download')).text()).toBe('x'.repeat(20))
  })

  it('is found by its permissions and by nobody else', async () => {
    await ann.createFile({
      bucketId: 'shared',
      fileId: 'private',
      file: InputFile.fromPlainText('secret', 'private.txt'),
    })
    await expect(bob.getFile({ bucketId: 'shared', fileId: 'private' })).rejects.toMatchObject({ code: 404 })
    await expect(bob.deleteFile({ bucketId: 'shared', fileId: 'private' })).rejects.toMatchObject({
      code: 401,
    })
    const listed = await bob.listFiles({
      bucketId: 'shared',
      queries: [Query.equal('name', ['private.txt'])],
    })
    expect(listed.total).toBe(0)
    await ann.updateFile({
      bucketId: 'shared',
      fileId: 'private',
      permissions: [Permission.read(Role.user('ann')), Permission.delete(Role.user('ann'))],
    })
    await ann.deleteFile({ bucketId: 'shared', fileId: 'private' })
    expect((await get('private/view')).status).toBe(404)
  })

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['quo"te.txt', 'quo_te.txt'],
  ])('named %s goes nowhere', async (name, shown) => {
    const fileId = `named-${shown.replaceAll(/\W/g, '-')}`
    const file = await ann.createFile({
      bucketId: 'shared',
      fileId,
      file: InputFile.fromPlainText('x', name),
    })
    expect(file.name).not.toMatch(/[/\\]/)
    const disposition = (await get(`${fileId}/download`)).headers.get('content-disposition')
    expect(disposition).toMatch(/^attachment; filename="[^"\\]*"/)
  })

  it('that could run in a browser is shown as text', async () => {
    const page = '<!doctype html><script>alert(1)</script>'
    await ann.createFile({
      bucketId: 'shared',
      fileId: 'page',
      file: InputFile.fromPlainText(page, 'page.html'),
    })
    const shown = await get('page/view')
    expect(shown.headers.get('content-type')).toBe('text/plain')
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff')
    expect(shown.headers.get('content-security-policy')).toContain('script-src')
    await ann.createFile({
      bucketId: 'shared',
      fileId: 'drawing',
      file: InputFile.fromPlainText('<svg onload="alert(1)">', 'drawing.svg'),
    })
    expect((await get('drawing/view')).headers.get('content-type')).toBe('text/plain')
  })

  it('has no preview, and says so', async () => {
    await ann.createFile({ bucketId: 'shared', fileId: 'image', file: InputFile.fromPlainText('x', 'x.png') })
    const preview = await get('image/preview')
    expect(preview.status).toBe(405)
    expect(await preview.json()).toMatchObject({ type: 'general_not_implemented' })
  })

  it.each(['bytes=9-', 'bytes=3-1', 'bytes=0-99', 'lines=0-1', 'bytes=a-b', 'bytes=0-1,2-3'])(
    'has no range %s',
    async (range) => {
      await ann
        .createFile({ bucketId: 'shared', fileId: 'short', file: InputFile.fromPlainText('short', 's.txt') })
        .catch(() => undefined)
      expect((await get('short/download', { range })).status).toBe(416)
    },
  )
})
