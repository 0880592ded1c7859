import {
  AppwriteException,
  Databases,
  OrderBy,
  RelationMutate,
  RelationshipType,
  TablesDB,
  TablesDBIndexType,
} from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../server.ts'
import { clientOf, startServerOnDisk } from '../support/running-server.ts'

let server: Awaited<ReturnType<typeof startServerOnDisk>>
const databases = () => new Databases(clientOf(server.appwrite).setKey(server.appwrite.apiKey))
/** A database of its own for each test, with the tables `books` and `authors`. */
let databaseId: string
let count = 0
const books = () => ({ databaseId, tableId: 'books' })
const authors = () => ({ databaseId, tableId: 'authors' })

beforeAll(async () => {
  server = await startServerOnDisk()
})
afterAll(() => server.stop())
beforeEach(async () => {
  count += 1
  databaseId = `d${count}`
  await server.tables.create({ databaseId, name: 'Library' })
  const columns = [{ key: 'name', type: 'string', size: 50 }]
  await server.tables.createTable({ ...books(), name: 'Books', columns })
  await server.tables.createTable({ ...authors(), name: 'Authors', columns })
})

const refusal = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof AppwriteException ? [error.code, error.type] : error
  }
}
const keysOf = async (table: { databaseId: string; tableId: string }) =>
  (await server.tables.listColumns(table)).columns.map(({ key }) => key)
const relate = (changes: object = {}) =>
  server.tables.createRelationshipColumn({
    ...books(),
    relatedTableId: 'authors',
    type: RelationshipType.ManyToOne,
    twoWay: true,
    key: 'author',
    twoWayKey: 'books',
    ...changes,
  })

describe('a relationship column', () => {
  it('is made on both tables, and says what it is on each', async () => {
    const made = await relate({ onDelete: RelationMutate.Cascade })
    const both = { type: 'relationship', error: '', required: false, array: false }
    const kind = { relationType: 'manyToOne', twoWay: true, onDelete: 'cascade' }
    const times = { $createdAt: expect.any(String), $updatedAt: expect.any(String) }
    const near = { key: 'author', relatedTable: 'authors', twoWayKey: 'books', side: 'parent' }
    const far = { key: 'books', relatedTable: 'books', twoWayKey: 'author', side: 'child' }
    expect(made).toEqual({ ...both, ...kind, ...times, ...near, status: 'processing' })
    const stored = { ...both, ...kind, ...times, status: 'available' }
    expect(await server.tables.getColumn({ ...books(), key: 'author' })).toEqual({ ...stored, ...near })
    expect(await server.tables.getColumn({ ...authors(), key: 'books' })).toEqual({ ...stored, ...far })
    const { columns } = await server.tables.getTable(authors())
    expect(columns.map(({ key }) => key)).toEqual(['name', 'books'])
  })

  it('takes the other table for its name, restricts deletions and shows on one side only, unless told otherwise', async () => {
    const type = RelationshipType.OneToMany
    const made = await server.tables.createRelationshipColumn({ ...authors(), relatedTableId: 'books', type })
    expect(made).toMatchObject({ key: 'books', twoWayKey: 'authors', twoWay: false, onDelete: 'restrict' })
    expect(await keysOf(authors())).toEqual(['name', 'books'])
    expect(await keysOf(books())).toEqual(['name'])
  })

  it('has its older names under the older routes', async () => {
    const at = { databaseId, collectionId: 'books' }
    const made = await databases().createRelationshipAttribute({
      ...at,
      relatedCollectionId: 'authors',
      type: RelationshipType.OneToOne,
      key: 'author',
    })
    expect(made).toMatchObject({ relatedCollection: 'authors', relationType: 'oneToOne', side: 'parent' })
    expect(made).not.toHaveProperty('relatedTable')
    const changed = await databases().updateRelationshipAttribute({ ...at, key: 'author', newKey: 'writer' })
    expect(changed).toMatchObject({ key: 'writer', relatedCollection: 'authors' })
    await databases().deleteAttribute({ ...at, key: 'writer' })
    expect(await keysOf(books())).toEqual(['name'])
  })

  it('is changed on both sides at once, and keeps its links through a new name', async () => {
    await relate()
    await server.tables.createRow({ ...books(), rowId: 'b', data: { author: { $id: 'a', name: 'Ann' } } })
    const change = { ...books(), key: 'author', newKey: 'writer', onDelete: RelationMutate.SetNull }
    expect(await server.tables.updateRelationshipColumn(change)).toMatchObject({
      key: 'writer',
      twoWayKey: 'books',
      onDelete: 'setNull',
    })
    expect(await server.tables.getColumn({ ...authors(), key: 'books' })).toMatchObject({
      twoWayKey: 'writer',
      onDelete: 'setNull',
    })
    expect(await server.tables.getRow({ ...books(), rowId: 'b' })).toMatchObject({ writer: 'a' })
    const path = `/tablesdb/${databaseId}/tables/authors/columns/relationship/books`
    const answer = await server.raw('PATCH', path, { as: 'key', body: { newKey: 'works' } })
    expect([answer.status, answer.body['key']]).toEqual([200, 'works'])
    expect(await server.tables.getColumn({ ...books(), key: 'writer' })).toMatchObject({ twoWayKey: 'works' })
  })

  it('goes on both sides, with its links, when either side is deleted', async () => {
    await relate()
    await server.tables.createRow({ ...books(), rowId: 'b', data: { author: { $id: 'a', name: 'Ann' } } })
    await server.tables.deleteColumn({ ...authors(), key: 'books' })
    expect(await keysOf(books())).toEqual(['name'])
    expect(await server.tables.getRow({ ...books(), rowId: 'b' })).not.toHaveProperty('author')
    await relate()
    expect(await server.tables.getRow({ ...books(), rowId: 'b' })).toMatchObject({ author: null })
    await server.tables.deleteRow({ ...authors(), rowId: 'a' })
  })

  it('goes with the other table, and with the database', async () => {
    await relate()
    await relate({ key: 'others', twoWayKey: 'editors', type: RelationshipType.ManyToMany })
    await server.tables.deleteTable(authors())
    expect(await keysOf(books())).toEqual(['name'])
    await server.tables.createRow({ ...books(), rowId: 'b', data: { name: 'x' } })
    await server.tables.deleteRow({ ...books(), rowId: 'b' })
    await server.tables.createTable({ ...authors(), name: 'Authors' })
    await relate()
    await server.tables.delete({ databaseId })
    expect(await refusal(server.tables.getTable(books()))).toEqual([404, 'database_not_found'])
  })

  it('can lead to its own table', async () => {
    await relate({ relatedTableId: 'books', key: 'sequelOf', twoWayKey: 'sequels' })
    await server.tables.createRow({ ...books(), rowId: 'one', data: { name: 'One' } })
    await server.tables.createRow({ ...books(), rowId: 'two', data: { name: 'Two', sequelOf: 'one' } })
    expect(
      await server.tables.getRow({
        ...books(),
        rowId: 'one',
        queries: ['{"method":"select","values":["sequels.name"]}'],
      }),
    ).toMatchObject({ sequels: [{ $id: 'two', name: 'Two' }] })
    expect(await refusal(relate({ relatedTableId: 'books', key: 'same', twoWayKey: 'same' }))).toEqual([
      409,
      'column_already_exists',
    ])
  })

  it('is still there when the server starts again on its folder', async () => {
    await relate()
    await server.tables.createRow({ ...books(), rowId: 'b', data: { author: { $id: 'a', name: 'Ann' } } })
    await server.appwrite.close()
    const again = await startLocalAppwrite({ port: 0, host: '127.0.0.1', dataDir: server.folder })
    const tables = new TablesDB(clientOf(again).setKey(again.apiKey))
    try {
      expect(await tables.getRow({ ...books(), rowId: 'b' })).toMatchObject({ author: 'a' })
      const gone = tables.deleteRow({ ...authors(), rowId: 'a' })
      expect(await refusal(gone)).toEqual([403, 'row_delete_restricted'])
    } finally {
      await again.close()
      await server.stop()
      server = await startServerOnDisk()
    }
  })
})

