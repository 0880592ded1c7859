import { AppwriteException, ID, Operator, Permission, Role } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const at = { databaseId: 'main', tableId: 'notes' }

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({
    ...at,
    name: 'Notes',
    columns: [
      { key: 'body', type: 'string', size: 10, required: true },
      { key: 'count', type: 'integer', required: false, default: 0, min: 0, max: 1000 },
      { key: 'big', type: 'bigint', required: false },
      { key: 'many', type: 'bigint', array: true, required: false },
      { key: 'price', type: 'double', required: false },
      { key: 'done', type: 'boolean', required: false, default: false },
      { key: 'due', type: 'datetime', required: false },
      {
        key: 'state',
        type: 'string',
        format: 'enum',
        elements: ['open', 'closed'],
        required: false,
        default: 'open',
      },
      { key: 'tags', type: 'string', size: 5, array: true, required: false },
      { key: 'unique', type: 'string', size: 20, required: false },
    ],
    indexes: [{ key: 'unique', type: 'unique', attributes: ['unique'] }],
  })
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

describe('a row', () => {
  it('comes back with every column, its defaults and its own fields', async () => {
    const rowId = ID.unique()
    const made = await server.tables.createRow({ ...at, rowId, data: { body: 'hello' } })
    expect(made).toMatchObject({
      $id: rowId,
      body: 'hello',
      count: 0,
      price: null,
      done: false,
      state: 'open',
      tags: [],
    })
    expect(made.$sequence).toMatch(/^\d+$/)
    expect(made.$createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/)
    expect(await server.tables.getRow({ ...at, rowId })).toEqual(made)
  })

  it('keeps text of any script whole and counts characters, not units', async () => {
    for (const body of ['😀'.repeat(10), 'ہیلو', '你好世界', 'e\u0301', 'a\u0000b', '👨‍👩‍👧‍👦']) {
      const row = await server.tables.createRow({ ...at, rowId: ID.unique(), data: { body } })
      expect((await server.tables.getRow({ ...at, rowId: row.$id }))['body']).toBe(body)
    }
    const tooLong = server.tables.createRow({ ...at, rowId: ID.unique(), data: { body: '😀'.repeat(11) } })
    expect(await typeOf(tooLong)).toBe('row_invalid_structure')
  })

  it('keeps whole numbers beyond 2^53 exactly', async () => {
    const path = '/tablesdb/main/tables/notes/rows'
    const body = '{"rowId":"huge","data":{"body":"x","big":9223372036854775807}}'
    const made = await server.raw('POST', path, { as: 'key', body })
    expect(made.text).toContain('"big":9223372036854775807')
    const read = await server.raw('GET', `${path}/huge`, { as: 'key' })
    expect(read.text).toContain('"big":9223372036854775807')
    const listed = await server.raw('GET', path, { as: 'key' })
    expect(listed.text).toContain('"big":9223372036854775807')
    const query = '{"method":"equal","attribute":"big","values":[9223372036854775807]}'
    const found = await server.raw('GET', `${path}?queries[0]=${encodeURIComponent(query)}`, { as: 'key' })
    expect(found.text).toContain('"total":1')
    const other = query.replace('5807', '5806')
    const none = await server.raw('GET', `${path}?queries[0]=${encodeURIComponent(other)}`, { as: 'key' })
    expect(none.text).toContain('"total":0')
    const many = '{"data":{"many":[9007199254740993,1]}}'
    const changed = await server.raw('PATCH', `${path}/huge`, { as: 'key', body: many })
    expect(changed.text).toContain('"many":[9007199254740993,1]')
    await server.raw('PATCH', `${path}/huge`, { as: 'key', body: '{"data":{"big":9007199254740993}}' })
    const more = await server.raw('PATCH', `${path}/huge/big/increment`, { as: 'key', body: '{"value":2}' })
    expect(more.text).toContain('"big":9007199254740995')
    const less = await server.tables.updateRow({ ...at, rowId: 'huge', data: { big: Operator.decrement(6) } })
    expect(less['big']).toBe(9_007_199_254_740_989)
    // As it is: nothing changes, and nothing fails.
    expect((await server.raw('PATCH', `${path}/huge`, { as: 'key', body: many })).status).toBe(200)
  })

  it('is not made twice under one id, nor with a value that must be unique', async () => {
    const other: object = { body: 'y' }
    await server.tables.createRow({ ...at, rowId: 'once', data: { body: 'x', unique: 'Taken' } })
    expect(await typeOf(server.tables.createRow({ ...at, rowId: 'once', data: other }))).toBe(
      'row_already_exists',
    )
    const same = { body: 'y', unique: 'täken ' }
    expect(await typeOf(server.tables.createRow({ ...at, rowId: 'twice', data: same }))).toBe(
      'row_already_exists',
    )
    const free = await server.tables.createRow({ ...at, rowId: 'nulls', data: { body: 'y', unique: null } })
    expect(free['unique']).toBeNull()
  })

  it('is merged by an update and an upsert, and gone after a deletion', async () => {
    await server.tables.createRow({ ...at, rowId: 'merge', data: { body: 'one', count: 3 } })
    expect(await server.tables.updateRow({ ...at, rowId: 'merge', data: { done: true } })).toMatchObject({
      body: 'one',
      count: 3,
      done: true,
    })
    const two: object = { body: 'two' }
    expect(await server.tables.upsertRow({ ...at, rowId: 'merge', data: two })).toMatchObject({
      body: 'two',
      count: 3,
    })
    await server.tables.deleteRow({ ...at, rowId: 'merge' })
    expect(await typeOf(server.tables.getRow({ ...at, rowId: 'merge' }))).toBe('row_not_found')
  })

  it('never gets the sequence of a deleted one', async () => {
    const first = await server.tables.createRow({ ...at, rowId: 'seq1', data: { body: 'x' } })
    await server.tables.deleteRow({ ...at, rowId: 'seq1' })
    const second = await server.tables.createRow({ ...at, rowId: 'seq2', data: { body: 'x' } })
    expect(Number(second.$sequence)).toBeGreaterThan(Number(first.$sequence))
  })

  it('takes operators in an update, all of them at once, or none', async () => {
    const data = { body: 'op', count: 5, tags: ['a'], due: '2026-01-31T00:00:00.000+00:00' }
    await server.tables.createRow({ ...at, rowId: 'op', data })
    const changed = await server.tables.updateRow({
      ...at,
      rowId: 'op',
      data: {
        count: Operator.increment(3),
        tags: Operator.arrayAppend(['b']),
        due: Operator.dateAddDays(1),
        done: Operator.toggle(),
      },
    })
    expect(changed).toMatchObject({
      count: 8,
      tags: ['a', 'b'],
      due: '2026-02-01T00:00:00.000+00:00',
      done: true,
    })
    const faulty = { count: Operator.increment(1), body: Operator.stringConcat('far too long for it') }
    expect(await typeOf(server.tables.updateRow({ ...at, rowId: 'op', data: faulty }))).toBe(
      'row_invalid_structure',
    )
    expect(await server.tables.getRow({ ...at, rowId: 'op' })).toMatchObject({ count: 8 })
  })

  it('counts every one of many increments at once, within the bounds asked for', async () => {
    await server.tables.createRow({ ...at, rowId: 'inc', data: { body: 'x' } })
    const by = { ...at, rowId: 'inc', column: 'count' }
    await Promise.all(Array.from({ length: 50 }, () => server.tables.incrementRowColumn({ ...by, value: 2 })))
    expect(await server.tables.getRow({ ...at, rowId: 'inc' })).toMatchObject({ count: 100 })
    expect(await typeOf(server.tables.incrementRowColumn({ ...by, value: 1, max: 100 }))).toBe(
      'column_limit_exceeded',
    )
    expect(await typeOf(server.tables.incrementRowColumn({ ...by, value: 901 }))).toBe(
      'column_limit_exceeded',
    )
    expect(await server.tables.decrementRowColumn({ ...by, value: 100, min: 0 })).toMatchObject({ count: 0 })
  })

  it('shows a whole number as sequence to clients from before 1.9', async () => {
    const headers = { 'x-appwrite-response-format': '1.8.0' }
    const answer = await server.raw('GET', '/tablesdb/main/tables/notes/rows/op', { as: 'key', headers })
    expect(typeof answer.body['$sequence']).toBe('number')
  })

  it('is the same thing under the older names', async () => {
    const answer = await server.raw('GET', '/databases/main/collections/notes/documents/op', { as: 'key' })
    expect(answer.body).toMatchObject({ $id: 'op', $collectionId: 'notes', count: 8 })
    const missing = await server.raw('GET', '/databases/main/collections/notes/documents/none', { as: 'key' })
    expect(missing.body['type']).toBe('document_not_found')
  })
})

