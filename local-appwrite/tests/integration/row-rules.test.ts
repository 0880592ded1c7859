import { Operator, Query } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
let ann: string
let ben: string
let now = Date.parse('2026-01-02T03:04:05Z')
const at = { databaseId: 'main', tableId: 'notes' }
const ROWS = '/tablesdb/main/tables/notes/rows'

beforeAll(async () => {
  server = await startServer({ now: () => now })
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({
    ...at,
    name: 'Notes',
    permissions: ['read("users")', 'create("users")', 'update("users")'],
    rowSecurity: true,
    columns: [
      { key: 'body', type: 'string', size: 100, required: false },
      { key: 'count', type: 'integer', required: false, default: 1, min: 0, max: 1000 },
      { key: 'tags', type: 'string', size: 20, required: false, array: true },
      { key: 'nums', type: 'integer', required: false, array: true },
    ],
  })
  const sessionOf = async (userId: string) => {
    await server.users.create({ userId })
    return (await server.users.createSession({ userId })).secret
  }
  ann = await sessionOf('ann')
  ben = await sessionOf('ben')
})
afterAll(() => server.stop())

beforeEach(async () => {
  await server.tables.deleteRows(at)
  await server.tables.createRows({
    ...at,
    rows: [
      { $id: 'a', body: 'one', tags: ['x'] },
      { $id: 'b', body: 'two', count: 5 },
    ],
  })
})

const CONCAT = '{"method":"stringConcat","values":["!"]}'
const patch = (rowId: string, data: object, as = 'key') =>
  server.raw('PATCH', `${ROWS}/${rowId}`, { as, body: { data } })
const put = (rowId: string, body: object, as = 'key') => server.raw('PUT', `${ROWS}/${rowId}`, { as, body })
const list = async (...queries: string[]) => (await server.tables.listRows({ ...at, queries })).rows

describe('a text that looks like an operator', () => {
  it.each([CONCAT, ` ${CONCAT} `, '{"method":"stringConcat","values":["!"],"more":1}', JSON.parse(CONCAT)])(
    'is one in an update and an upsert: %j',
    async (text) => {
      expect((await patch('a', { body: text })).body['body']).toBe('one!')
      expect((await put('a', { data: { body: text } })).body['body']).toBe('one!!')
      expect((await put('new', { data: { body: text } })).body['body']).toBe('!')
    },
  )

  it('is itself in a creation, in a list, and when its method is unknown', async () => {
    const body = { rowId: 'plain', data: { body: CONCAT, tags: ['{"method":"toggle"}'] } }
    expect((await server.raw('POST', ROWS, { as: 'key', body })).body).toMatchObject(body.data)
    const dance = '{"method":"dance","values":[1]}'
    expect((await patch('a', { body: dance })).body['body']).toBe(dance)
    const creation = { rowId: 'object', data: { body: JSON.parse(CONCAT) } }
    expect((await server.raw('POST', ROWS, { as: 'key', body: creation })).body['type']).toBe(
      'row_invalid_structure',
    )
  })

  it('is refused without a list of values, and on a column that it is not for', async () => {
    expect((await patch('a', { body: '{"method":"stringConcat","values":"!"}' })).body['type']).toBe(
      'general_bad_request',
    )
    expect((await patch('a', { body: '{"method":"stringConcat"}' })).body['type']).toBe(
      'row_invalid_structure',
    )
    expect((await patch('a', { body: '{"method":"increment","values":[1]}' })).body['type']).toBe(
      'row_invalid_structure',
    )
  })

  it('takes numbers written as texts', async () => {
    expect((await patch('b', { count: '{"method":"increment","values":["2"]}' })).body['count']).toBe(7)
    expect((await patch('b', { nums: '{"method":"arrayAppend","values":["4"]}' })).body['nums']).toEqual([4])
  })

  it('counts what was never set as empty, save for a replacement and a place in a list', async () => {
    const insert = '{"method":"arrayInsert","values":[0,"i"]}'
    await server.tables.updateRows({ ...at, data: { tags: insert } })
    const tags = async () => (await list(Query.orderAsc('$id'))).map((row) => row['tags'])
    expect(await tags()).toEqual([['i', 'x'], []])
    // An update of a row by itself sets its lists.
    const replaced = await patch('b', { body: null, count: 2 })
    expect(replaced.body['body']).toBeNull()
    expect(
      (await patch('b', { body: '{"method":"stringReplace","values":["a","b"]}' })).body['body'],
    ).toBeNull()
    expect((await patch('b', { tags: insert })).body['tags']).toEqual(['i'])
  })
})