describe('relationship columns are refused', () => {
  it('when a table is missing or a key is taken, and leave nothing behind', async () => {
    expect(await refusal(relate({ relatedTableId: 'nobody' }))).toEqual([404, 'table_not_found'])
    expect(await refusal(relate({ key: 'NAME' }))).toEqual([409, 'column_already_exists'])
    expect(await refusal(relate({ twoWayKey: 'name' }))).toEqual([409, 'column_already_exists'])
    expect(await keysOf(books())).toEqual(['name'])
    await relate()
    expect(await refusal(relate())).toEqual([409, 'column_already_exists'])
    expect(await refusal(relate({ key: 'other', twoWay: false }))).toEqual([409, 'column_already_exists'])
    const column = { ...authors(), key: 'books', size: 10, required: false }
    expect(await refusal(server.tables.createStringColumn(column))).toEqual([409, 'column_already_exists'])
    const rename = { ...books(), key: 'author', newKey: 'name' }
    expect(await refusal(server.tables.updateRelationshipColumn(rename))).toEqual([
      409,
      'column_already_exists',
    ])
  })

  it('when two of many to many would join the same tables', async () => {
    const type = RelationshipType.ManyToMany
    await relate({ type })
    expect(await refusal(relate({ type, key: 'second', twoWayKey: 'third' }))).toEqual([
      409,
      'column_already_exists',
    ])
  })

  it('with an unknown type or rule, by a missing key, or as a column of another kind', async () => {
    expect(await refusal(relate({ type: 'manyToFew' }))).toEqual([400, 'general_argument_invalid'])
    expect(await refusal(relate({ onDelete: 'explode' }))).toEqual([400, 'general_argument_invalid'])
    await relate()
    const change = (key: string) => refusal(server.tables.updateRelationshipColumn({ ...books(), key }))
    expect(await change('nobody')).toEqual([404, 'column_not_found'])
    expect(await change('name')).toEqual([400, 'column_type_invalid'])
    const asText = { ...books(), key: 'author', required: false, xdefault: '', size: 5 }
    expect(await refusal(server.tables.updateStringColumn(asText))).toEqual([400, 'column_type_invalid'])
  })

  it('in an index', async () => {
    await relate()
    const index = { ...books(), key: 'i', type: TablesDBIndexType.Key, orders: [OrderBy.Asc] }
    expect(await refusal(server.tables.createIndex({ ...index, columns: ['author'] }))).toEqual([
      400,
      'column_type_invalid',
    ])
  })
})
