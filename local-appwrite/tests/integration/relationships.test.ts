import { RelationMutate, RelationshipType } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { refusalOf, relatedPair, rowsOf, type PairOptions } from '../support/related-pair.ts'
import { startServer, type RunningServer } from '../support/running-server.ts'

const { OneToOne, OneToMany, ManyToOne, ManyToMany } = RelationshipType
const INVALID = '400 relationship_value_invalid'

let server: RunningServer
let rows: ReturnType<typeof rowsOf>
beforeAll(async () => {
  server = await startServer()
  rows = rowsOf(server)
})
afterAll(() => server.stop())

const pair = (type: RelationshipType, options?: PairOptions) => relatedPair(server, type, options)

describe('a row that is written with ids of others', () => {
  it.each([
    [OneToOne, 'r1', 'l'],
    [ManyToOne, 'r1', ['l']],
    [OneToMany, ['r1', 'r2'], 'l'],
    [ManyToMany, ['r2', 'r1'], ['l']],
  ])('is linked at both ends, if %s', async (type, link, back) => {
    const { left, right } = await pair(type)
    await rows.create(right, 'r1')
    await rows.create(right, 'r2')
    await rows.create(left, 'l', { link })
    expect(await rows.linked(left, 'l', 'link')).toEqual(link)
    expect(await rows.linked(right, 'r1', 'back')).toEqual(back)
    await rows.create(left, 'l2')
    await rows.update(right, 'r1', { back: Array.isArray(back) ? ['l2'] : 'l2' })
    expect(await rows.linked(right, 'r1', 'back')).toEqual(Array.isArray(back) ? ['l2'] : 'l2')
    expect(await rows.linked(left, 'l2', 'link')).toEqual(Array.isArray(link) ? ['r1'] : 'r1')
    const rest = type === OneToMany || type === ManyToMany ? ['r2'] : null
    expect(await rows.linked(left, 'l', 'link')).toEqual(rest)
  })

  it('lets go of them by null or by an empty list, and replaces a list as a whole', async () => {
    const one = await pair(ManyToOne)
    await rows.create(one.right, 'r')
    await rows.create(one.left, 'l', { link: 'r' })
    expect(await rows.update(one.left, 'l', { link: null })).toMatchObject({ link: null })
    expect(await rows.linked(one.right, 'r', 'back')).toEqual([])
    const many = await pair(OneToMany)
    for (const id of ['r1', 'r2', 'r3']) await rows.create(many.right, id)
    await rows.create(many.left, 'l', { link: ['r1', 'r2'] })
    await rows.update(many.left, 'l', { link: ['r2', 'r3'] })
    expect(await rows.linked(many.left, 'l', 'link')).toEqual(['r2', 'r3'])
    expect(await rows.linked(many.right, 'r1', 'back')).toBeNull()
    await rows.update(many.left, 'l', { name: 'renamed' })
    expect(await rows.linked(many.left, 'l', 'link')).toEqual(['r2', 'r3'])
    await rows.update(many.left, 'l', { link: [] })
    expect(await rows.linked(many.left, 'l', 'link')).toEqual([])
  })

  it('takes a row that can have one link from where it was, unless it is a partner', async () => {
    const many = await pair(OneToMany)
    await rows.create(many.right, 'r')
    await rows.create(many.left, 'l1', { link: ['r'] })
    await rows.create(many.left, 'l2', { link: ['r'] })
    expect(await rows.linked(many.left, 'l1', 'link')).toEqual([])
    for (const twoWay of [true, false]) {
      const one = await pair(OneToOne, { twoWay })
      for (const id of ['r1', 'r2']) await rows.create(one.right, id)
      await rows.create(one.left, 'l1', { link: 'r1' })
      expect(await refusalOf(rows.create(one.left, 'l2', { link: 'r1' }))).toBe('409 row_already_exists')
      expect(await rows.ids(one.left)).toEqual(['l1'])
      await rows.create(one.left, 'l2', { link: 'r2' })
      expect(await refusalOf(rows.update(one.left, 'l2', { link: 'r1' }))).toBe('409 row_already_exists')
      expect(await rows.get(one.left, 'l2')).toMatchObject({ link: 'r2' })
      await rows.update(one.left, 'l1', { link: null })
      await rows.update(one.left, 'l2', { link: 'r1' })
      expect(await rows.get(one.left, 'l2')).toMatchObject({ link: 'r1' })
    }
  })

  it('is not linked to what is not there', async () => {
    const one = await pair(ManyToOne)
    expect(await rows.create(one.left, 'l', { link: 'nobody' })).toMatchObject({ link: null })
    const many = await pair(ManyToMany)
    await rows.create(many.right, 'r')
    expect(await rows.create(many.left, 'l', { link: ['nobody', 'r', 'r'] })).toMatchObject({
      link: [{ $id: 'r' }],
    })
  })

  it('can be put instead of one that is there', async () => {
    const { left, right } = await pair(ManyToMany)
    for (const id of ['r1', 'r2']) await rows.create(right, id)
    const put = (link: string[]) => server.tables.upsertRow({ ...left, rowId: 'l', data: { link } })
    expect(await put(['r1'])).toMatchObject({ link: [{ $id: 'r1' }] })
    expect(await put(['r2'])).toMatchObject({ link: [{ $id: 'r2' }] })
  })

  it('moves its own time, and that of a row that was linked by it, but not for nothing', async () => {
    const { left, right } = await pair(OneToMany)
    const before = await rows.create(right, 'r')
    const made = await rows.create(left, 'l', { link: ['r'] })
    const after = await rows.get(right, 'r')
    expect(after.$updatedAt > before.$updatedAt).toBe(true)
    expect((await rows.update(left, 'l', { link: ['r'] })).$updatedAt).toBe(made.$updatedAt)
    expect((await rows.get(right, 'r')).$updatedAt).toBe(after.$updatedAt)
    expect((await rows.update(left, 'l', { link: [] })).$updatedAt > made.$updatedAt).toBe(true)
  })
})

