import { Client, Compression, Storage } from 'node-appwrite'
import { beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../../vitest.ts'

let storage: Storage

const server = await startLocalAppwrite()

beforeAll(async () => {
  storage = new Storage(
    new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey),
  )
  await storage.createBucket({ bucketId: 'plain', name: 'Plain', encryption: false })
  await storage.createBucket({ bucketId: 'secret', name: 'Secret' })
})

interface Sent {
  method?: string
  body?: FormData | string
  headers?: Record<string, string>
}

function at(path: string, { headers = {}, ...sent }: Sent = {}): Promise<Response> {
  const identity = { 'x-appwrite-project': server.projectId, 'x-appwrite-key': server.apiKey }
  return fetch(`${server.endpoint}/storage/buckets/${path}`, {
    ...sent,
    headers: { ...identity, ...headers },
  })
}
function send(bucket: string, fileId: string, text: string, range?: string): Promise<Response> {
  const body = new FormData()
  body.append('fileId', fileId)
  body.append('file', new Blob([text]), 'file.txt')
  return at(`${bucket}/files`, {
    method: 'POST',
    body,
    headers: range === undefined ? {} : { 'content-range': `bytes ${range}`, 'x-appwrite-id': fileId },
  })
}

describe('a piece of a file', () => {
  it('of a file that is whole is answered with the file, and changes nothing', async () => {
    expect((await send('plain', 'two', 'aaaaa', '0-4/8')).status).toBe(201)
    expect((await send('plain', 'two', 'bbb', '5-7/8')).status).toBe(201)
    const again = await send('plain', 'two', 'ccc', '5-7/8')
    expect([again.status, await again.json()]).toMatchObject([200, { chunksUploaded: 2, sizeOriginal: 8 }])
    expect(await (await at('plain/files/two/download')).text()).toBe('aaaaabbb')
    expect((await send('plain', 'two', 'whole')).status).toBe(409)
  })

  it('is what its range says, though fewer bytes came or the end is one too far', async () => {
    const short = await send('plain', 'short', '01234', '0-9/10')
    expect([short.status, await short.json()]).toMatchObject([201, { sizeOriginal: 10, chunksTotal: 1 }])
    expect(await (await at('plain/files/short/download')).text()).toBe('01234')
    expect((await send('plain', 'far', '0123456789', '0-10/10')).status).toBe(201)
    expect((await send('plain', 'farther', '0123456789', '0-11/10')).status).toBe(400)
  })
})

describe('the bytes of a file', () => {
  it('may be kept by the browser, and say that they come in ranges only where they are encrypted', async () => {
    await send('secret', 'file', 'fourteen bytes')
    await send('plain', 'file', 'fourteen bytes')
    for (const kind of ['view', 'download']) {
      const plain = await at(`plain/files/file/${kind}`)
      expect(plain.headers.get('cache-control')).toBe('private, max-age=3888000')
      expect(plain.headers.get('accept-ranges')).toBeNull()
      expect((await at(`secret/files/file/${kind}`)).headers.get('accept-ranges')).toBe('bytes')
      const part = await at(`plain/files/file/${kind}`, { headers: { range: 'bytes=0-3' } })
      expect([await part.text(), part.headers.get('accept-ranges')]).toEqual(['four', 'bytes'])
    }
  })

  it('take more on the disk when they are encrypted', async () => {
    expect(await storage.getFile({ bucketId: 'secret', fileId: 'file' })).toMatchObject({ sizeActual: 20 })
    expect(await storage.getFile({ bucketId: 'plain', fileId: 'file' })).toMatchObject({ sizeActual: 14 })
  })
})

it('a change of a bucket sets what it leaves out as for a new one, save for the permissions', async () => {
  const permissions = ['read("any")']
  await storage.createBucket({
    bucketId: 'full',
    name: 'Full',
    permissions,
    fileSecurity: true,
    enabled: false,
    maximumFileSize: 1000,
    allowedFileExtensions: ['txt'],
    compression: Compression.Gzip,
    encryption: false,
    antivirus: false,
  })
  const kept = await at('full', {
    method: 'PUT',
    body: JSON.stringify({ name: 'Full', encryption: null, maximumFileSize: null }),
    headers: { 'content-type': 'application/json' },
  })
  expect(await kept.json()).toMatchObject({ encryption: false, maximumFileSize: 1000 })
  expect(await storage.updateBucket({ bucketId: 'full', name: 'Full' })).toMatchObject({
    $permissions: permissions,
    fileSecurity: false,
    enabled: true,
    maximumFileSize: 30_000_000,
    allowedFileExtensions: [],
    compression: 'none',
    encryption: true,
    antivirus: true,
  })
})
