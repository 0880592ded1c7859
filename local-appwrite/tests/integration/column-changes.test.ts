import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
let tableId = ''
let made = 0

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
})
afterAll(() => server.stop())

beforeEach(async () => {
  tableId = `t${(made += 1)}`
  await server.tables.createTable({
    databaseId: 'main',
    tableId,
    name: 'Notes',
    permissions: ['read("any")'],
    rowSecurity: true,
    columns: [
      { key: 'body', type: 'string', size: 64, required: false },
      { key: 'second', type: 'string', size: 64, required: false },
      { key: 'count', type: 'integer', required: false, min: 0, max: 100, default: 3 },
      { key: 'score', type: 'double', required: false },
      { key: 'state', type: 'string', format: 'enum', elements: ['open', 'closed'], required: false },
      { key: 'wide', type: 'integer', required: false, max: 9_007_199_254_740_991 },
    ],
    indexes: [{ key: 'words', type: 'fulltext', attributes: ['body'] }],
  })
})

const patch = (kind: string, key: string, body: object) =>
  server.raw('PATCH', `/tablesdb/main/tables/${tableId}/columns/${kind}/${key}`, { as: 'key', body })
const refusal = async (kind: string, key: string, body: object) => (await patch(kind, key, body)).body['type']
const create = (rowId: string, data: object) =>
  server.raw('POST', `/tablesdb/main/tables/${tableId}/rows`, { as: 'key', body: { rowId, data } })
const update = (rowId: string, data: object) =>
  server.raw('PATCH', `/tablesdb/main/tables/${tableId}/rows/${rowId}`, { as: 'key', body: { data } })

describe('a change of a column', () => {
  it('states whether it is required, its default, and the elements of an enum', async () => {
    const stated = { required: false, default: null }
    for (const [kind, key, body] of [
      ['string', 'body', { required: false }],
      ['string', 'body', { default: null }],
      ['enum', 'state', stated],
      ['integer', 'count', { required: false, default: 'five' }],
      ['boolean', 'body', { required: 1, default: null }],
    ] as const)
      expect(await refusal(kind, key, body), JSON.stringify(body)).toBe('general_argument_invalid')
    expect((await patch('string', 'body', stated)).status).toBe(200)
  })

  it('leaves an enum some element', async () => {
    expect(await refusal('enum', 'state', { required: false, default: null, elements: [] })).toBe(
      'column_value_invalid',
    )
  })

  it('keeps the bounds that it leaves out, and adds none to a column that was made without', async () => {
    expect((await patch('integer', 'count', { required: false, default: null })).body).toMatchObject({
      min: 0,
      max: 100,
    })
    const bounded = await patch('float', 'score', { required: false, default: 2.5, min: 0, max: 3 })
    expect(bounded.body).toMatchObject({ default: 2.5, min: null, max: null })
    expect((await create('free', { score: -4 })).status).toBe(201)
  })

  it('can come by the route of another type, whose answer it gets', async () => {
    const { status, body } = await patch('integer', 'body', { required: false, default: null })
    expect(status).toBe(200)
    expect(body).toMatchObject({ key: 'body', type: 'string', min: null, max: null })
    expect(body).not.toHaveProperty('size')
  })

  it('to a name in use is refused, by the index that would not fit any more first', async () => {
    const named = (newKey: string) => ({ required: false, default: null, newKey })
    expect(await refusal('string', 'body', named('count'))).toBe('column_index_invalid')
    expect(await refusal('string', 'second', named('BODY'))).toBe('column_already_exists')
    expect((await patch('string', 'body', named('text'))).body).toMatchObject({ key: 'text' })
    const { columns } = await server.tables.getIndex({ databaseId: 'main', tableId, key: 'words' })
    expect(columns).toEqual(['text'])
  })

  it('that makes a text too long for its index is refused', async () => {
    await server.tables.createIndex({
      databaseId: 'main',
      tableId,
      key: 'i',
      type: 'key' as never,
      columns: ['second'],
    })
    expect(await refusal('string', 'second', { required: false, default: null, size: 800 })).toBe(
      'column_index_invalid',
    )
  })

  it('takes a default from sight, but not from new rows', async () => {
    const { body } = await patch('integer', 'count', { required: false, default: null })
    expect(body).toMatchObject({ default: null })
    expect((await create('a', { body: 'x' })).body).toMatchObject({ count: 3 })
    await patch('integer', 'count', { required: true, default: null })
    expect((await create('b', { body: 'x' })).body['type']).toBe('row_invalid_structure')
  })

  it('leaves rows that are beyond it readable, and keeps them from every update', async () => {
    await create('beyond', { count: 90, state: 'closed' })
    await create('within', { count: 1, state: 'open' })
    await patch('integer', 'count', { required: false, default: null, max: 10 })
    expect(await server.tables.getRow({ databaseId: 'main', tableId, rowId: 'beyond' })).toMatchObject({
      count: 90,
    })
    expect((await update('beyond', { body: 'new' })).body['type']).toBe('row_invalid_structure')
    expect((await update('within', { body: 'new' })).status).toBe(200)
    expect((await update('beyond', { count: 10 })).status).toBe(200)
    await patch('enum', 'state', { required: false, default: null, elements: ['open'] })
    expect((await update('beyond', { body: 'new' })).body['type']).toBe('row_invalid_structure')
  })
})

describe('a column that comes with its table', () => {
  it('has 32 bits when it is an integer, whatever its bounds', async () => {
    expect((await create('max', { wide: 2_147_483_647 })).status).toBe(201)
    expect((await create('more', { wide: 2_147_483_648 })).body['type']).toBe('row_invalid_structure')
    const step = await server.raw('PATCH', `/tablesdb/main/tables/${tableId}/rows/max/wide/increment`, {
      as: 'key',
      body: {},
    })
    expect(step.body['type']).toBe('column_limit_exceeded')
  })

  it.each(['varchar', 'text', 'mediumtext', 'longtext', 'float', 'email'])(
    'can not be of the type %s',
    async (type) => {
      const body = { tableId: 'x', name: 'X', columns: [{ key: 'a', type, size: 20, required: false }] }
      expect((await server.raw('POST', '/tablesdb/main/tables', { as: 'key', body })).body['type']).toBe(
        'general_argument_invalid',
      )
    },
  )
})

describe('a change of a table or database', () => {
  it('switches it on and row security off unless it says otherwise, and keeps name and permissions', async () => {
    const put = (body: object) => server.raw('PUT', `/tablesdb/main/tables/${tableId}`, { as: 'key', body })
    await put({ enabled: false, rowSecurity: true })
    expect((await put({ name: 'Other' })).body).toMatchObject({
      name: 'Other',
      $permissions: ['read("any")'],
      rowSecurity: false,
      enabled: true,
    })
    for (const wrong of [{ name: '' }, { enabled: 1 }, { enabled: 'true' }])
      expect((await put(wrong)).body['type']).toBe('general_argument_invalid')
    expect((await put({ rowSecurity: 'true' })).body).toMatchObject({ rowSecurity: true })
  })

  it('switches a database on again', async () => {
    const put = (body: object) => server.raw('PUT', '/tablesdb/main', { as: 'key', body })
    expect((await put({ enabled: false })).body).toMatchObject({ name: 'Main', enabled: false })
    expect((await put({})).body).toMatchObject({ name: 'Main', enabled: true })
  })
})