describe('a row that is written with other rows in it', () => {
  it('makes them, with its permissions and with ids if they have none', async () => {
    const { left, right } = await pair(OneToMany, { rowSecurity: true })
    const permissions = ['read("any")']
    const link = [
      { $id: 'r1', name: 'one' },
      { name: 'two', $permissions: ['read("users")'] },
    ]
    const made = await server.tables.createRow({ ...left, rowId: 'l', data: { link }, permissions })
    expect(made).toMatchObject({
      $id: 'l',
      link: [
        {
          $id: 'r1',
          name: 'one',
          $permissions: permissions,
          $databaseId: left.databaseId,
          $tableId: 'right',
        },
        { name: 'two', $permissions: ['read("users")'] },
      ],
    })
    expect(made['link'][0]).not.toHaveProperty('back')
    const listed = await server.tables.listRows(right)
    expect(listed.rows.map((row) => [row['name'], row['back']])).toEqual([
      ['one', 'l'],
      ['two', 'l'],
    ])
  })

  it('changes those that are there already', async () => {
    const { left, right } = await pair(OneToOne)
    await rows.create(right, 'r')
    await rows.create(left, 'l', { link: { $id: 'r', name: 'first' } })
    expect(await rows.get(right, 'r')).toMatchObject({ name: 'first', back: 'l' })
    const answer = await rows.update(left, 'l', { link: { $id: 'r', name: 'second' } })
    expect(answer).toMatchObject({ link: { $id: 'r', name: 'second' } })
    expect(await rows.get(right, 'r')).toMatchObject({ name: 'second', back: 'l' })
    await rows.update(left, 'l', { link: { $id: 'new', name: 'third' } })
    expect(await rows.get(right, 'new')).toMatchObject({ name: 'third', back: 'l' })
    expect(await rows.get(right, 'r')).toMatchObject({ name: 'second', back: null })
  })

  it('is written whole or not at all', async () => {
    const { left, right } = await pair(OneToMany)
    const link = [
      { $id: 'good', name: 'x' },
      { $id: 'bad', name: 'far too long for this column' },
    ]
    expect(await refusalOf(rows.create(left, 'l', { link }))).toBe('400 row_invalid_structure')
    expect([await rows.ids(left), await rows.ids(right)]).toEqual([[], []])
    await rows.create(left, 'l')
    expect(await refusalOf(rows.update(left, 'l', { name: 'changed', link }))).toBe(
      '400 row_invalid_structure',
    )
    expect(await rows.get(left, 'l')).toMatchObject({ name: 'l' })
  })

  it('reaches three levels, and leaves out what lies beyond', async () => {
    const { left, right } = await pair(OneToMany)
    const at = { databaseId: left.databaseId }
    for (const [from, to] of [
      ['right', 'third'],
      ['third', 'fourth'],
    ] as const) {
      const column = { key: 'name', type: 'string', size: 20 }
      await server.tables.createTable({ ...at, tableId: to, name: to, columns: [column] })
      await server.tables.createRelationshipColumn({
        ...at,
        tableId: from,
        relatedTableId: to,
        type: ManyToOne,
        key: 'next',
      })
    }
    const next = { $id: 'c', name: 'c', next: { $id: 'd', name: 'd' } }
    const made = await rows.create(left, 'a', { link: [{ $id: 'b', name: 'b', next }] })
    expect(made['link'][0]).toMatchObject({ $id: 'b', next: { $id: 'c', name: 'c' } })
    expect(made['link'][0].next).not.toHaveProperty('next')
    expect(await rows.get({ ...at, tableId: 'third' }, 'c')).toMatchObject({ next: null })
    expect(await rows.ids({ ...at, tableId: 'fourth' })).toEqual([])
    expect(await rows.get(right, 'b')).toMatchObject({ next: 'c', back: 'a' })
  })

  it.each([
    ['a list where one belongs', ManyToOne, ['r']],
    ['an empty list where one belongs', OneToOne, []],
    ['an id where a list belongs', OneToMany, 'r'],
    ['a row where a list belongs', ManyToMany, { $id: 'r' }],
    ['a number', ManyToOne, 5],
    ['a flag', OneToOne, true],
    ['a number in a list', OneToMany, [5]],
    ['null in a list', ManyToMany, [null]],
    ['an impossible id', ManyToOne, '_x'],
    ['a row with an impossible id', ManyToOne, { $id: 'a b' }],
    ['a row with a number for its id', OneToMany, [{ $id: 7 }]],
  ])('is refused with %s', async (_case, type, link) => {
    const { left, right } = await pair(type)
    await rows.create(right, 'r')
    expect(await refusalOf(rows.create(left, 'l', { link }))).toBe(INVALID)
    await rows.create(left, 'l')
    expect(await refusalOf(rows.update(left, 'l', { link }))).toBe(INVALID)
    expect(await rows.linked(right, 'r', 'back')).toEqual(type === OneToOne || type === OneToMany ? null : [])
  })

  it('may have null for a list when it is new, but not afterwards', async () => {
    const { left } = await pair(OneToMany)
    await rows.create(left, 'l', { link: null })
    expect(await refusalOf(rows.update(left, 'l', { link: null }))).toBe(INVALID)
  })
})

