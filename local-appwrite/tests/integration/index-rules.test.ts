import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const COLUMNS = [
  { key: 'body', type: 'string', size: 64, required: false },
  { key: 'long', type: 'string', size: 2000, required: false },
  { key: 'count', type: 'integer', required: false },
  { key: 'tags', type: 'string', size: 20, required: false, array: true },
]

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({ databaseId: 'main', tableId: 'notes', name: 'Notes', columns: COLUMNS })
})
afterAll(() => server.stop())

let tables = 0
/** Makes a table with one index, and answers the refusal, or what a look at the table then shows of the index. */
async function inline(index: object): Promise<unknown> {
  const tableId = `t${(tables += 1)}`
  const body = { tableId, name: 'T', columns: COLUMNS, indexes: [{ key: 'i', type: 'key', ...index }] }
  const made = await server.raw('POST', '/tablesdb/main/tables', { as: 'key', body })
  if (made.status !== 201) return made.body['type']
  const { indexes } = await server.tables.getTable({ databaseId: 'main', tableId })
  return indexes.map(({ columns, orders, lengths }) => [columns, orders, lengths])[0]
}

/** Adds an index to the table, and answers the refusal, or what was made. */
async function added(key: string, index: object): Promise<unknown> {
  const body = { key, type: 'key', ...index }
  const made = await server.raw('POST', '/tablesdb/main/tables/notes/indexes', { as: 'key', body })
  return made.status === 202
    ? [made.body['columns'], made.body['orders'], made.body['lengths']]
    : made.body['type']
}

describe('an index that comes with its table', () => {
  it.each([
    [{ attributes: ['body'] }, [['body'], [], [0]]],
    [{ attributes: ['body'], orders: [null], lengths: [null] }, [['body'], [null], [0]]],
    [
      { attributes: ['body', 'count'], orders: ['ASC', 'DESC'] },
      [
        ['body', 'count'],
        ['ASC', 'DESC'],
        [0, 0],
      ],
    ],
    [{ attributes: ['long', '$createdAt'], lengths: [64, 0] }, [['long', '$createdAt'], [], [64, 0]]],
  ])('has as many orders and lengths as attributes, or none: %j', async (index, shown) => {
    expect(await inline(index)).toEqual(shown)
  })

  it.each([
    { attributes: ['body'], orders: [] },
    { attributes: ['body'], orders: [], type: 'fulltext' },
    { attributes: ['body', 'count'], orders: ['ASC'] },
    { attributes: ['count'], orders: ['ASC', 'ASC'] },
    { attributes: ['body'], lengths: [] },
    { attributes: ['body', 'count'], lengths: [10] },
    { attributes: ['body'], lengths: [-1] },
    { attributes: ['body'], orders: ['asc'] },
    { attributes: ['$sequence'] },
    { attributes: [] },
    { columns: ['body'] },
  ])('is refused with any other number of them, or other names: %j', async (index) => {
    expect(await inline(index)).toBe('general_argument_invalid')
  })

  it('must fit its columns', async () => {
    expect(await inline({ attributes: ['tags'] })).toBe('index_invalid')
    expect(await inline({ attributes: ['long'] })).toBe('column_index_invalid')
    expect(await inline({ attributes: ['nope'] })).toBe('column_index_invalid')
  })
})

describe('an index that is added', () => {
  it('may have any number of orders, kept as they came, and fewer lengths', async () => {
    expect(await added('a', { columns: ['body', 'count'], orders: [] })).toEqual([
      ['body', 'count'],
      [],
      [0, 0],
    ])
    expect(await added('b', { columns: ['body'], orders: ['desc', 'ASC'] })).toEqual([
      ['body'],
      ['desc', 'ASC'],
      [0],
    ])
    expect(await added('c', { columns: ['body', 'count'], lengths: [8] })).toEqual([
      ['body', 'count'],
      [],
      [8, 0],
    ])
  })

  it.each([
    [{ columns: ['body'], lengths: [5, 6] }, 'column_index_invalid'],
    [{ columns: ['body'], lengths: [65] }, 'column_index_invalid'],
    [{ columns: ['body'], lengths: [-1] }, 'column_index_invalid'],
    [{ columns: ['count'], lengths: [4] }, 'column_index_invalid'],
    [{ columns: ['long'] }, 'column_index_invalid'],
    [{ columns: ['long', 'body'], lengths: [768] }, 'column_index_invalid'],
    [{ columns: ['body', 'BODY'] }, 'column_unknown'],
    [{ columns: ['nope'] }, 'column_unknown'],
    [{ columns: ['tags'] }, 'index_invalid'],
    [{ columns: ['$sequence'] }, 'general_argument_invalid'],
    [{ columns: ['$permissions'] }, 'general_argument_invalid'],
    [{ columns: ['body'], orders: [null] }, 'general_argument_invalid'],
    [{ attributes: ['body'] }, 'general_argument_invalid'],
  ])('is refused where it does not fit: %j', async (index, type) => {
    expect(await added('refused', index)).toBe(type)
  })

  it('has a key that no other has in any case, but a column may', async () => {
    await added('mine', { columns: ['count'] })
    expect(await added('MINE', { columns: ['body'] })).toBe('column_index_already_exists')
    expect(await added('count', { columns: ['count'] })).toEqual([['count'], [], [0]])
  })

  it('that is unique by a length looks at so much of the text', async () => {
    const at = { databaseId: 'main', tableId: 'notes' }
    await added('start', { type: 'unique', columns: ['long'], lengths: [4] })
    await server.tables.createRow({ ...at, rowId: 'a', data: { long: 'Same beginning' } })
    await expect(
      server.tables.createRow({ ...at, rowId: 'b', data: { long: 'same end' } }),
    ).rejects.toMatchObject({ type: 'row_already_exists' })
    await server.tables.createRow({ ...at, rowId: 'b', data: { long: 'some end' } })
  })
})
