import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { AppwriteException, Databases, ID, Operator, Query, TablesDBIndexType } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../server.ts'
import { clientOf, startServer, startServerOnDisk, type RunningServer } from '../support/running-server.ts'

let server: RunningServer
const at = { databaseId: 'main', tableId: 'places' }
const SQUARE = [square(0, 0, 4)]

beforeAll(async () => {
  server = await startServer()
  await server.tables.create({ databaseId: 'main', name: 'Main' })
  await server.tables.createTable({ ...at, name: 'Places' })
})
afterAll(() => server.stop())

function square(x: number, y: number, side: number): number[][] {
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ]
}

const typeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'none'
  } catch (error) {
    return error instanceof AppwriteException ? error.type : String(error)
  }
}

/** A table of its own with these columns and no rows. */
async function newTable(columns: object[], indexes: object[] = []): Promise<typeof at> {
  const place = { databaseId: 'main', tableId: ID.unique() }
  await server.tables.createTable({ ...place, name: 'Own', columns, indexes })
  return place
}

/** The ids of the rows that match, in the order of their creation. */
async function idsOf(place: typeof at, ...queries: string[]): Promise<string[]> {
  const { rows } = await server.tables.listRows({ ...place, queries })
  return rows.map(({ $id }) => $id)
}

const refusalOf = (place: typeof at, ...queries: string[]) =>
  typeOf(server.tables.listRows({ ...place, queries }))