describe('many rows at once', () => {
  it('are refused when one is named twice', async () => {
    const rows = [
      { $id: 'a', body: '1' },
      { $id: 'A', body: '2' },
    ]
    expect((await server.raw('PUT', ROWS, { as: 'key', body: { rows } })).body['type']).toBe(
      'row_already_exists',
    )
    expect((await list(Query.equal('$id', 'a')))[0]?.['body']).toBe('one')
  })

  it('are answered as far as they changed', async () => {
    const rows = [
      { $id: 'a', body: 'one', $updatedAt: '2020-01-01T00:00:00.000+00:00' },
      { $id: 'b', body: 'new' },
    ]
    const answer = await server.tables.upsertRows({ ...at, rows })
    expect(answer.rows.map(({ $id }) => $id)).toEqual(['b'])
  })

  it('are answered with the chosen columns, in the order asked for', async () => {
    const queries = [Query.select(['count']), Query.orderDesc('$id')]
    const answer = await server.tables.updateRows({ ...at, data: { body: 'same' }, queries })
    expect(answer.rows.map(({ $id, ...row }) => [$id, row['count'], 'body' in row])).toEqual([
      ['b', 5, false],
      ['a', 1, false],
    ])
  })

  it('inside a transaction are counted, not shown', async () => {
    const { $id: transactionId } = await server.tables.createTransaction()
    const made = await server.raw('POST', ROWS, {
      as: 'key',
      body: { rows: [{ $id: 'c' }, { $id: 'd' }], transactionId },
    })
    expect([made.status, made.body]).toEqual([200, { total: 2, rows: [] }])
    const changed = { data: { body: 'x' }, queries: [Query.equal('$id', 'c')], transactionId }
    expect((await server.raw('PATCH', ROWS, { as: 'key', body: changed })).body).toEqual({
      total: 0,
      rows: [],
    })
    await server.tables.updateTransaction({ transactionId, commit: true })
    expect((await list(Query.equal('body', 'x'))).map(({ $id }) => $id)).toEqual(['c'])
  })
})

describe('an upsert', () => {
  it('without permissions needs those that the row has', async () => {
    await server.tables.createRow({
      ...at,
      rowId: 'bens',
      data: { body: 'x' },
      permissions: ['read("user:ben")'],
    })
    expect((await put('bens', { data: { body: 'y' } }, ann)).body['type']).toBe('user_unauthorized')
    expect((await put('bens', { data: { body: 'y' } }, ben)).body['body']).toBe('y')
  })

  it('in a transaction shows and needs them too', async () => {
    await server.tables.createRow({
      ...at,
      rowId: 'bens',
      data: { body: 'x' },
      permissions: ['read("user:ben")'],
    })
    const transactionOf = async (as: string) =>
      (await server.raw('POST', '/tablesdb/transactions', { as, body: {} })).body['$id']
    const staged = { data: { body: CONCAT }, transactionId: await transactionOf('key') }
    expect((await put('bens', staged)).body).toMatchObject({
      body: CONCAT,
      $permissions: ['read("user:ben")'],
      $sequence: '',
    })
    expect(
      (await put('bens', { ...staged, transactionId: await transactionOf(ann) }, ann)).body['type'],
    ).toBe('user_unauthorized')
  })
})

