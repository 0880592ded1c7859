import { AppwriteException, OrderBy, Query, TablesDBIndexType } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const at = { databaseId: 'main', tableId: 'things' }

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({ ...at, name: 'Things' })
})
afterAll(() => server.stop())

const typeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof AppwriteException ? error.type : String(error)
  }
}

describe('columns', () => {
  it('of every kind can be added one by one and used at once', async () => {
    const { tables } = server
    const optional = { ...at, required: false }
    await tables.createVarcharColumn({ ...optional, key: 'varchar', size: 20 })
    await tables.createTextColumn({ ...optional, key: 'text' })
    await tables.createIntegerColumn({ ...optional, key: 'integer', xdefault: 4 })
    await tables.createFloatColumn({ ...optional, key: 'float', min: 0.5, max: 2 })
    await tables.createBooleanColumn({ ...optional, key: 'boolean' })
    await tables.createDatetimeColumn({ ...optional, key: 'datetime' })
    await tables.createEmailColumn({ ...optional, key: 'email' })
    await tables.createUrlColumn({ ...optional, key: 'url' })
    await tables.createIpColumn({ ...optional, key: 'ip' })
    await tables.createEnumColumn({ ...optional, key: 'enum', elements: ['a', 'b'] })
    const data = {
      varchar: 'v',
      text: 'x'.repeat(10_000),
      float: 1.25,
      boolean: true,
      datetime: '2026-01-02T03:04:05.000+00:00',
      email: 'a@example.org',
      url: 'https://example.org',
      ip: '::1',
      enum: 'b',
    }
    expect(await tables.createRow({ ...at, rowId: 'all', data })).toMatchObject({ ...data, integer: 4 })
    for (const wrong of [{ email: 'x' }, { url: 'x' }, { ip: '1.2.3' }, { enum: 'c' }, { float: 3 }])
      expect(await typeOf(tables.updateRow({ ...at, rowId: 'all', data: wrong }))).toBe(
        'row_invalid_structure',
      )
  })

  it('can be renamed, narrowed only as far as the rows allow, and deleted', async () => {
    const { tables } = server
    await tables.createStringColumn({ ...at, key: 'old', size: 20, required: false })
    await tables.updateRow({ ...at, rowId: 'all', data: { old: '0123456789' } })
    const change = { ...at, key: 'old', required: false, xdefault: '' }
    expect(await typeOf(tables.updateStringColumn({ ...change, size: 5 }))).toBe('column_invalid_resize')
    await tables.updateStringColumn({ ...change, size: 10, newKey: 'new' })
    expect(await tables.getRow({ ...at, rowId: 'all' })).toMatchObject({ new: '0123456789' })
    await tables.deleteColumn({ ...at, key: 'new' })
    expect(await tables.getRow({ ...at, rowId: 'all' })).not.toHaveProperty('new')
  })
})

describe('indexes', () => {
  it('on present rows are built, renewed with them, and dropped', async () => {
    const { tables } = server
    await tables.createRows({
      ...at,
      rows: [
        { $id: 'i1', text: 'Éclair au café' },
        { $id: 'i2', varchar: 'ZWEI' },
      ],
    })
    const two: object = { varchar: 'Zwei' }
    await tables.createIndex({
      ...at,
      key: 'v',
      type: TablesDBIndexType.Unique,
      columns: ['varchar'],
      orders: [OrderBy.Desc],
    })
    await tables.createIndex({ ...at, key: 'words', type: TablesDBIndexType.Fulltext, columns: ['text'] })
    const find = async (query: string) =>
      (await tables.listRows({ ...at, queries: [query] })).rows.map(({ $id }) => $id)
    expect(await find(Query.equal('varchar', 'zwei'))).toEqual(['i2'])
    expect(await find(Query.search('text', 'cafe'))).toEqual(['i1'])
    expect(await typeOf(tables.createRow({ ...at, rowId: 'i3', data: two }))).toBe('row_already_exists')
    await tables.deleteRow({ ...at, rowId: 'i1' })
    expect(await find(Query.search('text', 'cafe'))).toEqual([])
    await tables.deleteIndex({ ...at, key: 'v' })
    await tables.createRow({ ...at, rowId: 'i3', data: two })
  })

  it('that must be unique are none over rows that repeat each other, though they say they are available', async () => {
    await server.tables.createIndex({ ...at, key: 'u', type: TablesDBIndexType.Unique, columns: ['varchar'] })
    expect(await server.tables.getIndex({ ...at, key: 'u' })).toMatchObject({ status: 'available' })
    await server.tables.createRow({ ...at, rowId: 'i4', data: { varchar: 'Zwei' } })
  })
})

describe('tables and databases', () => {
  it('are not made twice, not found when missing, and take everything with them', async () => {
    const { tables } = server
    expect(await typeOf(tables.create({ databaseId: 'main', name: 'x' }))).toBe('database_already_exists')
    expect(await typeOf(tables.createTable({ ...at, name: 'x' }))).toBe('table_already_exists')
    await tables.create({ databaseId: 'gone', name: 'x' })
    const inside = { databaseId: 'gone', tableId: 't' }
    await tables.createTable({ ...inside, name: 'x', columns: [{ key: 'a', type: 'integer' }] })
    await tables.createRow({ ...inside, rowId: 'r', data: { a: 1 } })
    await tables.delete({ databaseId: 'gone' })
    expect(await typeOf(tables.getRow({ ...inside, rowId: 'r' }))).toBe('database_not_found')
    await tables.create({ databaseId: 'gone', name: 'again' })
    expect(await typeOf(tables.getTable(inside))).toBe('table_not_found')
  })

  it('made at the same time under one id are made once', async () => {
    const wanted = () => typeOf(server.tables.create({ databaseId: 'race', name: 'x' }))
    const results = await Promise.all(Array.from({ length: 6 }, wanted))
    expect(results.filter((result) => result === 'none')).toHaveLength(1)
    expect(results.filter((result) => result === 'database_already_exists')).toHaveLength(5)
  })
})
