import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client, Storage, TablesDB, Teams, Users } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite, type LocalAppwrite } from '../../server.ts'

/** A small shop; tables and teams stand as `appwrite-cli` writes them. */
const seed = {
  projectId: 'shop',
  tablesDB: [{ $id: 'shop', name: 'Shop', enabled: true }],
  tables: [
    {
      $id: 'books',
      $permissions: ['read("any")'],
      databaseId: 'shop',
      name: 'Books',
      enabled: true,
      rowSecurity: false,
      columns: [
        { key: 'title', type: 'string', required: true, array: false, size: 120, encrypt: false },
        { key: 'mail', type: 'string', format: 'email', required: false, array: false },
        { key: 'price', type: 'double', required: false, array: false, min: 0, default: 1.5 },
        { key: 'way', type: 'linestring', required: false, array: false },
        {
          key: 'author',
          type: 'relationship',
          required: false,
          array: false,
          relatedTable: 'authors',
          relationType: 'manyToOne',
          twoWay: true,
          twoWayKey: 'books',
          onDelete: 'setNull',
          side: 'parent',
        },
      ],
      indexes: [{ key: 'byTitle', type: 'unique', status: 'available', columns: ['title'], orders: ['ASC'] }],
    },
    {
      $id: 'authors',
      databaseId: 'shop',
      name: 'Authors',
      columns: [
        { key: 'name', type: 'string', size: 80 },
        { key: 'books', type: 'relationship', side: 'child', relatedTable: 'books', twoWayKey: 'author' },
      ],
    },
  ],
  users: [
    {
      $id: 'ana',
      email: 'ana@shop.example',
      password: 'a long secret',
      labels: ['staff'],
      prefs: { dark: true },
    },
  ],
  teams: [{ $id: 'sellers', name: 'Sellers', members: [{ userId: 'ana', roles: ['owner'] }] }],
  buckets: [{ $id: 'covers', name: 'Covers', $permissions: ['read("any")'], maximumFileSize: 1000 }],
  rows: [
    { databaseId: 'shop', tableId: 'authors', rows: [{ $id: 'ursula', name: 'Ursula' }] },
    {
      databaseId: 'shop',
      tableId: 'books',
      rows: [{ $id: 'b1', title: 'The Dispossessed', author: 'ursula', $permissions: ['read("user:ana")'] }],
    },
  ],
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seed-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const start = (name: string, value: unknown) =>
  startLocalAppwrite({ port: 0, host: '127.0.0.1', dataDir: join(folder, name), seed: value })

function sdkOf({ endpoint, projectId, apiKey }: LocalAppwrite) {
  const client = new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey)
  return {
    tables: new TablesDB(client),
    users: new Users(client),
    teams: new Teams(client),
    storage: new Storage(client),
  }
}

/** All that a project holds, with its times. */
async function everythingIn(appwrite: LocalAppwrite) {
  const { tables, users, teams, storage } = sdkOf(appwrite)
  const listed = await tables.listTables({ databaseId: 'shop' })
  const rows = await Promise.all(
    listed.tables.map(({ $id }) => tables.listRows({ databaseId: 'shop', tableId: $id })),
  )
  return [
    listed,
    rows,
    await users.list(),
    await teams.list(),
    await teams.listMemberships({ teamId: 'sellers' }),
    await storage.listBuckets(),
  ]
}

describe('a seed', () => {
  it('fills a new project with schema, rows, users, teams and buckets', async () => {
    const appwrite = await start('new', seed)
    const { tables, users, teams, storage } = sdkOf(appwrite)
    const books = await tables.getTable({ databaseId: 'shop', tableId: 'books' })
    expect(books.columns.map(({ key }) => key)).toEqual(['title', 'mail', 'price', 'way', 'author'])
    expect(books.indexes).toMatchObject([{ key: 'byTitle', type: 'unique', columns: ['title'] }])
    const row = await tables.getRow({ databaseId: 'shop', tableId: 'books', rowId: 'b1' })
    expect(row).toMatchObject({ title: 'The Dispossessed', price: 1.5, $permissions: ['read("user:ana")'] })
    expect(await users.get({ userId: 'ana' })).toMatchObject({ labels: ['staff'], prefs: { dark: true } })
    const { memberships } = await teams.listMemberships({ teamId: 'sellers' })
    expect(memberships).toMatchObject([{ userId: 'ana', roles: ['owner'] }])
    expect(await storage.getBucket({ bucketId: 'covers' })).toMatchObject({ maximumFileSize: 1000 })
    await appwrite.close()
  })

  it('changes nothing the second time, not even what was changed since', async () => {
    const first = await start('again', seed)
    await sdkOf(first).tables.updateRow({
      databaseId: 'shop',
      tableId: 'books',
      rowId: 'b1',
      data: { price: 9 },
    })
    const before = await everythingIn(first)
    await first.close()
    const second = await start('again', seed)
    expect(await everythingIn(second)).toEqual(before)
    await second.close()
  })

  it('adds the columns, indexes and rows that came to it since', async () => {
    await (await start('more', seed)).close()
    const [books, ...others] = seed.tables
    const more = {
      ...seed,
      tables: [
        { ...books, columns: [...(books?.columns ?? []), { key: 'pages', type: 'integer' }] },
        ...others,
      ],
      rows: [{ databaseId: 'shop', tableId: 'books', rows: [{ $id: 'b2', title: 'Tehanu', pages: 250 }] }],
    }
    const appwrite = await start('more', more)
    const { rows } = await sdkOf(appwrite).tables.listRows({ databaseId: 'shop', tableId: 'books' })
    expect(rows).toMatchObject([{ $id: 'b1' }, { $id: 'b2', pages: 250 }])
    await appwrite.close()
  })

  it.each([
    ['a list that nobody knows', { table: [] }, /the seed: .*table/],
    ['a wrong type', { tables: [{ $id: 't', databaseId: 7 }] }, /tables\[0\]\.databaseId: /],
    [
      'a row without an id',
      { rows: [{ databaseId: 'd', tableId: 't', rows: [{}] }] },
      /rows\[0\]\.rows\[0\]\.\$id: /,
    ],
    [
      'a column that the API refuses',
      { ...seed, tables: [{ ...seed.tables[1], columns: [{ key: 'a b', type: 'string', size: 5 }] }] },
      /tables\[0\]\.columns\[0\]: .*general_argument_invalid/,
    ],
    [
      'a row whose unique value another one has',
      {
        ...seed,
        rows: [...seed.rows, { ...seed.rows[1], rows: [{ $id: 'b9', title: 'The Dispossessed' }] }],
      },
      /rows\[2\]\.rows\[0\]: something else has/,
    ],
  ])('with %s is refused by its place', async (_what, value, place) => {
    await expect(start('refused', value)).rejects.toThrow(place)
    // The folder is free again.
    await (await startLocalAppwrite({ port: 0, dataDir: join(folder, 'refused') })).close()
    await rm(join(folder, 'refused'), { recursive: true })
  })
})