describe('columns of shapes', () => {
  const common = { error: '', array: false, $createdAt: expect.any(String), $updatedAt: expect.any(String) }

  it('are made, shown, changed and deleted, with these fields and no others', async () => {
    const { tables } = server
    const point = {
      ...common,
      key: 'spot',
      type: 'point',
      status: 'processing',
      required: true,
      default: null,
    }
    expect(await tables.createPointColumn({ ...at, key: 'spot', required: true })).toEqual(point)
    const line = await tables.createLineColumn({
      ...at,
      key: 'way',
      required: false,
      xdefault: [
        [0, 0],
        [1, 1],
      ],
    })
    expect(line).toMatchObject({
      type: 'linestring',
      default: [
        [0, 0],
        [1, 1],
      ],
    })
    const area = await tables.createPolygonColumn({ ...at, key: 'area', required: false, xdefault: SQUARE })
    expect(area).toMatchObject({ type: 'polygon', default: SQUARE })

    expect(await tables.getColumn({ ...at, key: 'spot' })).toEqual({ ...point, status: 'available' })
    const { columns } = await tables.listColumns({ ...at, queries: [Query.equal('type', ['linestring'])] })
    expect(columns.map(({ key }) => key)).toEqual(['way'])

    const change = { ...at, key: 'way', required: false }
    const moved = [
      [5, 5],
      [6, 6],
      [7, 5],
    ]
    expect(await tables.updateLineColumn({ ...change, xdefault: moved })).toMatchObject({ default: moved })
    expect(await tables.updateLineColumn({ ...change, newKey: 'path' })).toMatchObject({
      key: 'path',
      default: null,
    })
    await tables.deleteColumn({ ...at, key: 'path' })
    expect(await typeOf(tables.getColumn({ ...at, key: 'path' }))).toBe('column_not_found')
  })

  it('have the older names too', async () => {
    const databases = new Databases(clientOf(server.appwrite).setKey(server.appwrite.apiKey))
    const old = { databaseId: 'main', collectionId: (await newTable([])).tableId }
    await databases.createPointAttribute({ ...old, key: 'spot', required: false })
    await databases.createLineAttribute({ ...old, key: 'way', required: false })
    await databases.createPolygonAttribute({ ...old, key: 'area', required: false })
    await databases.updatePolygonAttribute({ ...old, key: 'area', required: false, xdefault: SQUARE })
    const { attributes } = await databases.listAttributes(old)
    expect(attributes).toMatchObject([
      { key: 'spot', type: 'point' },
      { key: 'way', type: 'linestring' },
      { key: 'area', type: 'polygon', default: SQUARE },
    ])
    const data = { spot: [1, 2] }
    const made = await databases.createDocument({ ...old, documentId: 'one', data })
    expect(made).toMatchObject({ spot: [1, 2], way: null, area: SQUARE, $collectionId: old.collectionId })
  })

  it('come with their table', async () => {
    const { tables } = server
    const place = await newTable(
      [
        { key: 'spot', type: 'point', required: true },
        {
          key: 'way',
          type: 'linestring',
          default: [
            [0, 0],
            [1, 1],
          ],
        },
        { key: 'area', type: 'polygon' },
      ],
      [{ key: 'bySpot', type: 'spatial', attributes: ['spot'] }],
    )
    const { columns } = await tables.listColumns(place)
    expect(columns).toMatchObject([
      { type: 'point' },
      {
        default: [
          [0, 0],
          [1, 1],
        ],
      },
      { type: 'polygon' },
    ])
    const { indexes } = await tables.listIndexes(place)
    expect(indexes).toMatchObject([{ type: 'spatial', status: 'available', columns: ['spot'] }])

    const made = (columns: object[], indexes: object[] = []) => typeOf(newTable(columns, indexes))
    expect(await made([{ key: 'spot', type: 'point', default: [200, 0] }])).toBe('general_argument_invalid')
    expect(await made([{ key: 'spot', type: 'point', array: true }])).toBe('general_argument_invalid')
    expect(await made([{ key: 'spot', type: 'line' }])).toBe('general_argument_invalid')
    const spot = { key: 'spot', type: 'point' }
    const bySpot = { key: 'bySpot', type: 'spatial', attributes: ['spot'] }
    expect(await made([spot], [bySpot])).toBe('column_index_invalid')
  })

  it('are refused with a wrong default, under another type, and required beside present rows', async () => {
    const { tables } = server
    const spot = { ...at, key: 'refused', required: false }
    const withDefault = (xdefault: unknown) =>
      server.raw('POST', '/tablesdb/main/tables/places/columns/point', {
        as: 'key',
        body: { key: 'refused', required: false, default: xdefault },
      })
    for (const wrong of [[1], [1, 2, 3], [1, 91], ['x', 1], [[1, 2]], 'POINT(1 2)', 5, {}])
      expect((await withDefault(wrong)).body['type']).toBe('general_argument_invalid')
    const both = tables.createPointColumn({ ...spot, required: true, xdefault: [1, 2] })
    expect(await typeOf(both)).toBe('column_default_unsupported')
    expect(await typeOf(tables.createPointColumn({ ...spot, key: 'SPOT' }))).toBe('column_already_exists')
    expect(await typeOf(tables.getColumn(spot))).toBe('column_not_found')

    const place = await newTable([{ key: 'spot', type: 'point' }])
    const asPolygon = tables.updatePolygonColumn({ ...place, key: 'spot', required: false, xdefault: SQUARE })
    expect(await typeOf(asPolygon)).toBe('column_value_invalid')
    await tables.createRow({ ...place, rowId: 'empty', data: { spot: null } })
    expect(await typeOf(tables.createPointColumn({ ...place, key: 'must', required: true }))).toBe(
      'row_invalid_structure',
    )
    const mustBeFilled = { ...place, key: 'spot', required: true, xdefault: null as never }
    expect(await typeOf(tables.updatePointColumn(mustBeFilled))).toBe('row_invalid_structure')
    await tables.updateRow({ ...place, rowId: 'empty', data: { spot: [1, 1] } })
    await tables.updatePointColumn(mustBeFilled)
    await tables.createPointColumn({ ...place, key: 'may', required: false, xdefault: [3, 3] })
    expect(await tables.getRow({ ...place, rowId: 'empty' })).toMatchObject({ spot: [1, 1], may: null })
  })
})

