import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../server.ts'
import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const ROWS = '/tablesdb/main/tables/notes/rows'

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({
    databaseId: 'main',
    tableId: 'notes',
    name: 'Notes',
    permissions: ['read("any")', 'create("any")'],
    columns: [{ key: 'body', type: 'string', size: 50, required: true }],
  })
})
afterAll(() => server.stop())

describe('pages of other origins', () => {
  const from = (origin: string) => server.raw('GET', ROWS, { headers: { origin } })

  it('may call when their host is registered, whatever the port', async () => {
    for (const origin of ['http://localhost:3000', 'https://localhost', 'http://127.0.0.1:8080']) {
      const answer = await from(origin)
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, origin])
      expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
    }
  })

  it('are refused when it is not, without a header that would let them read', async () => {
    for (const origin of ['https://evil.example.net', 'null', 'https://localhost.evil.net']) {
      const answer = await from(origin)
      expect(answer.body['type']).toBe('general_unknown_origin')
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  it('can be registered by name, by wildcard and all of them', async () => {
    const register = (platformId: string, hostname: string) =>
      server.raw('POST', '/project/platforms/web', { as: 'key', body: { platformId, name: 'x', hostname } })
    expect((await register('one', 'shop.example.com')).status).toBe(201)
    expect((await register('one', 'shop.example.com')).body['type']).toBe('platform_already_exists')
    expect((await from('https://shop.example.com')).status).toBe(200)
    expect((await from('https://www.shop.example.com')).status).toBe(403)
    await register('below', '*.example.org')
    expect((await from('https://a.b.example.org')).status).toBe(200)
    expect((await from('https://example.org')).status).toBe(403)
    await register('every', '*')
    expect((await from('https://evil.example.net')).status).toBe(200)
    await server.raw('DELETE', '/project/platforms/every', { as: 'key' })
    expect((await from('https://evil.example.net')).status).toBe(403)
  })

  it('get an answer to every preflight', async () => {
    const answer = await server.raw('OPTIONS', '/account', {
      headers: { origin: 'https://evil.example.net', 'access-control-request-method': 'POST' },
    })
    expect([answer.status, answer.headers.get('access-control-max-age')]).toEqual([204, '86400'])
    const allowed = answer.headers.get('access-control-allow-headers')?.toLowerCase() ?? ''
    expect(allowed).toContain('x-appwrite-session')
    expect(allowed).not.toContain('authorization')
  })
})

describe('addresses', () => {
  it('that mean nothing are 404 pages', async () => {
    const answer = await server.raw('GET', '/no/such/route')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
    expect((await fetch(`${server.appwrite.origin}/elsewhere`)).status).toBe(404)
  })

  it('of parts that this server lacks say so', async () => {
    const answer = await server.raw('POST', '/account/recovery', {
      body: { email: 'a@example.org', url: 'x' },
    })
    expect([answer.status, answer.body['type']]).toEqual([405, 'general_not_implemented'])
  })

  it('are not unescaped, may end with a slash, and know HEAD', async () => {
    await server.raw('POST', ROWS, { body: { rowId: 'a', data: { body: 'x' } } })
    expect((await server.raw('GET', `${ROWS}/%61`)).body['type']).toBe('general_argument_invalid')
    expect((await server.raw('GET', `${ROWS}/`)).status).toBe(200)
    const head = await server.raw('HEAD', ROWS)
    expect([head.status, head.text]).toEqual([200, ''])
  })

  it('outside of /v1 belong to the caller of the server', async () => {
    const pages = await startLocalAppwrite({
      port: 0,
      host: '127.0.0.1',
      fallback: (page) => new Response(`page ${new URL(page.url).pathname}`),
    })
    expect(await (await fetch(`${pages.origin}/a/b?c`)).text()).toBe('page /a/b')
    expect((await fetch(`${pages.endpoint}/health/version`)).headers.get('content-type')).toBe(
      'application/json',
    )
    await pages.close()
  })
})

describe('bodies', () => {
  const post = (body: string, contentType = 'application/json') =>
    server.raw('POST', ROWS, { body, headers: { 'content-type': contentType } })

  it('that are broken, empty or of an unknown type count as empty', async () => {
    for (const body of ['{"rowId":', '', '[]', 'null', '5'])
      expect((await post(body)).body['type']).toBe('row_missing_data')
    expect((await post('{"rowId":"t","data":{"body":"x"}}', 'text/plain')).body['type']).toBe(
      'row_missing_data',
    )
  })

  it('may be forms, with nested names', async () => {
    const form = await post('rowId=form&data[body]=a+form', 'application/x-www-form-urlencoded')
    expect(form.body).toMatchObject({ $id: 'form', body: 'a form' })
  })

  it('may come in pieces without a length', async () => {
    const answer = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port } = new URL(server.appwrite.endpoint)
      const headers = { 'content-type': 'application/json', 'x-appwrite-project': server.appwrite.projectId }
      const sending = request({ method: 'POST', hostname, port, path: `/v1${ROWS}`, headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sending.on('error', reject)
      sending.write('{"rowId":"pieces",')
      sending.end('"data":{"body":"in pieces"}}')
    })
    expect(answer).toBe(201)
  })
})

describe('the project', () => {
  it('must be named, and must be this one', async () => {
    const without = await fetch(server.appwrite.endpoint + ROWS)
    expect(without.status).toBe(401)
    const other = await server.raw('GET', ROWS, { headers: { 'x-appwrite-project': 'other' } })
    expect(other.body['type']).toBe('project_not_found')
  })

  it('answers ping and its version to everyone, health to keys', async () => {
    expect((await server.raw('GET', '/ping')).text).toBe('Pong!')
    expect((await server.raw('GET', '/health/version')).body).toEqual({ version: '1.9.6' })
    expect((await server.raw('GET', '/health')).status).toBe(401)
    expect((await server.raw('GET', '/health', { as: 'key' })).body).toMatchObject({ status: 'pass' })
  })
})

describe('several servers', () => {
  it('live side by side in one process, each with its own data', async () => {
    const other = await startServer()
    expect((await other.tables.list()).total).toBe(0)
    expect(other.appwrite.projectId).not.toBe(server.appwrite.projectId)
    await other.stop()
    expect((await server.raw('GET', ROWS)).status).toBe(200)
  })
})