describe('many rows at once', () => {
  it('are refused where they have relationships, in a transaction too', async () => {
    const { left, right } = await pair(ManyToOne)
    const many = [{ $id: 'x', name: 'x' }]
    const { tables } = server
    const refused = '400 general_bad_request'
    expect(await refusalOf(tables.createRows({ ...left, rows: many }))).toBe(refused)
    expect(await refusalOf(tables.upsertRows({ ...right, rows: many }))).toBe(refused)
    expect(await refusalOf(tables.updateRows({ ...left, data: { name: 'y' } }))).toBe(refused)
    expect(await refusalOf(tables.deleteRows({ ...left }))).toBe(refused)
    const transactionId = (await tables.createTransaction()).$id
    expect(await refusalOf(tables.createRows({ ...left, rows: many, transactionId }))).toBe(refused)
    const oneWay = await pair(ManyToOne, { twoWay: false, onDelete: RelationMutate.Cascade })
    await rows.create(oneWay.left, 'l', { link: { $id: 'r' } })
    expect(await tables.deleteRows(oneWay.right)).toMatchObject({ total: 1 })
    expect(await rows.ids(oneWay.left)).toEqual([])
  })

  it('are linked when a transaction is committed, or not at all', async () => {
    const { left, right } = await pair(OneToOne)
    const transactionId = (await server.tables.createTransaction()).$id
    const staged = { ...right, rowId: 'r', data: { name: 'r' }, transactionId }
    await server.tables.createRow(staged)
    const link = 'r'
    await server.tables.createRow({ ...left, rowId: 'l', data: { link }, transactionId })
    expect(await rows.ids(left)).toEqual([])
    expect(await server.tables.getRow({ ...left, rowId: 'l', transactionId })).toMatchObject({ link })
    await server.tables.updateTransaction({ transactionId, commit: true })
    expect(await rows.linked(right, 'r', 'back')).toBe('l')
    const second = (await server.tables.createTransaction()).$id
    await server.tables.createRow({ ...left, rowId: 'free', data: { name: 'x' }, transactionId: second })
    await server.tables.createRow({ ...left, rowId: 'l2', data: { link }, transactionId: second })
    const commit = server.tables.updateTransaction({ transactionId: second, commit: true })
    expect(await refusalOf(commit)).toBe('409 transaction_conflict')
    expect(await rows.ids(left)).toEqual(['l'])
  })

  it('are changed by the same transaction that links them', async () => {
    const { left, right } = await pair(OneToMany)
    await rows.create(right, 'r')
    const transactionId = (await server.tables.createTransaction()).$id
    await server.tables.createRow({ ...left, rowId: 'l', data: { link: ['r'] }, transactionId })
    await server.tables.updateRow({ ...right, rowId: 'r', data: { name: 'changed' }, transactionId })
    await server.tables.updateTransaction({ transactionId, commit: true })
    expect(await rows.get(right, 'r')).toMatchObject({ name: 'changed', back: 'l' })
  })
})
