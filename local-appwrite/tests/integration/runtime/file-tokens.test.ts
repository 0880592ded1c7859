import { Client, type Models, Permission, Query, Role, Storage, Tokens, Users } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { Client as WebClient, Storage as WebStorage } from 'appwrite'
import { beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../../vitest.ts'

const HOUR_MS = 3_600_000

let time = Date.now()
let storage: Storage
let tokens: Tokens
let ann: string

const server = await startLocalAppwrite({ now: () => time })

beforeAll(async () => {
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  storage = new Storage(client)
  tokens = new Tokens(client)
  const users = new Users(client)
  await users.create({ userId: 'ann', name: 'Ann' })
  ann = (await users.createSession({ userId: 'ann' })).secret
  await storage.createBucket({ bucketId: 'closed', name: 'Closed' })
  await storage.createBucket({ bucketId: 'own', name: 'Own', fileSecurity: true })
  for (const fileId of ['one', 'two']) await put('closed', fileId)
})

const put = (bucketId: string, fileId: string, permissions: string[] = []): Promise<Models.File> =>
  storage.createFile({
    bucketId,
    fileId,
    file: InputFile.fromPlainText(`this is ${fileId}`, `${fileId}.txt`),
    permissions,
  })
const later = (hours: number) => new Date(time + hours * HOUR_MS).toISOString()

/** As a browser does that follows a link: no headers, everything in the address. */
async function follow(path: string, token: string, session = ''): Promise<{ status: number; text: string }> {
  const address = `${server.endpoint}/storage/buckets/${path}?project=${server.projectId}&token=${token}`
  const response = await fetch(address, session === '' ? {} : { headers: { 'x-appwrite-session': session } })
  return { status: response.status, text: await response.text() }
}
const refusal = async (path: string, token: string, session = '') => {
  const { status, text } = await follow(path, token, session)
  const { type }: { type?: string } = JSON.parse(text)
  return { status, type }
}

describe('a token of a file', () => {
  it('opens it to whoever has the address, also one that an SDK made', async () => {
    const token = await tokens.createFileToken({ bucketId: 'closed', fileId: 'one' })
    expect(token).toMatchObject({
      resourceId: 'closed:one',
      resourceType: 'files',
      expire: '',
      accessedAt: '',
    })
    expect(await follow('closed/files/one/view', token.secret)).toEqual({ status: 200, text: 'this is one' })
    const guest = new WebStorage(new WebClient().setEndpoint(server.endpoint).setProject(server.projectId))
    const address = guest.getFileDownload({ bucketId: 'closed', fileId: 'one', token: token.secret })
    const download = await fetch(address, { headers: { range: 'bytes=0-3' } })
    expect(download.status).toBe(206)
    expect(download.headers.get('content-disposition')).toContain('attachment')
    expect(await download.text()).toBe('this')
  })

  it('opens a file that only others may read', async () => {
    await put('own', 'private')
    const { secret } = await tokens.createFileToken({ bucketId: 'own', fileId: 'private' })
    expect(await follow('own/files/private/view', secret)).toMatchObject({ status: 200 })
    expect(await refusal('own/files/private/view', 'x')).toEqual({
      status: 404,
      type: 'storage_file_not_found',
    })
    expect(await refusal('own/files/private/view', '')).toEqual({
      status: 400,
      type: 'general_argument_invalid',
    })
  })

  it('opens nothing but the bytes', async () => {
    const { secret } = await tokens.createFileToken({ bucketId: 'closed', fileId: 'one' })
    expect(await refusal('closed/files/one', secret)).toEqual({ status: 401, type: 'user_unauthorized' })
    expect(await refusal('closed/files', secret)).toEqual({ status: 401, type: 'user_unauthorized' })
    expect(await refusal('closed/files/one/preview', secret)).toEqual({
      status: 405,
      type: 'general_not_implemented',
    })
  })

  it('opens no other file, not even to someone who may read that one', async () => {
    await put('own', 'anns', [Permission.read(Role.user('ann'))])
    const { secret } = await tokens.createFileToken({ bucketId: 'closed', fileId: 'one' })
    const unauthorized = { status: 401, type: 'user_unauthorized' }
    expect(await refusal('closed/files/two/view', secret)).toEqual(unauthorized)
    expect(await refusal('closed/files/nowhere/view', secret)).toEqual(unauthorized)
    expect(await refusal('own/files/anns/view', secret, ann)).toEqual(unauthorized)
    expect(await follow('own/files/anns/view', 'x', ann)).toMatchObject({ status: 200 })
  })

  it.each(['x', 'a.b.c', '..', 'a'.repeat(500), 'eyJhbGciOiJub25lIn0.eyJ0b2tlbklkIjoieCJ9.'])(
    'that is none (%s) counts as not sent',
    async (secret) => {
      expect(await refusal('closed/files/one/view', secret)).toEqual({
        status: 401,
        type: 'user_unauthorized',
      })
    },
  )

  it('that was altered, or is a session, opens nothing', async () => {
    const { secret } = await tokens.createFileToken({ bucketId: 'closed', fileId: 'one' })
    const altered = `${secret.slice(0, -2)}${secret.endsWith('AA') ? 'BB' : 'AA'}`
    expect(await refusal('closed/files/one/view', altered)).toMatchObject({ status: 401 })
    expect((await refusal('closed/files/one/view', 'a'.repeat(600))).status).toBe(400)
  })

  it('ends when it is said to, and can be given another end', async () => {
    const token = await tokens.createFileToken({ bucketId: 'closed', fileId: 'one', expire: later(1) })
    expect(Date.parse(token.expire)).toBe(Date.parse(later(1)))
    expect(await follow('closed/files/one/view', token.secret)).toMatchObject({ status: 200 })
    time += 2 * HOUR_MS
    expect(await refusal('closed/files/one/view', token.secret)).toMatchObject({ type: 'user_unauthorized' })
    const longer = await tokens.update({ tokenId: token.$id, expire: later(1) })
    expect(await follow('closed/files/one/view', longer.secret)).toMatchObject({ status: 200 })
    expect(await refusal('closed/files/one/view', token.secret)).toMatchObject({ type: 'user_unauthorized' })
    const forever = await tokens.update({ tokenId: token.$id })
    expect(forever.expire).toBe('')
    time += 1000 * HOUR_MS
    expect(await follow('closed/files/one/view', forever.secret)).toMatchObject({ status: 200 })
  })

  it('can be cut short although its secret says otherwise', async () => {
    const { $id: tokenId, secret } = await tokens.createFileToken({ bucketId: 'closed', fileId: 'one' })
    await tokens.update({ tokenId, expire: later(1) })
    expect(await follow('closed/files/one/view', secret)).toMatchObject({ status: 200 })
    time += 2 * HOUR_MS
    expect(await refusal('closed/files/one/view', secret)).toMatchObject({ type: 'user_unauthorized' })
  })

  it.each([
    ['a moment that has passed', '2020-01-01T00:00:00.000Z'],
    ['words that mean no moment', 'sometime'],
    ['nothing', ''],
  ])('cannot end at %s', async (_what, expire) => {
    const made = tokens.createFileToken({ bucketId: 'closed', fileId: 'one', expire })
    await expect(made).rejects.toMatchObject({ code: 400, type: 'general_argument_invalid' })
  })

  it('is found, listed, and gone once deleted', async () => {
    await put('closed', 'listed')
    const first = await tokens.createFileToken({ bucketId: 'closed', fileId: 'listed' })
    const second = await tokens.createFileToken({ bucketId: 'closed', fileId: 'listed', expire: later(5) })
    expect(await tokens.get({ tokenId: first.$id })).toEqual(first)
    const ids = async (...queries: string[]) => {
      const list = await tokens.list({ bucketId: 'closed', fileId: 'listed', queries })
      return list.tokens.map(({ $id }) => $id)
    }
    expect(await ids()).toEqual([first.$id, second.$id])
    expect(await ids(Query.isNotNull('expire'))).toEqual([second.$id])
    expect(await ids(Query.cursorAfter(first.$id))).toEqual([second.$id])
    await tokens.delete({ tokenId: first.$id })
    await expect(tokens.get({ tokenId: first.$id })).rejects.toMatchObject({ type: 'token_not_found' })
    await expect(tokens.delete({ tokenId: first.$id })).rejects.toMatchObject({ type: 'token_not_found' })
    await expect(tokens.update({ tokenId: first.$id })).rejects.toMatchObject({ type: 'token_not_found' })
    expect(await refusal('closed/files/listed/view', first.secret)).toMatchObject({
      type: 'user_unauthorized',
    })
  })

  it('notes its use once a day', async () => {
    const { $id: tokenId, secret } = await tokens.createFileToken({ bucketId: 'closed', fileId: 'one' })
    await follow('closed/files/one/view', secret)
    const { accessedAt } = await tokens.get({ tokenId })
    expect(Date.parse(accessedAt)).toBe(time)
    time += HOUR_MS
    await follow('closed/files/one/view', secret)
    expect((await tokens.get({ tokenId })).accessedAt).toBe(accessedAt)
    time += 24 * HOUR_MS
    await follow('closed/files/one/view', secret)
    expect(Date.parse((await tokens.get({ tokenId })).accessedAt)).toBe(time)
  })

  it('goes with its file, and another file of that id is not opened', async () => {
    await put('closed', 'brief')
    const { $id: tokenId, secret } = await tokens.createFileToken({ bucketId: 'closed', fileId: 'brief' })
    await storage.deleteFile({ bucketId: 'closed', fileId: 'brief' })
    await put('closed', 'brief')
    expect(await refusal('closed/files/brief/view', secret)).toMatchObject({ type: 'user_unauthorized' })
    await expect(tokens.get({ tokenId })).rejects.toMatchObject({ code: 404 })
  })

  it('cannot be made for what is not there, nor by users and guests', async () => {
    await expect(tokens.createFileToken({ bucketId: 'closed', fileId: 'no' })).rejects.toMatchObject({
      type: 'storage_file_not_found',
    })
    await expect(tokens.createFileToken({ bucketId: 'no', fileId: 'one' })).rejects.toMatchObject({
      type: 'storage_bucket_not_found',
    })
    const client = () => new Client().setEndpoint(server.endpoint).setProject(server.projectId)
    for (const weaker of [client(), client().setSession(ann)]) {
      await expect(
        new Tokens(weaker).createFileToken({ bucketId: 'closed', fileId: 'one' }),
      ).rejects.toMatchObject({ code: 401, type: 'general_unauthorized_scope' })
    }
  })
})
