import { RelationMutate, RelationshipType, type TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { refusalOf, relatedPair, rowsOf, signedIn, type PairOptions } from '../support/related-pair.ts'
import { startServer, type RunningServer } from '../support/running-server.ts'

const { OneToOne, OneToMany, ManyToOne } = RelationshipType
const { Cascade, SetNull } = RelationMutate
const UNAUTHORIZED = '401 user_unauthorized'

let server: RunningServer
let rows: ReturnType<typeof rowsOf>
let ana: TablesDB
let ben: TablesDB
beforeAll(async () => {
  server = await startServer()
  rows = rowsOf(server)
  ana = await signedIn(server, 'ana')
  ben = await signedIn(server, 'ben')
})
afterAll(() => server.stop())

const pair = (type: RelationshipType, options?: PairOptions) => relatedPair(server, type, options)

describe('the rights of the caller', () => {
  const secured: PairOptions = { rowSecurity: true, permissions: ['create("users")'] }

  it('decide which rows can be linked, and which have to be changeable for it', async () => {
    const { left, right } = await pair(OneToMany, secured)
    await rows.create(right, 'hidden', {}, ben)
    await server.tables.createRow({
      ...right,
      rowId: 'seen',
      data: { name: 's' },
      permissions: ['read("users")'],
    })
    expect(await rows.create(left, 'l', { link: ['hidden'] }, ana)).toMatchObject({ link: [] })
    expect(await rows.linked(right, 'hidden', 'back')).toBeNull()
    expect(await refusalOf(rows.update(left, 'l', { link: ['seen'] }, ana))).toBe(UNAUTHORIZED)
    await server.tables.updateRow({
      ...right,
      rowId: 'seen',
      permissions: ['read("users")', 'update("users")'],
    })
    expect(await rows.update(left, 'l', { link: ['seen'] }, ana)).toMatchObject({ link: [{ $id: 'seen' }] })
    const one = await pair(ManyToOne, secured)
    await server.tables.createRow({
      ...one.right,
      rowId: 'seen',
      data: { name: 's' },
      permissions: ['read("users")'],
    })
    expect(await rows.create(one.left, 'l', { link: 'seen' }, ana)).toMatchObject({ link: { $id: 'seen' } })
  })

  it('decide which rows can be made and changed on the way', async () => {
    const { left, right } = await pair(ManyToOne, secured)
    await server.tables.updateTable({ ...right, permissions: [], rowSecurity: true })
    expect(await refusalOf(rows.create(left, 'l', { link: { name: 'new' } }, ana))).toBe(UNAUTHORIZED)
    expect(await rows.ids(left)).toEqual([])
    await server.tables.createRow({
      ...right,
      rowId: 'r',
      data: { name: 'old' },
      permissions: ['read("any")'],
    })
    const change = { link: { $id: 'r', name: 'new' } }
    expect(await refusalOf(rows.create(left, 'l', change, ana))).toBe(UNAUTHORIZED)
    expect(await rows.create(left, 'l', { link: { $id: 'r', name: 'old' } }, ana)).toMatchObject({
      link: { $id: 'r' },
    })
    const grant = { link: { name: 'x', $permissions: ['read("user:ben")'] } }
    await server.tables.updateTable({ ...right, permissions: ['create("users")'], rowSecurity: true })
    expect(await refusalOf(rows.update(left, 'l', grant, ana))).toBe(UNAUTHORIZED)
  })

  it('are needed on a partner that is left', async () => {
    const { left, right } = await pair(OneToOne, secured)
    await rows.create(left, 'l', { link: { $id: 'r', $permissions: ['read("users")'] } }, ana)
    expect(await refusalOf(rows.update(left, 'l', { link: null }, ana))).toBe(UNAUTHORIZED)
    expect(await rows.linked(right, 'r', 'back')).toBe('l')
    await server.tables.updateRow({ ...right, rowId: 'r', permissions: ['update("users")'] })
    expect(await rows.update(left, 'l', { link: null }, ana)).toMatchObject({ link: null })
  })

  it('to change a row are not needed to make it', async () => {
    const { left, right } = await pair(OneToMany, secured)
    const made = { $id: 'r', $permissions: ['read("users")'] }
    expect(await rows.create(left, 'l', { link: [made] }, ana)).toMatchObject({ link: [{ $id: 'r' }] })
    expect(await refusalOf(rows.update(right, 'r', { name: 'x' }, ana))).toBe(UNAUTHORIZED)
  })

  it('decide which rows are taken along', async () => {
    const { left, right } = await pair(OneToMany, { ...secured, onDelete: Cascade })
    await rows.create(left, 'l', { link: [{ $id: 'r' }] }, ana)
    await server.tables.updateRow({ ...right, rowId: 'r', permissions: ['read("users")'] })
    expect(await refusalOf(rows.remove(left, 'l', ana))).toBe(UNAUTHORIZED)
    expect(await rows.ids(left)).toEqual(['l'])
    const others = await pair(OneToMany, { ...secured, onDelete: SetNull })
    await rows.create(others.left, 'l', { link: [{ $id: 'r' }] }, ana)
    await server.tables.updateRow({ ...others.right, rowId: 'r', permissions: [] })
    await rows.remove(others.left, 'l', ana)
    expect(await rows.get(others.right, 'r')).toMatchObject({ back: null })
  })
})
