import { join } from 'node:path'

import { Client as WebClient, Account, type AppwriteException, TablesDB as WebTables } from 'appwrite'
import { Permission, Role } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { type RunningServer, startServer, startServerOnDisk } from '../support/running-server.ts'
import { spawnServer } from '../support/spawned-server.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let server: RunningServer
/** The beginning of an hour. */
let time = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS
let ann: string
let bob: string

beforeAll(async () => {
  server = await startServer({ rateLimits: true, now: () => time })
  const { tables, users } = server
  await tables.create({ databaseId: 'main', name: 'Main' })
  for (const tableId of ['one', 'two']) {
    await tables.createTable({
      databaseId: 'main',
      tableId,
      name: tableId,
      permissions: [
        Permission.create(Role.any()),
        Permission.delete(Role.any()),
        Permission.update(Role.any()),
      ],
      columns: [{ key: 'count', type: 'integer', required: false }],
    })
  }
  const sessionOf = async (userId: string) => {
    await users.create({ userId, name: userId, email: `${userId}@example.com`, password: 'correct horse' })
    return (await users.createSession({ userId })).secret
  }
  ann = await sessionOf('ann')
  bob = await sessionOf('bob')
})
afterAll(() => server.stop())
beforeEach(() => {
  time = (Math.floor(time / HOUR_MS) + 1) * HOUR_MS
})

const webClient = () =>
  new WebClient().setEndpoint(server.appwrite.endpoint).setProject(server.appwrite.projectId)
const refusalOf = (call: Promise<unknown>): Promise<{ code: number; type: string }> =>
  call.then(
    () => ({ code: 0, type: 'none' }),
    ({ code, type }: AppwriteException) => ({ code, type }),
  )
const TOO_MANY = { code: 429, type: 'general_rate_limit_exceeded' }
const addRow = (as: string, tableId = 'one', root = 'tablesdb', rows = ['tables', 'rows', 'rowId']) =>
  server.raw('POST', `/${root}/main/${rows[0]}/${tableId}/${rows[1]}`, {
    as,
    body: { [rows[2] ?? '']: 'unique()', data: { count: 1 } },
  })
const limitsOf = ({ headers }: { headers: Headers }) =>
  ['limit', 'remaining', 'reset'].map((name) => headers.get(`x-ratelimit-${name}`))

describe('rows', () => {
  it('take 120 creations a minute of one user, in all tables together', async () => {
    const tables = new WebTables(webClient().setSession(ann))
    const create = (tableId: string) =>
      tables.createRow({ databaseId: 'main', tableId, rowId: 'unique()', data: { count: 1 } })
    for (let count = 0; count < 60; count++) await create('one')
    for (let count = 0; count < 60; count++) await create('two')
    expect(await refusalOf(create('one'))).toEqual(TOO_MANY)
    expect(await refusalOf(create('two'))).toEqual(TOO_MANY)
    expect((await addRow(bob)).status).toBe(201)
    expect((await addRow('guest')).status).toBe(201)
    expect((await addRow(ann, 'one', 'databases', ['collections', 'documents', 'documentId'])).status).toBe(
      201,
    )
    time += MINUTE_MS
    expect((await create('one')).$tableId).toBe('one')
  })

  it('are told in every answer how many are left, and until when', async () => {
    const reset = String((time + MINUTE_MS) / 1000)
    expect(limitsOf(await addRow(ann))).toEqual(['120', '119', reset])
    expect(limitsOf(await addRow(ann))).toEqual(['120', '118', reset])
    const wrong = await server.raw('POST', '/tablesdb/main/tables/one/rows', { as: ann, body: {} })
    expect(wrong.status).toBe(400)
    expect(limitsOf(wrong)).toEqual(['120', '117', reset])
    for (let count = 0; count < 117; count++) await addRow(ann)
    const refused = await addRow(ann)
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject(TOO_MANY)
    expect(limitsOf(refused)).toEqual(['120', '0', reset])
  })

  it('are counted apart for creating, changing and deleting', async () => {
    for (let count = 0; count < 60; count++)
      await server.raw('DELETE', '/tablesdb/main/tables/one/rows/none', { as: ann })
    const deleted = await server.raw('DELETE', '/tablesdb/main/tables/two/rows/other', { as: ann })
    expect(deleted.status).toBe(429)
    expect((await addRow(ann)).status).toBe(201)
    const changed = await server.raw('PATCH', '/tablesdb/main/tables/one/rows/none', { as: ann, body: {} })
    expect(limitsOf(changed).slice(0, 2)).toEqual(['120', '119'])
  })

  it('of keys are never refused, and leave nobody with less', async () => {
    for (let count = 0; count < 130; count++) expect((await addRow('key')).status).toBe(201)
    expect(limitsOf(await addRow('key')).slice(0, 2)).toEqual(['120', '119'])
    expect(limitsOf(await addRow('guest')).slice(0, 2)).toEqual(['120', '119'])
  })

  it('can be read without limit', async () => {
    const answer = await server.raw('GET', '/tablesdb/main/tables/one/rows', { as: ann })
    expect(limitsOf(answer)).toEqual([null, null, null])
  })
})

