import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startCliProject, type CliProject } from '../support/cli-project.ts'

/** A column as `appwrite.json` writes it. */
interface ConfiguredColumn {
  key: string
  type: string
  required: boolean
  array: boolean
  [more: string]: unknown
}

const optional = { required: false, array: false }
const plain: ConfiguredColumn[] = [
  { ...optional, key: 'title', type: 'string', size: 120, default: 'Untitled', encrypt: false },
  { ...optional, key: 'tags', type: 'string', array: true, size: 30, encrypt: false },
  { ...optional, key: 'mail', type: 'string', format: 'email' },
  { ...optional, key: 'page', type: 'string', format: 'url', default: 'https://example.org' },
  { ...optional, key: 'address', type: 'string', format: 'ip' },
  { ...optional, key: 'state', type: 'string', format: 'enum', elements: ['open', 'done'], default: 'open' },
  { ...optional, key: 'count', type: 'integer', min: -5, max: 5, default: 0 },
  { ...optional, key: 'score', type: 'double', min: 0, max: 1, default: 0.5 },
  { ...optional, key: 'seen', type: 'boolean', default: false },
  { ...optional, key: 'at', type: 'datetime', required: true },
]
const shapes: ConfiguredColumn[] = [
  { ...optional, key: 'spot', type: 'point', required: true },
  { ...optional, key: 'home', type: 'point', default: [8.54, 47.38] },
  {
    ...optional,
    key: 'way',
    type: 'linestring',
    default: [
      [0, 0],
      [1, 1.5],
    ],
  },
  { ...optional, key: 'area', type: 'polygon' },
]
const link = { ...optional, type: 'relationship', onDelete: 'setNull' }
const author = { ...link, relationType: 'manyToOne', twoWay: true }
const books: ConfiguredColumn[] = [
  { ...author, key: 'author', relatedTable: 'authors', twoWayKey: 'books', side: 'parent' },
  {
    ...link,
    key: 'similar',
    relatedTable: 'authors',
    relationType: 'manyToMany',
    twoWay: false,
    twoWayKey: 'admirers',
    side: 'parent',
  },
]
const authors: ConfiguredColumn[] = [
  { ...author, key: 'books', relatedTable: 'books', twoWayKey: 'author', side: 'child' },
]

const table = ($id: string, columns: readonly ConfiguredColumn[], indexes: readonly object[] = []) => ({
  $id,
  $permissions: ['read("any")'],
  databaseId: 'atlas',
  name: $id,
  enabled: true,
  rowSecurity: false,
  columns,
  indexes,
})
const index = { status: 'available', orders: [] }
const TABLES = {
  plain: table('plain', plain, [{ ...index, key: 'byTitle', type: 'fulltext', columns: ['title'] }]),
  shapes: table('shapes', shapes, [{ ...index, key: 'bySpot', type: 'spatial', columns: ['spot'] }]),
  books: table('books', books),
  authors: table('authors', authors),
}
const BUCKET = {
  $id: 'papers',
  $permissions: ['read("users")'],
  fileSecurity: true,
  name: 'Papers',
  enabled: true,
  maximumFileSize: 30_000_000,
  allowedFileExtensions: ['pdf'],
  compression: 'none',
  encryption: false,
  antivirus: false,
}

let project: CliProject
beforeAll(async () => {
  project = await startCliProject((folder, { appwrite }) =>
    writeFile(
      join(folder, 'appwrite.json'),
      JSON.stringify({
        projectId: appwrite.projectId,
        projectName: 'Atlas',
        tablesDB: [{ $id: 'atlas', name: 'Atlas', enabled: true }],
        tables: Object.values(TABLES),
        buckets: [BUCKET],
      }),
    ),
  )
})
afterAll(() => project.stop())

const byKey = <T extends { key: string }>(columns: readonly T[]) =>
  columns.toSorted((one, other) => one.key.localeCompare(other.key))

async function columnsOf(tableId: string) {
  const { columns } = await project.server.tables.listColumns({ databaseId: 'atlas', tableId })
  return byKey(columns)
}

/** Tables, columns and indexes as the server has them, with their times. */
function schema(): Promise<unknown[]> {
  return Promise.all(
    Object.keys(TABLES).flatMap((tableId) => [
      project.server.tables.getTable({ databaseId: 'atlas', tableId }),
      columnsOf(tableId),
      project.server.tables.listIndexes({ databaseId: 'atlas', tableId }),
    ]),
  )
}

describe('the Appwrite CLI with every type of column that it writes', () => {
  it('makes them as they are written', async () => {
    expect(await project.cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 4 tables')
    for (const [tableId, { columns }] of Object.entries(TABLES))
      expect(await columnsOf(tableId)).toMatchObject(byKey(columns))
    const { indexes } = await project.server.tables.listIndexes({ databaseId: 'atlas', tableId: 'shapes' })
    expect(indexes).toMatchObject(TABLES.shapes.indexes)
  })

  it('changes nothing when it pushes them again', async () => {
    const before = await schema()
    expect(await project.cli('push', 'tables', '--all', '--force')).toContain('Successfully pushed 0 tables')
    expect(await schema()).toEqual(before)
  })
})

describe('the Appwrite CLI with a bucket', () => {
  it('makes it, and leaves it as it is when it pushes it again', async () => {
    const bucket = async () => {
      const { body } = await project.server.raw('GET', '/storage/buckets/papers', { as: 'key' })
      return body
    }
    expect(await project.cli('push', 'buckets', '--all', '--force')).toContain(
      'Successfully pushed 1 buckets',
    )
    const made = await bucket()
    expect(made).toMatchObject(BUCKET)
    expect(await project.cli('push', 'buckets', '--all', '--force')).toContain('Successfully pushed')
    expect({ ...made, $updatedAt: null }).toEqual({ ...(await bucket()), $updatedAt: null })
  })
})
