import { AppwriteException } from 'node-appwrite'
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
      { key: 'body', type: 'string', size: 20, required: true },
      { key: 'count', type: 'integer', required: false, default: 0 },
    ],
  })
  for (const rowId of ['a', 'b', 'c']) await server.tables.createRow({ ...at, rowId, data: { body: rowId } })
})
afterAll(() => server.stop())

const begin = async () => (await server.tables.createTransaction()).$id
const typeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof AppwriteException ? error.type : String(error)
  }
}

describe('a transaction', () => {
  it('shows what is staged inside only, and makes all of it at its commit', async () => {
    const transactionId = await begin()
    await server.tables.createRow({ ...at, rowId: 'new', data: { body: 'new' }, transactionId })
    await server.tables.updateRow({ ...at, rowId: 'a', data: { body: 'changed' }, transactionId })
    await server.tables.deleteRow({ ...at, rowId: 'b', transactionId })
    const inside = await server.tables.listRows({ ...at, transactionId })
    expect(inside.rows.map((row) => [row.$id, row['body']])).toEqual([
      ['a', 'changed'],
      ['c', 'c'],
      ['new', 'new'],
    ])
    const outside = await server.tables.listRows(at)
    expect(outside.rows.map(({ $id }) => $id)).toEqual(['a', 'b', 'c'])
    await server.tables.updateTransaction({ transactionId, commit: true })
    expect((await server.tables.listRows(at)).rows.map(({ $id }) => $id)).toEqual(['a', 'c', 'new'])
  })

  it('fails as a whole when one of its rows was changed meanwhile', async () => {
    const transactionId = await begin()
    await server.tables.createRow({ ...at, rowId: 'lost', data: { body: 'x' }, transactionId })
    await server.tables.updateRow({ ...at, rowId: 'c', data: { body: 'inside' }, transactionId })
    await server.tables.updateRow({ ...at, rowId: 'c', data: { body: 'outside' } })
    expect(await typeOf(server.tables.updateTransaction({ transactionId, commit: true }))).toBe(
      'transaction_conflict',
    )
    expect(await typeOf(server.tables.getRow({ ...at, rowId: 'lost' }))).toBe('row_not_found')
    expect(await server.tables.getTransaction({ transactionId })).toMatchObject({ status: 'failed' })
    expect(await typeOf(server.tables.updateTransaction({ transactionId, commit: true }))).toBe(
      'transaction_not_ready',
    )
  })

  it('adds to what others added meanwhile', async () => {
    const transactionId = await begin()
    await server.tables.incrementRowColumn({ ...at, rowId: 'a', column: 'count', value: 5, transactionId })
    await server.tables.incrementRowColumn({ ...at, rowId: 'a', column: 'count', value: 1 })
    await server.tables.updateTransaction({ transactionId, commit: true })
    expect(await server.tables.getRow({ ...at, rowId: 'a' })).toMatchObject({ count: 6 })
  })

  it('leaves nothing behind when it is rolled back', async () => {
    const transactionId = await begin()
    await server.tables.createRow({ ...at, rowId: 'gone', data: { body: 'x' }, transactionId })
    await server.tables.updateTransaction({ transactionId, rollback: true })
    expect(await typeOf(server.tables.getRow({ ...at, rowId: 'gone' }))).toBe('row_not_found')
  })

  it('lets exactly one of two that change the same row win', async () => {
    await server.tables.createRow({ ...at, rowId: 'raced', data: { body: 'x' } })
    const both = await Promise.all([begin(), begin()])
    for (const transactionId of both)
      await server.tables.updateRow({
        ...at,
        rowId: 'raced',
        data: { body: transactionId.slice(0, 20) },
        transactionId,
      })
    const results = await Promise.all(
      both.map((transactionId) => typeOf(server.tables.updateTransaction({ transactionId, commit: true }))),
    )
    expect(results.sort()).toEqual(['none', 'transaction_conflict'])
  })

  it('is full with a hundred operations', async () => {
    const transactionId = await begin()
    const operations = Array.from({ length: 101 }, (_, index) => ({
      action: 'create',
      ...at,
      rowId: `x${index}`,
      data: { body: 'x' },
    }))
    const tooMany = server.tables.createOperations({ transactionId, operations })
    expect(await typeOf(tooMany)).toBe('transaction_limit_exceeded')
  })
})