describe('sessions', () => {
  it('of guests are fifty an hour from one address', async () => {
    for (let count = 0; count < 50; count++) await new Account(webClient()).createAnonymousSession()
    expect(await refusalOf(new Account(webClient()).createAnonymousSession())).toEqual(TOO_MANY)
    time += HOUR_MS - 1
    expect(await refusalOf(new Account(webClient()).createAnonymousSession())).toEqual(TOO_MANY)
    time += 1
    expect((await new Account(webClient()).createAnonymousSession()).provider).toBe('anonymous')
  })

  it('by password are ten tries an hour for one e-mail address', async () => {
    const account = new Account(webClient())
    const tryAs = (email: string) =>
      refusalOf(account.createEmailPasswordSession({ email, password: 'wrong guess' }))
    for (let count = 0; count < 10; count++)
      expect(await tryAs('ann@example.com')).toMatchObject({ type: 'user_invalid_credentials' })
    expect(await tryAs('ann@example.com')).toEqual(TOO_MANY)
    const right = { email: 'ann@example.com', password: 'correct horse' }
    expect(await refusalOf(account.createEmailPasswordSession(right))).toEqual(TOO_MANY)
    expect(await tryAs('bob@example.com')).toMatchObject({ type: 'user_invalid_credentials' })
  })

  it('by token are ten tries an hour for one user', async () => {
    const account = new Account(webClient())
    const tryAs = (userId: string) => refusalOf(account.createSession({ userId, secret: '123456' }))
    for (let count = 0; count < 10; count++)
      expect(await tryAs('ann')).toMatchObject({ type: 'user_invalid_token' })
    expect(await tryAs('ann')).toEqual(TOO_MANY)
    expect(await tryAs('bob')).toMatchObject({ type: 'user_invalid_token' })
  })

  it.each([
    ['of any length', { email: 'x'.repeat(100_000), password: 'x' }],
    ['of any kind', { email: { a: [1, 2] }, password: 'x' }],
    ['that are missing', {}],
    ['that are huge numbers', '{"email":12345678901234567890}'],
    ['that are nested deeply', `{"email":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('are counted for addresses %s', async (_what, body) => {
    const tryIt = () => server.raw('POST', '/account/sessions/email', { body })
    for (let count = 0; count < 10; count++) expect((await tryIt()).status).toBe(400)
    expect((await tryIt()).status).toBe(429)
  })
})

describe('files', () => {
  it('take 60 uploads a minute, and chunks of the same number count together', async () => {
    const send = (range: string | null, fileId: string) => {
      const body = new FormData()
      body.append('fileId', fileId)
      body.append('file', new Blob(['x'.repeat(10)]), 'x.txt')
      return fetch(`${server.appwrite.endpoint}/storage/buckets/none/files`, {
        method: 'POST',
        body,
        headers: {
          'x-appwrite-project': server.appwrite.projectId,
          'x-appwrite-session': ann,
          ...(range === null ? {} : { 'content-range': range }),
        },
      })
    }
    for (let count = 0; count < 60; count++) expect((await send(null, 'file')).status).toBe(404)
    expect((await send('bytes 0-9/100', 'file')).status).toBe(429)
    expect(limitsOf(await send('bytes 10-19/100', 'file')).slice(0, 2)).toEqual(['60', '59'])
    expect((await send('bytes 9-3/100', 'file')).status).toBe(429)
    expect((await send('nonsense', 'file')).status).toBe(429)
  })
})

describe('every limited route', () => {
  const row = '/tablesdb/main/tables/one/rows'
  const document = '/databases/main/collections/one/documents'
  it.each([
    ['POST', '/account', 10],
    ['PATCH', '/account/password', 10],
    ['PATCH', '/account/sessions/none', 10],
    ['DELETE', '/account/sessions/none', 100],
    ['POST', '/account/sessions/anonymous', 50],
    ['POST', '/account/sessions/email', 10],
    ['POST', '/account/sessions/token', 10],
    ['POST', '/account/jwts', 120],
    ['POST', '/teams/none/memberships', 10],
    ['POST', row, 120],
    ['PUT', `${row}/none`, 120],
    ['PATCH', `${row}/none`, 120],
    ['PATCH', `${row}/none/count/increment`, 120],
    ['PATCH', `${row}/none/count/decrement`, 120],
    ['DELETE', `${row}/none`, 60],
    ['POST', document, 120],
    ['PUT', `${document}/none`, 120],
    ['PATCH', `${document}/none`, 120],
    ['PATCH', `${document}/none/count/increment`, 120],
    ['PATCH', `${document}/none/count/decrement`, 120],
    ['DELETE', `${document}/none`, 60],
    ['POST', '/storage/buckets/none/files', 60],
    ['DELETE', '/storage/buckets/none/files/none', 60],
    ['DELETE', '/account/sessions', 100],
  ])('%s %s says so', async (method, path, limit) => {
    const { headers } = await server.raw(method, path, { as: bob, body: {} })
    expect(headers.get('x-ratelimit-limit')).toBe(String(limit))
  })
})

describe('a page of another site', () => {
  it('cannot read what is left', async () => {
    const { headers } = await server.raw('POST', '/account/sessions/anonymous', {
      body: {},
      headers: { origin: 'http://localhost:9999' },
    })
    expect(headers.get('access-control-expose-headers')).not.toMatch(/ratelimit/i)
  })
})

describe('without the option', () => {
  it('nothing is counted or told', async () => {
    const plain = await startServer()
    for (let count = 0; count < 60; count++) {
      const { status, headers } = await plain.raw('POST', '/account/sessions/anonymous', { body: {} })
      expect(status).toBe(201)
      expect(headers.has('x-ratelimit-limit')).toBe(false)
    }
    await plain.stop()
  })
})

describe('the command line', () => {
  it('switches limits on with --rate-limits', async () => {
    const { folder, stop } = await startServerOnDisk()
    const spawned = await spawnServer(join(folder, 'limited'), { rateLimits: true })
    const response = await fetch(`${spawned.endpoint}/account/sessions/anonymous`, {
      method: 'POST',
      headers: { 'x-appwrite-project': spawned.projectId },
    })
    expect(response.headers.get('x-ratelimit-limit')).toBe('50')
    expect(await spawned.end('SIGINT')).toBe(0)
    await stop()
  })
})
