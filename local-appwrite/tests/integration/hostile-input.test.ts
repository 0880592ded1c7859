import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { hostileRequest } from '../../bench/hostile-request.ts'
import { hostileValue, randomSource } from '../../bench/hostile-values.ts'
import { sdkRoutes } from '../../bench/sdk-routes.ts'
import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
  const { tables } = server
  await tables.create({ databaseId: 'main', name: 'Main' })
  await tables.createTable({
    databaseId: 'main',
    tableId: 'notes',
    name: 'Notes',
    permissions: ['read("any")', 'create("any")', 'update("any")', 'delete("any")'],
    rowSecurity: true,
    columns: [
      { key: 'body', type: 'string', size: 5000, required: false },
      { key: 'count', type: 'integer', required: false },
      { key: 'when', type: 'datetime', required: false },
      { key: 'tags', type: 'string', size: 30, array: true, required: false },
    ],
    indexes: [{ key: 'words', type: 'fulltext', attributes: ['body'] }],
  })
  await tables.createRow({ databaseId: 'main', tableId: 'notes', rowId: 'first', data: { body: 'aaaa' } })
})
afterAll(() => server.stop())

const ROWS = '/tablesdb/main/tables/notes/rows'
const asQuery = (query: unknown) => `?queries[0]=${encodeURIComponent(JSON.stringify(query))}`

