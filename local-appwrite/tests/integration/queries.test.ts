import { Query } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startServer, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const at = { databaseId: 'main', tableId: 'messages' }

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({
    ...at,
    name: 'Messages',
    columns: [
      { key: 'chat', type: 'string', size: 36, required: true },
      { key: 'body', type: 'string', size: 200, required: false },
      { key: 'rank', type: 'integer', required: false },
      { key: 'tags', type: 'string', size: 20, array: true, required: false },
    ],
    indexes: [
      { key: 'byChat', type: 'key', attributes: ['chat'] },
      { key: 'byRank', type: 'key', attributes: ['rank'], orders: ['DESC'] },
      { key: 'words', type: 'fulltext', attributes: ['body'] },
    ],
  })
  const bodies = [
    'Grüße aus Köln',
    'the parcel arrived',
    'ΠΑΚΕΤΟ',
    'parcels everywhere',
    '100% sure',
    'under_score',
    null,
  ]
  await server.tables.createRows({
    ...at,
    rows: Array.from({ length: 70 }, (_, index) => ({
      $id: `m${String(index).padStart(2, '0')}`,
      chat: `Chat-${index % 7}`,
      body: bodies[index % 7],
      rank: index % 10 === 9 ? null : index % 10,
      tags: index % 2 === 0 ? ['even', 'x'] : ['odd'],
    })),
  })
})
afterAll(() => server.stop())

const ids = async (...queries: string[]) => {
  const { rows } = await server.tables.listRows({ ...at, queries: [...queries] })
  return rows.map(({ $id }) => $id)
}

describe('a list', () => {
  it('is a page of 25 in order of creation, with the number of all', async () => {
    const page = await server.tables.listRows(at)
    expect(page.total).toBe(70)
    expect(page.rows.map(({ $id }) => $id)).toEqual(
      Array.from({ length: 25 }, (_, index) => `m${String(index).padStart(2, '0')}`),
    )
  })

  it.each([
    ['orderAsc', [Query.orderAsc('rank')]],
    ['orderDesc', [Query.orderDesc('rank')]],
    ['two orders', [Query.orderAsc('chat'), Query.orderDesc('rank')]],
    ['$createdAt', [Query.orderDesc('$createdAt')]],
    ['$sequence', [Query.orderDesc('$sequence')]],
    ['a text without index', [Query.orderAsc('body')]],
    ['filtered', [Query.equal('chat', 'chat-3'), Query.orderDesc('rank')]],
  ])('gives the same rows page by page as at once, ordered by %s', async (_name, orders) => {
    const filters = [...orders, Query.isNotNull('rank'), Query.isNotNull('body')]
    const whole = await ids(...filters, Query.limit(100))
    const paged: string[] = []
    for (;;) {
      const last = paged.at(-1)
      const page = await ids(
        ...filters,
        Query.limit(9),
        ...(last === undefined ? [] : [Query.cursorAfter(last)]),
      )
      if (page.length === 0) break
      paged.push(...page)
    }
    expect(paged).toEqual(whole)
    const middle = whole[Math.floor(whole.length / 2)] ?? ''
    const before = await ids(...filters, Query.limit(5), Query.cursorBefore(middle))
    expect(before).toEqual(whole.slice(Math.max(0, whole.indexOf(middle) - 5), whole.indexOf(middle)))
  })

  it('compares texts without case, accents and blanks at the end, with an index and without', async () => {
    expect(await ids(Query.equal('chat', 'CHAT-1 '), Query.limit(1))).toEqual(['m01'])
    expect(await ids(Query.equal('body', 'gruse aus koln'), Query.limit(1))).toEqual(['m00'])
    expect(await ids(Query.startsWith('body', 'GRU'), Query.limit(1))).toEqual(['m00'])
    expect(await ids(Query.contains('body', 'πακέτο'), Query.limit(1))).toEqual(['m02'])
  })

  it('takes percent signs and underscores for themselves', async () => {
    expect(await ids(Query.contains('body', '%'), Query.limit(1))).toEqual(['m04'])
    expect(await ids(Query.endsWith('body', '_score'), Query.limit(1))).toEqual(['m05'])
    expect(await ids(Query.startsWith('body', '_'))).toEqual([])
    expect(await ids(Query.startsWith('chat', '%'))).toEqual([])
  })

  it('searches words, the last one as a beginning', async () => {
    expect(await ids(Query.search('body', 'parcel'), Query.limit(3))).toEqual(['m01', 'm03', 'm08'])
    expect(await ids(Query.search('body', '"the parcel arrived"'), Query.limit(1))).toEqual(['m01'])
    await server.tables.updateRow({ ...at, rowId: 'm01', data: { body: 'nothing left' } })
    expect(await ids(Query.search('body', '"parcel arrived"'), Query.limit(1))).toEqual(['m08'])
    await server.tables.updateRow({ ...at, rowId: 'm01', data: { body: 'the parcel arrived' } })
  })

  it('looks into lists', async () => {
    expect(await ids(Query.containsAny('tags', ['odd']), Query.limit(2))).toEqual(['m01', 'm03'])
    expect(await ids(Query.containsAll('tags', ['even', 'x']), Query.limit(2))).toEqual(['m00', 'm02'])
  })

  it('joins filters with and and or', async () => {
    const either = Query.or([
      Query.equal('rank', 3),
      Query.and([Query.equal('chat', 'Chat-0'), Query.isNull('rank')]),
    ])
    const found = await server.tables.listRows({ ...at, queries: [either, Query.limit(100)] })
    expect(found.total).toBe(found.rows.length)
    for (const row of found.rows)
      expect(row['rank'] === 3 || (row['chat'] === 'Chat-0' && row['rank'] === null)).toBe(true)
  })

  it('shows the chosen columns besides the own fields', async () => {
    const { rows } = await server.tables.listRows({
      ...at,
      queries: [Query.select(['rank']), Query.limit(1)],
    })
    expect(Object.keys(rows[0] ?? {}).filter((key) => !key.startsWith('$'))).toEqual(['rank'])
  })

  it('counts to five thousand and no further', async () => {
    for (let batch = 0; batch < 51; batch += 1)
      await server.tables.createRows({ ...at, rows: Array.from({ length: 100 }, () => ({ chat: 'many' })) })
    const page = await server.tables.listRows({
      ...at,
      queries: [Query.equal('chat', 'many'), Query.limit(1)],
    })
    expect(page.total).toBe(5000)
  })
})
