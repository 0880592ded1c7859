import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'

import { addSqlFunctions } from '../../store/sql-functions.ts'

type Coordinates = number[] | number[][] | number[][][]

const sqlite = new DatabaseSync(':memory:')
addSqlFunctions(sqlite)

const SQUARE = [square(0, 0, 4)]
const WITH_HOLE = [square(0, 0, 4), square(1, 1, 2)]
const BOW_TIE = [ring([0, 0], [2, 2], [2, 0], [0, 2])]

function ring(...corners: number[][]): number[][] {
  return [...corners, corners[0] ?? []]
}

function square(x: number, y: number, side: number): number[][] {
  return ring([x, y], [x + side, y], [x + side, y + side], [x, y + side])
}

function ask(sql: string, ...values: (string | null)[]): unknown {
  return sqlite.prepare(`SELECT ${sql} AS answer`).get(...values)?.['answer']
}

const relate = (relation: string, stored: Coordinates, wanted: Coordinates) =>
  ask('shapes_relate(?, ?, ?)', relation, JSON.stringify(stored), JSON.stringify(wanted))

/** The relations that hold, by name. */
function relations(stored: Coordinates, wanted: Coordinates): string[] {
  const all = ['equal', 'contains', 'intersects', 'touches', 'crosses', 'overlaps']
  return all.filter((relation) => relate(relation, stored, wanted) === 1)
}

describe('the relations of two shapes', () => {
  it.each<[string, Coordinates, Coordinates, string[]]>([
    ['a point and itself', [1, 2], [1, 2], ['equal', 'contains', 'intersects']],
    ['two points', [1, 2], [2, 1], []],
    ['a point in a square', [1, 2], SQUARE, ['intersects']],
    ['a square around a point', SQUARE, [1, 2], ['contains', 'intersects']],
    ['a square with a point on its edge', SQUARE, [0, 2], ['contains', 'intersects', 'touches']],
    ['a point beside a square, within its box', [ring([0, 0], [4, 0], [0, 4])], [3, 3], []],
    ['a point in a hole', WITH_HOLE, [2, 2], []],
    ['a point on the edge of a hole', WITH_HOLE, [1, 2], ['contains', 'intersects', 'touches']],
    [
      'a line and its end',
      [
        [0, 0],
        [2, 2],
      ],
      [2, 2],
      ['contains', 'intersects', 'touches'],
    ],
    [
      'a line and its middle',
      [
        [0, 0],
        [2, 2],
      ],
      [1, 1],
      ['contains', 'intersects'],
    ],
    [
      'a line written backwards',
      [
        [0, 0],
        [2, 2],
      ],
      [
        [2, 2],
        [1, 1],
        [0, 0],
      ],
      ['equal', 'contains', 'intersects'],
    ],
    [
      'two lines across',
      [
        [0, 0],
        [2, 2],
      ],
      [
        [0, 2],
        [2, 0],
      ],
      ['intersects', 'crosses', 'overlaps'],
    ],
    [
      'two lines end to end',
      [
        [0, 0],
        [2, 2],
      ],
      [
        [2, 2],
        [3, 0],
      ],
      ['intersects', 'touches', 'crosses', 'overlaps'],
    ],
    [
      'a line into a square',
      [
        [2, 2],
        [9, 2],
      ],
      SQUARE,
      ['intersects', 'crosses', 'overlaps'],
    ],
    [
      'a line inside a square',
      [
        [1, 1],
        [2, 3],
      ],
      SQUARE,
      ['intersects'],
    ],
    ['a square over half of another', SQUARE, [square(2, 2, 4)], ['intersects', 'crosses', 'overlaps']],
    ['a square in another', SQUARE, [square(1, 1, 1)], ['contains', 'intersects']],
    [
      'a square that fills a hole',
      WITH_HOLE,
      [square(1, 1, 2)],
      ['intersects', 'touches', 'crosses', 'overlaps'],
    ],
    ['squares side by side', SQUARE, [square(4, 0, 4)], ['intersects', 'touches', 'crosses', 'overlaps']],
    ['squares corner to corner', SQUARE, [square(4, 4, 4)], ['intersects', 'touches', 'crosses', 'overlaps']],
    [
      'a square from another corner',
      SQUARE,
      [ring([4, 4], [0, 4], [0, 0], [4, 0])],
      ['equal', 'contains', 'intersects'],
    ],
    ['squares apart', SQUARE, [square(9, 9, 4)], []],
  ])('of %s are those of MariaDB', (_name, stored, wanted, expected) => {
    expect(relations(stored, wanted)).toEqual(expected)
  })

  it('are unknown without a shape, and for a polygon without a clear inside', () => {
    expect(ask('shapes_relate(?, ?, ?)', 'intersects', null, '[1,2]')).toBeNull()
    expect(relate('intersects', BOW_TIE, [square(0, 0, 1)])).toBeNull()
  })
})

describe('distances', () => {
  const degrees = (stored: Coordinates, wanted: Coordinates) =>
    ask('shape_distance(?, ?)', JSON.stringify(stored), JSON.stringify(wanted))

  it('in the plane are the shortest way between the edges, and none for what meets', () => {
    expect(degrees([0, 0], [3, 4])).toBe(5)
    expect(degrees([6, 2], SQUARE)).toBe(2)
    expect(degrees([2, 2], WITH_HOLE)).toBe(1)
    expect(degrees([2, 2], SQUARE)).toBe(0)
    expect(
      degrees(
        [
          [5, 0],
          [5, 9],
        ],
        SQUARE,
      ),
    ).toBe(1)
    expect(ask('shape_distance(?, ?)', null, '[1,2]')).toBeNull()
  })

  it('in meters follow the globe, over the date line and over the poles', () => {
    const meters = (stored: Coordinates, wanted: Coordinates) =>
      Number(ask('meters_between(?, ?)', JSON.stringify(stored), JSON.stringify(wanted)))
    const oneDegree = (6_371_000 * Math.PI) / 180
    expect(meters([0, 0], [0, 1])).toBeCloseTo(oneDegree, 6)
    expect(meters([179.5, 0], [-179.5, 0])).toBeCloseTo(oneDegree, 6)
    expect(meters([0, 89.5], [180, 89.5])).toBeCloseTo(oneDegree, 6)
    expect(meters([0, 0], [180, 0])).toBeCloseTo(180 * oneDegree, 6)
    // Paris to London.
    expect(meters([2.3522, 48.8566], [-0.1276, 51.5072])).toBeCloseTo(343_500, -3)
    expect(ask('meters_between(?, ?)', '[[0,0],[1,1]]', '[1,2]')).toBeNull()
  })
})