describe('hostile input', () => {
  it('gets an answer of Appwrite, never a failure of the server, on every route of the SDK', async () => {
    const random = randomSource(7)
    const routes = sdkRoutes()
    const ids = { databaseId: ['main'], tableId: ['notes'], collectionId: ['notes'] }
    const rows = { rowId: ['first'], documentId: ['first'], column: ['count'], attribute: ['count'] }
    const wrong: string[] = []
    for (const route of [...routes, ...routes.filter(({ path }) => path.includes('{rowId}'))]) {
      const { method, path, body } = hostileRequest(route, random, { ...ids, ...rows })
      const answer = await server.raw(method, path, { as: random() < 0.7 ? 'key' : 'guest', body })
      if (answer.status >= 500) wrong.push(`${method} ${path} ${JSON.stringify(body)} → ${answer.text}`)
    }
    expect(wrong).toEqual([])
    expect(server.reports).toEqual([])
  })

  it('gets an answer of Appwrite for every kind of broken query', async () => {
    const random = randomSource(11)
    const methods = [
      'equal',
      'notEqual',
      'between',
      'contains',
      'containsAll',
      'startsWith',
      'search',
      'regex',
      'or',
      'and',
      'limit',
      'offset',
      'cursorAfter',
      'select',
      'orderAsc',
      'orderRandom',
      'isNull',
      'notSearch',
      'nonsense',
    ]
    const attributes = [
      'body',
      'count',
      'when',
      'tags',
      '$id',
      '$sequence',
      '$createdAt',
      '$permissions',
      '__proto__',
      '',
    ]
    for (let round = 0; round < 400; round += 1) {
      const query = {
        method: methods[Math.floor(random() * methods.length)],
        attribute: attributes[Math.floor(random() * attributes.length)],
        values:
          random() < 0.8
            ? [hostileValue(random), hostileValue(random)].slice(0, Math.ceil(random() * 2))
            : hostileValue(random),
      }
      const answer = await server.raw('GET', ROWS + asQuery(query))
      expect([200, 400], `${JSON.stringify(query)} → ${answer.text}`).toContain(answer.status)
    }
    const lists = ['users', 'teams', 'tablesdb', 'tablesdb/main/tables', 'tablesdb/main/tables/notes/columns']
    const fields = [
      'name',
      'email',
      'status',
      'labels',
      'total',
      'registration',
      'key',
      'type',
      '$createdAt',
      'roles',
    ]
    for (let round = 0; round < 300; round += 1) {
      const query = {
        method: methods[Math.floor(random() * methods.length)],
        attribute: fields[Math.floor(random() * fields.length)],
        values: [hostileValue(random)],
      }
      const path = `/${lists[round % lists.length]}${asQuery(query)}`
      const answer = await server.raw('GET', path, { as: 'key' })
      expect([200, 400], `${path} → ${answer.text}`).toContain(answer.status)
    }
    expect(server.reports).toEqual([])
  })

  it('treats SQL in ids, names and values as text', async () => {
    const nasty = "x'); DROP TABLE rows_1; --"
    await server.tables.createRow({
      databaseId: 'main',
      tableId: 'notes',
      rowId: 'sql',
      data: { body: nasty },
    })
    const found = await server.raw(
      'GET',
      ROWS + asQuery({ method: 'equal', attribute: 'body', values: [nasty] }),
    )
    expect(found.body['total']).toBe(1)
    const order = asQuery({ method: 'orderAsc', attribute: 'body; DROP TABLE rows_1' })
    expect((await server.raw('GET', ROWS + order)).body['type']).toBe('general_query_invalid')
    const search = await server.raw(
      'GET',
      ROWS + asQuery({ method: 'search', attribute: 'body', values: ['" OR * NEAR('] }),
    )
    expect(search.status).toBe(200)
  })

  it('takes numbers beyond 2^53 wherever they stand', async () => {
    const permissions = await server.raw('PATCH', `${ROWS}/first`, {
      as: 'key',
      body: '{"permissions":[9223372036854775807]}',
    })
    expect([permissions.status, permissions.body['type']]).toEqual([400, 'general_argument_invalid'])
    const user = await server.users.create({ userId: 'unique()' })
    const prefs = '{"prefs":{"seen":9007199254740993}}'
    const kept = await server.raw('PATCH', `/users/${user.$id}/prefs`, { as: 'key', body: prefs })
    expect(kept.text).toBe('{"seen":9007199254740993}')
  })

  it('keeps `__proto__` as a name and nothing else', async () => {
    const user = await server.users.create({ userId: 'proto' })
    const prefs = '{"prefs":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}'
    const answer = await server.raw('PATCH', `/users/${user.$id}/prefs`, { as: 'key', body: prefs })
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('"__proto__":{"polluted":true}')
    await server.raw('GET', '/ping?__proto__[polluted]=1&constructor[prototype][polluted]=1')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    const row = await server.raw('POST', ROWS, { body: '{"rowId":"p","data":{"__proto__":{"body":"x"}}}' })
    expect(row.body['type']).toBe('row_invalid_structure')
  })

  it('refuses bodies beyond the limit and deeply nested queries', async () => {
    const large = await server.raw('POST', ROWS, { body: `{"data":"${'x'.repeat(33 * 1024 * 1024)}"}` })
    expect([large.status, large.body['type']]).toEqual([400, 'general_bad_request'])
    let nested: unknown = { method: 'equal', attribute: 'count', values: [1] }
    for (let level = 0; level < 30; level += 1) nested = { method: 'or', values: [nested, nested] }
    const deep = `{"method":"and","values":[${'['.repeat(1900)}${']'.repeat(1900)},1]}`
    const answer = await server.raw('GET', `${ROWS}?queries[0]=${encodeURIComponent(deep)}`)
    expect(answer.body['type']).toBe('general_query_invalid')
    expect((await server.raw('POST', ROWS, { body: '['.repeat(100_000) })).body['type']).toBe(
      'row_missing_data',
    )
  })

  it('answers strange headers like Appwrite', async () => {
    const strange: [Record<string, string>, number][] = [
      [{ 'x-appwrite-session': 'a'.repeat(8000) }, 200],
      [{ 'x-fallback-cookies': '{"a":' }, 200],
      [{ 'x-fallback-cookies': '[]' }, 200],
      [{ cookie: '%E0%A4%A; a_session_=;;;=' }, 200],
      [{ 'x-appwrite-jwt': '..' }, 401],
      [{ 'x-appwrite-jwt': 'e30.e30.e30' }, 401],
      [{ 'x-appwrite-key': 'ephemeral_e30.e30.e30' }, 401],
      [{ 'x-appwrite-response-format': '9'.repeat(1000) }, 200],
      [{ origin: 'http://' }, 403],
    ]
    for (const [headers, status] of strange)
      expect((await server.raw('GET', ROWS, { headers })).status, JSON.stringify(headers)).toBe(status)
    expect(server.reports).toEqual([])
  })
})
