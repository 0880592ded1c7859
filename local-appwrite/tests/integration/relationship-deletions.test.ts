import { Query, RelationMutate, RelationshipType } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { refusalOf, relatedPair, rowsOf, type PairOptions } from '../support/related-pair.ts'
import { startServer, type RunningServer } from '../support/running-server.ts'

const { OneToOne, OneToMany, ManyToOne, ManyToMany } = RelationshipType
const { Cascade, Restrict, SetNull } = RelationMutate
const RESTRICTED = '403 row_delete_restricted'

let server: RunningServer
let rows: ReturnType<typeof rowsOf>
beforeAll(async () => {
  server = await startServer()
  rows = rowsOf(server)
})
afterAll(() => server.stop())

const pair = (type: RelationshipType, options?: PairOptions) => relatedPair(server, type, options)
const isMany = (type: RelationshipType) => type === OneToMany || type === ManyToMany
const emptyOf = (type: RelationshipType) => (isMany(type) ? [] : null)

describe('a row that goes', () => {
  it.each([
    [OneToOne, true, RESTRICTED, 'none'],
    [OneToOne, false, RESTRICTED, 'none'],
    [OneToMany, true, RESTRICTED, 'none'],
    [ManyToOne, true, 'none', RESTRICTED],
    [ManyToOne, false, 'none', RESTRICTED],
    [ManyToMany, true, RESTRICTED, 'none'],
  ])('is kept by restrict if %s (two-way %s): left %s, right %s', async (type, twoWay, leftOne, rightOne) => {
    for (const [side, expected] of [
      ['left', leftOne],
      ['right', rightOne],
    ] as const) {
      const tables = await pair(type, { twoWay, onDelete: Restrict })
      await rows.create(tables.right, 'r')
      await rows.create(tables.left, 'l', { link: isMany(type) ? ['r'] : 'r' })
      expect(await refusalOf(rows.remove(tables[side], side === 'left' ? 'l' : 'r'))).toBe(expected)
      const kept = expected === RESTRICTED
      expect(await rows.ids(tables[side])).toHaveLength(kept ? 1 : 0)
      if (!kept && side === 'right')
        expect(await rows.linked(tables.left, 'l', 'link')).toEqual(emptyOf(type))
    }
  })

  it.each([
    [OneToOne, [], ['r'], ['l'], []],
    [OneToMany, [], ['r'], ['l'], []],
    [ManyToOne, [], ['r'], ['l'], []],
    [ManyToMany, [], ['r'], ['l'], []],
  ])('is forgotten by setNull if %s', async (type, l1, r1, l2, r2) => {
    for (const side of ['left', 'right'] as const) {
      const tables = await pair(type, { onDelete: SetNull })
      await rows.create(tables.right, 'r')
      await rows.create(tables.left, 'l', { link: isMany(type) ? ['r'] : 'r' })
      await rows.remove(tables[side], side === 'left' ? 'l' : 'r')
      const left = await rows.ids(tables.left)
      const right = await rows.ids(tables.right)
      expect([left, right]).toEqual(side === 'left' ? [l1, r1] : [l2, r2])
      if (side === 'right') expect(await rows.linked(tables.left, 'l', 'link')).toEqual(emptyOf(type))
    }
  })

  it.each([
    [OneToOne, true, [], []],
    [OneToOne, false, [], ['l']],
    [OneToMany, true, [], ['l']],
    [ManyToOne, true, ['r'], []],
    [ManyToOne, false, ['r'], []],
    [ManyToMany, true, [], ['l']],
  ])('takes others along by cascade if %s (two-way %s)', async (type, twoWay, rightRows, leftRows) => {
    const link = isMany(type) ? ['r'] : 'r'
    const first = await pair(type, { twoWay, onDelete: Cascade })
    await rows.create(first.right, 'r')
    await rows.create(first.left, 'l', { link })
    await rows.remove(first.left, 'l')
    expect(await rows.ids(first.right)).toEqual(rightRows)
    const second = await pair(type, { twoWay, onDelete: Cascade })
    await rows.create(second.right, 'r')
    await rows.create(second.left, 'l', { link })
    await rows.remove(second.right, 'r')
    expect(await rows.ids(second.left)).toEqual(leftRows)
  })

  it('leaves no link behind that a query could find', async () => {
    const { left, right } = await pair(ManyToOne, { onDelete: SetNull })
    await rows.create(left, 'l', { link: { $id: 'r' } })
    await rows.remove(right, 'r')
    const unlinked = () => server.tables.listRows({ ...left, queries: [Query.isNull('link')] })
    expect(await unlinked()).toMatchObject({ total: 1, rows: [{ $id: 'l' }] })
    await rows.create(right, 'r')
    expect(await rows.linked(right, 'r', 'back')).toEqual([])
  })

  it('stays with all that would go along, if one of those is kept', async () => {
    const { left, right } = await pair(OneToMany, { onDelete: Cascade })
    const third = { databaseId: left.databaseId, tableId: 'third' }
    await server.tables.createTable({ ...third, name: 'Third' })
    const ends = { relatedTableId: 'third', key: 'last', twoWayKey: 'first' }
    await server.tables.createRelationshipColumn({ ...right, ...ends, type: OneToOne, onDelete: Restrict })
    await rows.create(left, 'l', { link: [{ $id: 'free' }, { $id: 'kept', last: { $id: 't' } }] })
    expect(await refusalOf(rows.remove(left, 'l'))).toBe(RESTRICTED)
    expect([await rows.ids(left), await rows.ids(right)]).toEqual([['l'], ['free', 'kept']])
    expect(await rows.linked(left, 'l', 'link')).toEqual(['free', 'kept'])
  })

  it('takes a long chain of others along', async () => {
    const { left } = await pair(ManyToOne)
    const self = { relatedTableId: 'left', key: 'before', twoWayKey: 'after', onDelete: Cascade }
    await server.tables.createRelationshipColumn({ ...left, ...self, type: ManyToOne, twoWay: true })
    const operations = Array.from({ length: 2000 }, (_, index) => ({
      ...left,
      action: 'create',
      rowId: `row${index}`,
      data: { name: 'x', before: `row${index - 1}` },
    }))
    for (let start = 0; start < operations.length; start += 100) {
      const transactionId = (await server.tables.createTransaction()).$id
      await server.tables.createOperations({
        transactionId,
        operations: operations.slice(start, start + 100),
      })
      await server.tables.updateTransaction({ transactionId, commit: true })
    }
    expect(await server.tables.listRows(left)).toMatchObject({ total: 2000 })
    await rows.remove(left, 'row0')
    expect(await rows.ids(left)).toEqual([])
  })
})