describe('a lock by timestamp', () => {
  const claim = (rowId: string, seen: string, by: string) =>
    server.raw('PATCH', `/tablesdb/main/tables/notes/rows/${rowId}`, {
      as: 'key',
      body: { data: { body: by } },
      headers: { 'x-appwrite-timestamp': seen },
    })

  it('lets exactly one of many claims win, even within one millisecond', async () => {
    for (let round = 0; round < 10; round += 1) {
      const rowId = `claim${round}`
      const row = await server.tables.createRow({ ...at, rowId, data: { body: 'free' } })
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, number) => claim(rowId, row.$updatedAt, `by${number}`)),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual([
        200,
        ...Array.from({ length: 7 }, () => 409),
      ])
    }
  })

  it('sees every change: each moves `$updatedAt` on', async () => {
    let row = await server.tables.createRow({ ...at, rowId: 'moves', data: { body: '0' } })
    for (let number = 1; number <= 20; number += 1) {
      const next = await server.tables.updateRow({ ...at, rowId: 'moves', data: { body: String(number) } })
      expect(next.$updatedAt > row.$updatedAt).toBe(true)
      row = next
    }
  })

  it('refuses a timestamp that is none', async () => {
    expect((await claim('moves', 'nonsense', 'x')).body['type']).toBe('general_argument_invalid')
  })
})

describe('many rows at once', () => {
  it('are all made or none', async () => {
    const rows = [
      { $id: 'b1', body: 'one' },
      { $id: 'b2', body: 'far too long for it' },
    ]
    expect(await typeOf(server.tables.createRows({ ...at, rows }))).toBe('row_invalid_structure')
    expect(await typeOf(server.tables.getRow({ ...at, rowId: 'b1' }))).toBe('row_not_found')
    const made = await server.tables.createRows({
      ...at,
      rows: [
        { $id: 'b1', body: 'one', $permissions: [Permission.read(Role.any())] },
        { $id: 'b2', body: 'two' },
      ],
    })
    expect(made).toMatchObject({ total: 2, rows: [{ $permissions: ['read("any")'] }, { $permissions: [] }] })
  })

  it('are only for keys', async () => {
    const answer = await server.raw('DELETE', '/tablesdb/main/tables/notes/rows', { body: { queries: [] } })
    expect(answer.body['type']).toBe('database_not_found')
  })
})