describe('shapes in rows', () => {
  let place: typeof at
  beforeAll(async () => {
    place = await newTable([
      { key: 'spot', type: 'point', required: true },
      {
        key: 'way',
        type: 'linestring',
        default: [
          [0, 0],
          [1, 1],
        ],
      },
      { key: 'area', type: 'polygon' },
    ])
  })
  const create = (data: object) => server.tables.createRow({ ...place, rowId: ID.unique(), data })

  it('come back as they were written', async () => {
    const shapes = {
      spot: [-74.006_012_345_678_9, 40.7128],
      way: [
        [-180, -90],
        [180, 90],
        [0, 0],
      ],
      area: [square(0, 0, 4), square(1, 1, 2)],
    }
    const made = await create(shapes)
    expect(made).toMatchObject(shapes)
    expect(await server.tables.getRow({ ...place, rowId: made.$id })).toEqual(made)
    const { rows } = await server.tables.listRows({ ...place, queries: [Query.equal('$id', made.$id)] })
    expect(rows).toEqual([made])
  })

  it('take their default or null when they are left out, and nothing else changes', async () => {
    const made = await create({ spot: [1, 2] })
    expect(made).toMatchObject({
      way: [
        [0, 0],
        [1, 1],
      ],
      area: null,
    })
    const rowId = made.$id
    const data = {
      area: SQUARE,
      way: [
        [5, 5],
        [6, 6],
      ],
    }
    expect(await server.tables.updateRow({ ...place, rowId, data })).toMatchObject({ spot: [1, 2], ...data })
    const emptied = await server.tables.updateRow({ ...place, rowId, data: { area: null, way: null } })
    expect(emptied).toMatchObject({
      spot: [1, 2],
      area: null,
      way: [
        [0, 0],
        [1, 1],
      ],
    })
    expect(await server.tables.upsertRow({ ...place, rowId, data: { spot: [3, 4] } })).toMatchObject({
      spot: [3, 4],
    })
    const selected = await server.tables.listRows({
      ...place,
      queries: [Query.select(['spot']), Query.equal('$id', rowId)],
    })
    expect(selected.rows[0]).toMatchObject({ spot: [3, 4] })
    expect(selected.rows[0]).not.toHaveProperty('area')
  })

  it('may be a ring alone, numbers in text, and well-known text', async () => {
    expect(await create({ spot: ['1.5', ' -2e1'], area: square(0, 0, 4) })).toMatchObject({
      spot: [1.5, -20],
      area: SQUARE,
    })
    const asText = {
      spot: 'POINT(1 -2.5)',
      way: 'linestring (0 0, 1 1,2 0)',
      area: 'POLYGON((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 1))',
    }
    expect(await create(asText)).toMatchObject({
      spot: [1, -2.5],
      way: [
        [0, 0],
        [1, 1],
        [2, 0],
      ],
      area: [
        square(0, 0, 4),
        [
          [1, 1],
          [2, 1],
          [2, 2],
          [1, 1],
        ],
      ],
    })
  })

  it.each([
    ['no list', { spot: 5 }],
    ['an object', { spot: { x: 1, y: 2 } }],
    ['no place', { spot: [] }],
    ['one number', { spot: [1] }],
    ['three numbers', { spot: [1, 2, 3] }],
    ['no numbers', { spot: ['x', 'y'] }],
    ['null as a number', { spot: [null, 1] }],
    ['a longitude beyond 180', { spot: [180.001, 0] }],
    ['a longitude beyond -180', { spot: [-180.001, 0] }],
    ['a latitude beyond 90 in text', { spot: 'POINT(0 90.001)' }],
    ['a latitude beyond 90', { spot: [0, -90.001] }],
    [
      'a line as a point',
      {
        spot: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    ['a line of one place', { spot: [0, 0], way: [[0, 0]] }],
    ['a flat line', { spot: [0, 0], way: [0, 0, 1, 1] }],
    ['a line with a hole', { spot: [0, 0], way: [[0, 0], null, [1, 1]] }],
    ['a polygon without rings', { spot: [0, 0], area: [] }],
    [
      'a ring of three places',
      {
        spot: [0, 0],
        area: [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    ],
    [
      'an open ring',
      {
        spot: [0, 0],
        area: [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [0, 4],
          ],
        ],
      },
    ],
    [
      'an open hole',
      {
        spot: [0, 0],
        area: [
          square(0, 0, 4),
          [
            [1, 1],
            [2, 1],
            [2, 2],
            [1, 2],
          ],
        ],
      },
    ],
    ['text of another type', { spot: 'LINESTRING(0 0, 1 1)' }],
    ['text that stops early', { spot: 'POINT(1 2' }],
    ['text that nests too deep', { spot: 'POINT((1 2))' }],
    ['other text', { spot: 'here' }],
    [
      'a required shape left out',
      {
        way: [
          [0, 0],
          [1, 1],
        ],
      },
    ],
    ['a required shape of null', { spot: null }],
    ['an increment', { spot: Operator.increment(1) }],
    ['an element more', { spot: [0, 0], way: Operator.arrayAppend(['1']) }],
  ])('are refused when they are %s', async (_name, data) => {
    expect(await typeOf(create(data))).toBe('row_invalid_structure')
  })

  it('are refused by their size, and by how often they cross themselves', async () => {
    const spot = [0, 0]
    const circle = (count: number) =>
      Array.from({ length: count }, (_none, index) => [
        Math.cos((index / (count - 1)) * 2 * Math.PI),
        Math.sin((index / (count - 1)) * 2 * Math.PI),
      ])
    expect(await typeOf(create({ spot, way: circle(10_000) }))).toBe('none')
    expect(await typeOf(create({ spot, way: circle(10_001) }))).toBe('row_invalid_structure')
    const knot = Array.from({ length: 1_000 }, (_none, index) => [
      Math.cos(index * 2.4) * 9,
      Math.sin(index * 2.4) * 9,
    ])
    expect(await typeOf(create({ spot, way: knot }))).toBe('row_invalid_structure')
  })

  it('are written many at once and in transactions', async () => {
    const own = await newTable([{ key: 'spot', type: 'point', required: true }])
    const rows = [1, 2, 3].map((number) => ({ $id: `row${number}`, spot: [number, number] }))
    await server.tables.createRows({ ...own, rows })
    const wrong = server.tables.createRows({ ...own, rows: [{ spot: [5, 5] }, { spot: [5, 500] }] })
    expect(await typeOf(wrong)).toBe('row_invalid_structure')
    await server.tables.updateRows({
      ...own,
      data: { spot: [7, 7] },
      queries: [Query.equal('spot', [[3, 3]])],
    })
    const { $id } = await server.tables.createTransaction()
    await server.tables.createRow({ ...own, rowId: 'row4', data: { spot: [4, 4] }, transactionId: $id })
    await server.tables.updateTransaction({ transactionId: $id, commit: true })
    const listed = await server.tables.listRows(own)
    expect(listed.rows.map((row) => row['spot'])).toEqual([
      [1, 1],
      [2, 2],
      [7, 7],
      [4, 4],
    ])
  })
})

describe('spatial indexes', () => {
  it('are over one required column of shapes, and such columns have no others', async () => {
    const { tables } = server
    const place = await newTable([
      { key: 'spot', type: 'point', required: true },
      { key: 'area', type: 'polygon', required: true },
      { key: 'may', type: 'point' },
      { key: 'name', type: 'string', size: 20 },
    ])
    const make = (type: TablesDBIndexType, columns: string[], lengths: number[] = []) =>
      typeOf(tables.createIndex({ ...place, key: ID.unique(), type, columns, lengths }))
    const { Spatial, Key, Unique, Fulltext } = TablesDBIndexType
    expect(await make(Spatial, ['spot', 'area'])).toBe('column_index_invalid')
    expect(await make(Spatial, ['may'])).toBe('column_index_invalid')
    expect(await make(Spatial, ['name'])).toBe('column_index_invalid')
    expect(await make(Spatial, ['$createdAt'])).toBe('column_index_invalid')
    expect(await make(Spatial, [])).toBe('column_index_invalid')
    expect(await make(Spatial, ['nowhere'])).toBe('column_unknown')
    expect(await make(Spatial, ['spot'], [10])).toBe('column_index_invalid')
    for (const type of [Key, Unique, Fulltext]) {
      expect(await make(type, ['spot'])).toBe('column_index_invalid')
      expect(await make(type, ['name', 'area'])).toBe('column_index_invalid')
    }
    expect((await tables.listIndexes(place)).total).toBe(0)

    const made = await tables.createIndex({ ...place, key: 'bySpot', type: Spatial, columns: ['spot'] })
    expect(made).toMatchObject({ type: 'spatial', status: 'processing', columns: ['spot'], orders: [] })
    const optional = { ...place, key: 'spot', required: false, xdefault: null as never }
    expect(await typeOf(tables.updatePointColumn(optional))).toBe('column_index_invalid')
    await tables.deleteIndex({ ...place, key: 'bySpot' })
    await tables.updatePointColumn(optional)
  })

  it('find the same rows as no index, while rows come, move and go', async () => {
    const { tables } = server
    const [indexed, plain] = await Promise.all([
      newTable([{ key: 'spot', type: 'point', required: true }]),
      newTable([{ key: 'spot', type: 'point', required: true }]),
    ])
    const both = async (work: (place: typeof at) => Promise<unknown>) => {
      await work(indexed)
      await work(plain)
    }
    // A grid over the whole globe, with the poles and both sides of the date line.
    const grid = [-180, -179, -90, 0, 1, 90, 179, 180].flatMap((x) =>
      [-90, -89, 0, 1, 60, 90].map((y) => [x, y]),
    )
    await both((place) =>
      tables.createRows({ ...place, rows: grid.map((spot, index) => ({ $id: `row${index}`, spot })) }),
    )
    await tables.createIndex({
      ...indexed,
      key: 'bySpot',
      type: TablesDBIndexType.Spatial,
      columns: ['spot'],
    })
    const queries = [
      Query.distanceLessThan('spot', [179.5, 0], 200_000),
      Query.distanceLessThan('spot', [0, 89.5], 150_000),
      Query.distanceLessThan('spot', [0, 0], 21_000_000),
      Query.distanceGreaterThan('spot', [0, 0], 10_000_000),
      Query.distanceEqual('spot', [1, 1], 0),
      Query.distanceNotEqual('spot', [1, 1], 0),
      Query.distanceLessThan('spot', [0, 0], 1.5, false),
      Query.distanceEqual(
        'spot',
        [
          [0, 5],
          [90, 5],
        ],
        4,
        false,
      ),
      Query.intersects('spot', [
        [
          [-1, -1],
          [2, -1],
          [2, 2],
          [-1, 2],
          [-1, -1],
        ],
      ]),
      Query.notIntersects('spot', [
        [
          [-1, -1],
          [2, -1],
          [2, 2],
          [-1, 2],
          [-1, -1],
        ],
      ]),
      Query.equal('spot', [[180, 90]]),
      Query.notEqual('spot', [[180, 90]]),
    ]
    const compare = async () => {
      const found: string[][] = []
      for (const query of queries) {
        const ids = await idsOf(indexed, query, Query.limit(100))
        expect([query, ids]).toEqual([query, await idsOf(plain, query, Query.limit(100))])
        found.push(ids)
      }
      return found
    }
    const before = await compare()
    const [moved, late]: [object, object] = [{ spot: [0.5, 0.5] }, { spot: [1, 1.5] }]
    expect(before.map((ids) => ids.length)).toEqual([7, 8, 48, 40, 1, 47, 4, 3, 4, 44, 1, 47])

    await both((place) => tables.updateRow({ ...place, rowId: 'row0', data: moved }))
    await both((place) => tables.deleteRow({ ...place, rowId: 'row20' }))
    await both((place) => tables.createRow({ ...place, rowId: 'late', data: late }))
    const after = await compare()
    expect(after[6]).toEqual(['row0', 'row21', 'row26', 'row27'])
    expect(after[8]).toEqual(['row0', 'row21', 'row26', 'row27', 'late'])

    await tables.updatePointColumn({
      ...indexed,
      key: 'spot',
      required: true,
      xdefault: null as never,
      newKey: 'place',
    })
    await tables.updateRow({ ...indexed, rowId: 'late', data: { place: [50, 50] } })
    const near = (key: string) => idsOf(indexed, Query.distanceLessThan(key, [50, 50], 10))
    expect(await near('place')).toEqual(['late'])
    await tables.deleteColumn({ ...indexed, key: 'place' })
    expect(await tables.getIndex({ ...indexed, key: 'bySpot' })).toMatchObject({ columns: [] })
    await tables.deleteRow({ ...indexed, rowId: 'late' })
    await tables.deleteTable(indexed)
  })

  it('are there after a restart', async () => {
    const own = await startServerOnDisk()
    const place = { databaseId: 'main', tableId: 'kept' }
    await own.tables.create({ databaseId: 'main', name: 'Main' })
    await own.tables.createTable({
      ...place,
      name: 'Kept',
      columns: [
        { key: 'area', type: 'polygon', required: true },
        { key: 'spot', type: 'point', default: [1, 2] },
      ],
      indexes: [{ key: 'byArea', type: 'spatial', attributes: ['area'] }],
    })
    await own.tables.createRow({ ...place, rowId: 'one', data: { area: SQUARE } })
    await own.tables.createRow({ ...place, rowId: 'gone', data: { area: SQUARE } })
    await own.tables.deleteRow({ ...place, rowId: 'gone' })
    await own.appwrite.close()
    const file = new DatabaseSync(join(own.folder, 'appwrite.sqlite'))
    expect(file.prepare('SELECT count(*) AS boxes FROM boxes_1_3').get()).toEqual({ boxes: 1 })
    file.close()
    const again = await startLocalAppwrite({ port: 0, host: '127.0.0.1', dataDir: own.folder })
    const listed = await fetch(
      `${again.endpoint}/tablesdb/main/tables/kept/rows?queries[]=${encodeURIComponent(Query.intersects('area', [1, 1]))}`,
      { headers: { 'x-appwrite-project': again.projectId, 'x-appwrite-key': again.apiKey } },
    )
    expect(await listed.json()).toMatchObject({ total: 1, rows: [{ area: SQUARE, spot: [1, 2] }] })
    await again.close()
    await own.stop()
  })
})

describe('queries about shapes', () => {
  let place: typeof at
  beforeAll(async () => {
    place = await newTable([
      { key: 'spot', type: 'point' },
      { key: 'way', type: 'linestring' },
      { key: 'area', type: 'polygon' },
      { key: 'name', type: 'string', size: 20 },
    ])
    const rows = [
      {
        $id: 'near',
        spot: [1, 1],
        way: [
          [0, 0],
          [2, 2],
        ],
        area: SQUARE,
        name: 'a',
      },
      {
        $id: 'far',
        spot: [40, 40],
        way: [
          [40, 40],
          [50, 40],
        ],
        area: [square(40, 40, 4)],
        name: 'b',
      },
      {
        $id: 'beside',
        spot: [4, 2],
        way: [
          [4, 0],
          [4, 4],
        ],
        area: [square(4, 0, 4)],
        name: 'c',
      },
      { $id: 'empty', name: 'd' },
    ]
    await server.tables.createRows({ ...place, rows })
  })

  it.each<[string, string[]]>([
    [Query.intersects('area', [1, 1]), ['near']],
    [Query.notIntersects('area', [1, 1]), ['far', 'beside']],
    [
      Query.intersects('area', [
        [3, 3],
        [41, 41],
      ]),
      ['near', 'far', 'beside'],
    ],
    [
      Query.crosses('way', [
        [0, 2],
        [2, 0],
      ]),
      ['near'],
    ],
    [
      Query.notCrosses('way', [
        [0, 2],
        [2, 0],
      ]),
      ['far', 'beside'],
    ],
    [Query.crosses('way', [square(1, 1, 5)]), ['near', 'beside']],
    [Query.overlaps('area', [square(2, 2, 1.5)]), []],
    [Query.overlaps('area', [square(2, -2, 3)]), ['near', 'beside']],
    [Query.notOverlaps('area', [square(2, -2, 3)]), ['far']],
    [Query.touches('area', [square(0, 4, 1)]), ['near']],
    [Query.notTouches('area', SQUARE), ['near', 'far']],
    [Query.equal('area', [SQUARE]), ['near']],
    [Query.notEqual('area', [SQUARE]), ['far', 'beside']],
    [Query.equal('spot', [[40, 40]]), ['far']],
    [
      Query.equal('way', [
        [
          [2, 2],
          [0, 0],
        ],
      ]),
      ['near'],
    ],
    [Query.contains('area', [[1, 1]]), ['near']],
    [
      Query.contains('area', [
        [
          [4, 1],
          [4, 3],
        ],
      ]),
      ['near', 'beside'],
    ],
    [Query.notContains('area', [[1, 1]]), ['far', 'beside']],
    [Query.isNull('area'), ['empty']],
    [Query.isNotNull('area'), ['near', 'far', 'beside']],
    [Query.distanceLessThan('spot', [1, 1], 1), ['near']],
    [Query.distanceEqual('spot', [1, 1], 0), ['near']],
    [Query.distanceNotEqual('spot', [1, 1], 0), ['far', 'beside']],
    [Query.distanceGreaterThan('spot', [1, 1], 1_000_000), ['far']],
    [Query.distanceLessThan('spot', [1, 1], 400_000), ['near', 'beside']],
    [Query.distanceLessThan('spot', [1, 1], 3.2, false), ['near', 'beside']],
    [Query.distanceLessThan('spot', [1, 1], 3.1, false), ['near']],
    [Query.distanceEqual('way', [4, 5], 1, false), ['beside']],
    [
      Query.distanceLessThan(
        'area',
        [
          [
            [5, 5],
            [6, 5],
            [6, 6],
            [5, 5],
          ],
        ],
        1.5,
        false,
      ),
      ['near', 'beside'],
    ],
    [Query.or([Query.equal('spot', [[1, 1]]), Query.intersects('area', [41, 41])]), ['near', 'far']],
    [Query.and([Query.intersects('area', [4, 2]), Query.equal('name', 'c')]), ['beside']],
  ])('find their rows: %s', async (query, expected) => {
    expect(await idsOf(place, query)).toEqual(expected)
    expect((await server.tables.listRows({ ...place, queries: [query] })).total).toBe(expected.length)
  })

  it('that say nothing of the unit mean meters in the SDK and degrees on the wire', async () => {
    const query = { method: 'distanceLessThan', attribute: 'spot', values: [[[1, 1], 5, 0]] }
    expect(await idsOf(place, JSON.stringify(query))).toEqual(['near', 'beside'])
  })

  it('may come with orders and cursors, also by a shape', async () => {
    const order = [Query.isNotNull('area'), Query.orderAsc('area')]
    const all = await idsOf(place, ...order)
    expect(all).toHaveLength(3)
    expect(await idsOf(place, ...order, Query.cursorAfter(all[0] ?? ''))).toEqual(all.slice(1))
  })

  it.each([
    Query.greaterThan('spot', 1),
    Query.between('spot', 1, 2),
    Query.startsWith('way', 'x'),
    Query.search('area', 'x'),
    Query.regex('area', 'x'),
    Query.containsAny('area', [[1, 1]]),
    Query.containsAll('area', [[1, 1]]),
    Query.equal('spot', [1, 1]),
    Query.equal('spot', []),
    Query.equal('spot', ['POINT(1 1)']),
    Query.intersects('area', []),
    Query.intersects('area', ['x', 'y']),
    Query.intersects('area', [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [2, 2],
      ],
    ]),
    Query.intersects('area', [[0, 0]]),
    Query.intersects('name', [1, 1]),
    Query.intersects('$createdAt', [1, 1]),
    Query.intersects('nowhere', [1, 1]),
    Query.distanceLessThan('name', [1, 1], 5),
    Query.distanceLessThan('way', [1, 1], 5),
    Query.distanceLessThan(
      'spot',
      [
        [1, 1],
        [2, 2],
      ],
      5,
    ),
    Query.distanceLessThan('spot', [1, 91], 5),
    JSON.stringify({ method: 'distanceLessThan', attribute: 'spot', values: [[[1, 1], 5]] }),
    JSON.stringify({ method: 'distanceLessThan', attribute: 'spot', values: [[1, 1], 5, true] }),
    JSON.stringify({ method: 'distanceLessThan', attribute: 'spot', values: [[[1, 1], 'far', true]] }),
    JSON.stringify({ method: 'intersects', attribute: 'area', values: [] }),
    JSON.stringify({
      method: 'notEqual',
      attribute: 'spot',
      values: [
        [1, 1],
        [2, 2],
      ],
    }),
  ])('are refused: %s', async (query) => {
    expect(await refusalOf(place, query)).toBe('general_query_invalid')
  })

  it.each([
    Query.exists(['name']),
    Query.notExists(['name']),
    Query.elemMatch('name', [Query.equal('name', 'a')]),
    JSON.stringify({ method: 'exists', attribute: 'name', values: ['name'] }),
  ])('and queries for databases without columns are refused: %s', async (query) => {
    const listing = server.tables.listRows({ ...place, queries: [query] })
    await expect(listing).rejects.toMatchObject({
      type: 'general_query_invalid',
      message: expect.stringContaining('not supported by the database'),
    })
  })

  it('end in time, whatever the shapes are', async () => {
    const own = await newTable([{ key: 'way', type: 'linestring' }])
    // Ten thousand steps up and down within one degree, against sixty lines across them.
    const zigzag = Array.from({ length: 10_000 }, (_none, index) => [index / 10_000, index % 2])
    await server.tables.createRow({ ...own, rowId: 'zigzag', data: { way: zigzag } })
    const across = Array.from({ length: 60 }, (_none, index) => [index % 2, 0.5 + index / 1_000])
    expect(await refusalOf(own, Query.crosses('way', across))).toBe('database_timeout')
    expect(
      await idsOf(
        own,
        Query.crosses('way', [
          [-1, 0.5],
          [2, 0.5],
        ]),
      ),
    ).toEqual(['zigzag'])
  })
})
