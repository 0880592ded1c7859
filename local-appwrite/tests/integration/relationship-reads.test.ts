import { Query, RelationshipType, type Models, type TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { listen, subscribeTo } from '../support/listener.ts'
import { refusalOf, signedIn } from '../support/related-pair.ts'
import { startServer, type RunningServer } from '../support/running-server.ts'

const BAD_QUERY = '400 general_query_invalid'

let server: RunningServer
let ana: TablesDB
const at = (tableId: string) => ({ databaseId: 'library', tableId })

/** Publishers have authors, authors have books, books and tags have each other, books have one cover. */
beforeAll(async () => {
  server = await startServer()
  ana = await signedIn(server, 'ana')
  const { tables } = server
  await tables.create({ databaseId: 'library', name: 'Library' })
  const columns = [
    { key: 'name', type: 'string', size: 20 },
    { key: 'year', type: 'integer' },
    { key: 'spot', type: 'point' },
  ]
  const indexes = [{ key: 'words', type: 'fulltext', attributes: ['name'] }]
  for (const tableId of ['publishers', 'authors', 'books', 'tags', 'covers'])
    await tables.createTable({ ...at(tableId), name: tableId, columns, indexes, rowSecurity: true })
  const { ManyToOne, OneToMany, ManyToMany, OneToOne } = RelationshipType
  const relate = (tableId: string, relatedTableId: string, type: RelationshipType, ends: object) =>
    tables.createRelationshipColumn({ ...at(tableId), relatedTableId, type, twoWay: true, ...ends })
  await relate('publishers', 'authors', OneToMany, { twoWayKey: 'publisher' })
  await relate('books', 'authors', ManyToOne, { key: 'author', twoWayKey: 'books' })
  await relate('books', 'tags', ManyToMany, { twoWayKey: 'books' })
  await relate('books', 'covers', OneToOne, { key: 'cover', twoWay: false })
  const add = (tableId: string, rowId: string, data: object, permissions = ['read("any")']) =>
    tables.createRow({ ...at(tableId), rowId, data: { name: rowId, ...data }, permissions })
  await add('tags', 'old', {})
  await add('tags', 'long', {})
  await add('authors', 'ann', { year: 1900, spot: [8.54, 47.38] })
  await add('authors', 'bob', { year: 1950 })
  await add('authors', 'eve', { year: 1950 }, [])
  await add('publishers', 'press', { authors: ['ann', 'bob'] })
  await add('books', 'b1', {
    year: 1930,
    author: 'ann',
    tags: ['long', 'old'],
    cover: { $id: 'c1', name: 'red' },
  })
  await add('books', 'b2', { year: 1940, author: 'ann', tags: ['old'] })
  await add('books', 'b3', { year: 1990, author: 'bob' })
  await add('books', 'b4', { year: 1991, author: 'eve' })
  await add('books', 'b5', { year: 1992 })
})
afterAll(() => server.stop())

const get = (tableId: string, rowId: string, select: string[] = [], as = server.tables) =>
  as.getRow({ ...at(tableId), rowId, queries: select.length === 0 ? [] : [Query.select(select)] })
const list = (tableId: string, queries: string[], as = server.tables) =>
  as.listRows({ ...at(tableId), queries })
const idsOf = ({ rows }: Models.RowList) => rows.map(({ $id }) => $id)
const find = async (tableId: string, ...queries: string[]) => idsOf(await list(tableId, queries))

describe('a row that is read', () => {
  it('shows the id where it leads to one row, and nothing where to many, unless more is chosen', async () => {
    for (const book of [await get('books', 'b1'), await get('books', 'b1', ['*'])]) {
      expect(book).toMatchObject({ author: 'ann', cover: 'c1', name: 'b1' })
      expect(book).not.toHaveProperty('tags')
    }
    expect(await get('books', 'b5')).toMatchObject({ author: null, cover: null })
    expect(await get('books', 'b1', ['*', 'author'])).toMatchObject({ author: 'ann', cover: 'c1' })
    expect(await get('books', 'b1', ['name'])).not.toHaveProperty('author')
    expect((await list('books', [Query.limit(1)])).rows[0]).toMatchObject({ author: 'ann' })
  })

  it.each(['author', 'tags'])(
    'is refused where %s is chosen alone, without what is behind it',
    async (key) => {
      await expect(get('books', 'b1', ['name', key])).rejects.toMatchObject({
        code: 400,
        type: 'general_query_invalid',
        message: `Invalid query: Cannot select attributes: ${key}`,
      })
    },
  )

  it('shows whole rows by a star, without the way back', async () => {
    const book = await get('books', 'b1', ['*', 'author.*', 'tags.*', 'cover.*'])
    expect(book).toMatchObject({
      name: 'b1',
      year: 1930,
      author: { $id: 'ann', name: 'ann', year: 1900, publisher: 'press', $tableId: 'authors' },
      cover: { $id: 'c1', name: 'red', $databaseId: 'library' },
    })
    expect(book['tags'].map((tag: Models.Row) => tag.$id)).toEqual(['long', 'old'])
    for (const other of [book['author'], ...book['tags']]) expect(other).not.toHaveProperty('books')
  })

  it('shows chosen columns of the others, and only those of its own', async () => {
    const book = await get('books', 'b1', ['year', 'author.name'])
    expect(book).toMatchObject({ year: 1930, author: { $id: 'ann', name: 'ann' } })
    expect(book).not.toHaveProperty('name')
    expect(book['author']).not.toHaveProperty('year')
    expect(book['author']).toHaveProperty('$permissions')
    expect(await get('books', 'b5', ['author.name', 'tags.name'])).toMatchObject({ author: null, tags: [] })
    const { rows } = await list('authors', [Query.select(['name', 'books.name'])])
    expect(rows.map((row) => row['books'].map(({ $id }: Models.Row) => $id))).toEqual([
      ['b1', 'b2'],
      ['b3'],
      ['b4'],
    ])
  })

  it('follows two steps and no third', async () => {
    const chosen = ['name', 'authors.books.name', 'authors.books.tags.*']
    const publisher = await get('publishers', 'press', chosen)
    const [ann] = publisher['authors']
    expect(ann).toMatchObject({ $id: 'ann', books: [{ $id: 'b1', name: 'b1' }, { $id: 'b2' }] })
    // Of what is only passed through on the way to a list, all columns are shown.
    expect(ann).toHaveProperty('name')
    for (const book of ann.books) expect(book).not.toHaveProperty('tags')
  })

  it('leaves out rows that the caller may not read', async () => {
    expect(await get('books', 'b4', ['name', 'author.*'], ana)).toMatchObject({ name: 'b4', author: null })
    await server.tables.updateRow({
      ...at('books'),
      rowId: 'b4',
      data: { tags: [{ $id: 'secret', $permissions: [] }, 'old'] },
    })
    expect((await get('books', 'b4', ['tags.*'], ana))['tags']).toMatchObject([{ $id: 'old' }])
    expect((await get('books', 'b4', ['tags.*']))['tags']).toHaveLength(2)
    await server.tables.updateTable({ ...at('covers'), rowSecurity: false })
    expect(await refusalOf(get('books', 'b1', ['cover.*'], ana))).toBe('401 user_unauthorized')
    expect(await get('books', 'b1', [], ana)).toMatchObject({ cover: 'c1' })
  })

  it('is not read with names that mean nothing', async () => {
    for (const name of ['nobody.*', 'author.nobody', 'name.*', 'author.', 'author.books.nobody', 'tags'])
      expect([name, await refusalOf(get('books', 'b1', [name]))]).toEqual([name, BAD_QUERY])
  })
})

describe('queries about linked rows', () => {
  it('compare the id where one row is linked', async () => {
    expect(await find('books', Query.equal('author', 'ann'))).toEqual(['b1', 'b2'])
    expect(await find('books', Query.equal('author', ['bob', 'eve']))).toEqual(['b3', 'b4'])
    expect(await find('books', Query.notEqual('author', 'ann'))).toEqual(['b3', 'b4'])
    expect(await find('books', Query.isNull('author'))).toEqual(['b5'])
    expect(await find('books', Query.isNotNull('author'), Query.greaterThan('year', 1935))).toEqual([
      'b2',
      'b3',
      'b4',
    ])
    expect(await find('books', Query.or([Query.equal('author', 'bob'), Query.isNull('author')]))).toEqual([
      'b3',
      'b5',
    ])
    expect((await list('books', [Query.equal('author', 'ann'), Query.limit(1)])).total).toBe(2)
    const sorted = [Query.orderDesc('author'), Query.isNotNull('author')]
    expect(await find('books', ...sorted)).toEqual(['b4', 'b3', 'b1', 'b2'])
    expect(await find('books', ...sorted, Query.cursorAfter('b3'))).toEqual(['b1', 'b2'])
  })

  it('look into linked rows, also behind others', async () => {
    expect(await find('books', Query.equal('author.name', 'BOB'))).toEqual(['b3'])
    expect(await find('books', Query.lessThan('author.year', 1920), Query.equal('year', 1940))).toEqual([
      'b2',
    ])
    expect(await find('books', Query.search('author.name', 'bob'))).toEqual(['b3'])
    expect(await find('books', Query.equal('author.$id', 'ann'))).toEqual(['b1', 'b2'])
    expect(await find('books', Query.equal('author.publisher.name', 'press'))).toEqual(['b1', 'b2', 'b3'])
    expect(await find('books', Query.equal('author.publisher', 'press'))).toEqual(['b1', 'b2', 'b3'])
    expect(await find('books', Query.contains('tags.name', 'lon'))).toEqual(['b1'])
    expect(await find('tags', Query.equal('books.author.name', 'ann'))).toEqual(['old', 'long'])
  })

  it('see where linked rows lie', async () => {
    const near = Query.distanceLessThan('author.spot', [8.5, 47.4], 10_000, true)
    expect(await find('books', near)).toEqual(['b1', 'b2'])
    expect(await find('publishers', Query.equal('authors.spot', [[8.54, 47.38]]))).toEqual(['press'])
  })

  it('ask for one linked row of which all is true', async () => {
    const both = [Query.equal('books.year', 1930), Query.equal('books.name', 'b2')]
    expect(await find('authors', ...both)).toEqual([])
    expect(await find('authors', Query.equal('books.year', 1930), Query.equal('books.name', 'b1'))).toEqual([
      'ann',
    ])
  })

  it('find nothing by rows that the caller may not read', async () => {
    expect(await find('books', Query.equal('author.year', 1950))).toEqual(['b3', 'b4'])
    expect(idsOf(await list('books', [Query.equal('author.year', 1950)], ana))).toEqual(['b3'])
    await server.tables.updateTable({ ...at('covers'), rowSecurity: false })
    expect(await list('books', [Query.equal('cover.name', 'red')], ana)).toMatchObject({ total: 0, rows: [] })
  })

  it('are refused where Appwrite can not answer them', async () => {
    for (const query of [
      Query.equal('tags', 'old'),
      Query.isNull('tags'),
      Query.contains('author', 'an'),
      Query.equal('author', 5),
      Query.equal('author.nobody', 'x'),
      Query.equal('author.year', 'x'),
      Query.equal('nobody.name', 'x'),
      Query.orderAsc('author.name'),
      Query.orderAsc('tags'),
      Query.equal(`${'author.books.'.repeat(300)}name`, 'x'),
      Query.or([Query.equal('author.name', 'ann'), Query.equal('name', 'b5')]),
    ])
      expect([query, await refusalOf(list('books', [query]))]).toEqual([query, BAD_QUERY])
  })
})

describe('an event about a row', () => {
  it('says nothing of what the row is linked to', async () => {
    const { endpoint, projectId } = server.appwrite
    const listener = await listen(endpoint, projectId)
    await listener.ask(subscribeTo('books', ['tablesdb.library.tables.books.rows']))
    const data = { name: 'b6', author: 'ann', tags: ['old'], cover: { name: 'blue' } }
    await server.tables.createRow({ ...at('books'), rowId: 'b6', data, permissions: ['read("any")'] })
    await server.tables.updateRow({ ...at('books'), rowId: 'b6', data: { author: 'bob' } })
    await server.tables.updateRow({ ...at('books'), rowId: 'b6', data: { tags: [], cover: null } })
    await server.tables.deleteRow({ ...at('books'), rowId: 'b6' })
    const ends = (events: unknown) =>
      Array.isArray(events) && events.some((one) => `${one}`.endsWith('.delete'))
    await listener.frame(({ data }) => ends(data['events']))
    const payloads = listener.events().map(({ data: { payload } }) => payload)
    expect(payloads).toHaveLength(4)
    for (const payload of payloads) {
      expect(payload).toMatchObject({ $id: 'b6', name: 'b6' })
      for (const key of ['author', 'tags', 'cover']) expect(payload).not.toHaveProperty(key)
    }
    listener.close()
  })
})