describe('a transaction', () => {
  const stage = (id: string, operation: object, as = 'key') =>
    server.raw('POST', `/tablesdb/transactions/${id}/operations`, {
      as,
      body: { operations: [{ databaseId: 'main', tableId: 'notes', ...operation }] },
    })

  it('shows an operator as it was sent, and its result after the commit', async () => {
    const { $id: transactionId } = await server.tables.createTransaction()
    const staged = await server.tables.updateRow({
      ...at,
      rowId: 'a',
      data: { body: Operator.stringConcat('!') },
      transactionId,
    })
    expect(JSON.parse(staged['body'])).toMatchObject({ method: 'stringConcat' })
    await server.tables.updateTransaction({ transactionId, commit: true })
    expect((await list(Query.equal('$id', 'a')))[0]?.['body']).toBe('one!')
  })

  it('wants queries for the changes of many rows', async () => {
    const { $id } = await server.tables.createTransaction()
    expect((await stage($id, { action: 'bulkUpdate', data: { data: { count: 1 } } })).body['type']).toBe(
      'general_argument_invalid',
    )
    expect((await stage($id, { action: 'bulkDelete' })).body['type']).toBe('general_argument_invalid')
    expect((await stage($id, { action: 'bulkDelete', data: { queries: [] } })).status).toBe(201)
  })

  it('fails at its commit over an increment that goes past its bound, or by nothing', async () => {
    for (const data of [
      { column: 'count', value: 9, max: 6 },
      { column: 'count', value: 0 },
    ]) {
      const { $id } = await server.tables.createTransaction()
      expect((await stage($id, { action: 'increment', rowId: 'b', data })).status).toBe(201)
      const commit = await server.raw('PATCH', `/tablesdb/transactions/${$id}`, {
        as: 'key',
        body: { commit: true },
      })
      expect(commit.status).toBe(400)
      expect(await server.tables.getTransaction({ transactionId: $id })).toMatchObject({ status: 'failed' })
    }
  })

  it('of somebody else is not found before its operations are looked at, and reads go past it', async () => {
    const { $id } = await server.tables.createTransaction()
    await stage($id, { action: 'update', rowId: 'a', data: { body: 'inside' } })
    expect(
      (await stage($id, { action: 'increment', rowId: 'a', data: { column: 'nope' } }, ann)).body['type'],
    ).toBe('transaction_not_found')
    const read = (as: string) => server.raw('GET', `${ROWS}/a?transactionId=${$id}`, { as })
    expect((await read('key')).body['body']).toBe('inside')
    expect((await read(ann)).body['body']).toBe('one')
    await server.tables.updateTransaction({ transactionId: $id, rollback: true })
    expect((await read('key')).body['body']).toBe('one')
  })
})

describe('a read', () => {
  const get = (path: string, ...queries: string[]) =>
    server.raw(
      'GET',
      `${ROWS}${path}?${queries.map((one) => `queries[]=${encodeURIComponent(one)}`).join('&')}`,
      {
        as: 'key',
      },
    )

  it('of one row takes no queries but select', async () => {
    expect((await get('/a', Query.select(['count']))).body).not.toHaveProperty('body')
    for (const wrong of [
      Query.equal('body', 'one'),
      Query.limit(1),
      Query.orderAsc('body'),
      Query.cursorAfter('b'),
    ]) {
      expect((await get('/a', wrong)).body['type'], wrong).toBe('general_query_invalid')
      expect((await get('/nowhere', wrong)).body['type'], wrong).toBe('general_query_invalid')
    }
  })

  it('refuses an empty query as a parameter', async () => {
    expect((await get('', '')).body['type']).toBe('general_argument_invalid')
  })

  it('by a list that is kept for a time shows what it showed, to whoever has the same roles', async () => {
    const total = async (ttl: number, as = 'key') =>
      (await server.raw('GET', `${ROWS}?ttl=${ttl}`, { as })).body['total']
    expect([await total(60), await total(60, ann)]).toEqual([2, 2])
    await server.tables.deleteRow({ ...at, rowId: 'a' })
    expect([await total(60), await total(60, ann), await total(60, ben), await total(0)]).toEqual([
      2, 2, 1, 1,
    ])
    now += 60_000
    expect(await total(60)).toBe(1)
  })
})

it('an increment looks at the column before the row', async () => {
  const step = async (row: string, column: string) =>
    (await server.raw('PATCH', `${ROWS}/${row}/${column}/increment`, { as: 'key', body: {} })).body['type']
  expect(await step('nowhere', 'body')).toBe('attribute_type_invalid')
  expect(await step('nowhere', 'count')).toBe('column_not_found')
  expect(await step('a', 'nope')).toBe('column_not_found')
})

it('a date that a key gives a row must be one', async () => {
  const create = (data: object) => server.raw('POST', ROWS, { as: 'key', body: { rowId: 'dated', data } })
  expect((await create({ body: 'x', $createdAt: '' })).body['type']).toBe('row_invalid_structure')
  expect((await create({ body: 'x', $createdAt: '2020-02-03' })).body['$createdAt']).toBe(
    '2020-02-03T00:00:00.000+00:00',
  )
})

it('a lock of "0" is none', async () => {
  const body = { data: { body: 'locked' } }
  const headers = { 'x-appwrite-timestamp': '0' }
  expect((await server.raw('PATCH', `${ROWS}/a`, { as: 'key', body, headers })).status).toBe(200)
})
