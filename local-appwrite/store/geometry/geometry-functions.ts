import { createRequire } from 'node:module'
import { extname } from 'node:path'
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'

import { MissingPackage } from '../missing-package.ts'
import { StatementTooSlow } from '../statement-too-slow.ts'
import { boxesMeet, boxOf, decodeShape, type Box, type Shape, type RelationMethod } from './geometry.ts'
import type { Placement } from './shape-relations.ts'
import { metersBetween } from './sphere.ts'
import { areTangled } from './tangles.ts'

/** Shapes of queries that are kept decoded. */
const SHAPES_KEPT = 20

type Relations = Pick<typeof import('./shape-relations.ts'), 'placementOf' | 'distanceBetween'>
interface Located {
  shape: Shape
  box: Box
}

const meetAside = ({ meet, covers, isCovered }: Placement) => meet && !covers && !isCovered
/** What the relations mean in MariaDB, to which edges are part of a shape and `crosses` is the same as `overlaps`. */
const RELATION: Readonly<Record<RelationMethod, (placement: Placement) => boolean>> = {
  equal: ({ covers, isCovered }) => covers && isCovered,
  contains: ({ covers }) => covers,
  intersects: ({ meet }) => meet,
  touches: ({ meet, insidesMeet }) => meet && !insidesMeet,
  crosses: meetAside,
  overlaps: meetAside,
}
const RELATIONS = new Map(Object.entries(RELATION))

/**
 * Gives a connection the functions about shapes, which take them as the JSON text that `encodeShape` writes and answer
 * null for null: `shapes_relate(relation, stored, wanted)`, `shape_distance(stored, wanted)` in degrees,
 * `meters_between(stored, wanted)` for points, and `box_side(stored, side)` with a side of 0 to 3. `checkTime` is
 * called before each comparison.
 */
export function addGeometryFunctions(sqlite: DatabaseSync, checkTime: () => void): void {
  // Loaded for the first shapes that need it: a tenth of a second that most servers never have to spend.
  let loaded: Relations | null = null
  const relations = (): Relations => (loaded ??= loadRelations())
  const kept = new Map<string, Located>()
  const located = (text: SQLOutputValue | undefined): Located | null => {
    if (typeof text !== 'string') return null
    const shape = decodeShape(text)
    return { shape, box: boxOf(shape) }
  }
  const wanted = (text: SQLOutputValue | undefined): Located | null => {
    if (typeof text !== 'string') return null
    const known = kept.get(text)
    if (known !== undefined) return known
    if (kept.size >= SHAPES_KEPT) kept.clear()
    const made = located(text)
    if (made !== null) kept.set(text, made)
    return made
  }
  const options = { deterministic: true, directOnly: true }

  sqlite.function('shapes_relate', options, (relation, storedText, wantedText) => {
    checkTime()
    const [stored, other] = [located(storedText), wanted(wantedText)]
    if (stored === null || other === null) return null
    if (!boxesMeet(stored.box, other.box)) return 0
    if (areTangled(stored.shape, other.shape)) throw new StatementTooSlow('two shapes meet too often')
    const placement = relations().placementOf(stored.shape, other.shape)
    return placement === null ? null : Number(RELATIONS.get(String(relation))?.(placement))
  })
  sqlite.function('shape_distance', options, (storedText, wantedText) => {
    checkTime()
    const [stored, other] = [located(storedText), wanted(wantedText)]
    if (stored === null || other === null) return null
    if (stored.shape.type === 'point' && other.shape.type === 'point') {
      const [[x, y], [otherX, otherY]] = [stored.shape.coordinates, other.shape.coordinates]
      return Math.sqrt((x - otherX) ** 2 + (y - otherY) ** 2)
    }
    return relations().distanceBetween(stored.shape, other.shape)
  })
  sqlite.function('meters_between', options, (storedText, wantedText) => {
    checkTime()
    const [stored, other] = [located(storedText), wanted(wantedText)]
    if (stored?.shape.type !== 'point' || other?.shape.type !== 'point') return null
    return metersBetween(stored.shape.coordinates, other.shape.coordinates)
  })
  sqlite.function('box_side', options, (storedText, side) => {
    const box = wanted(storedText)?.box
    if (box === undefined) return null
    return [box.minX, box.maxX, box.minY, box.maxY][Number(side)] ?? null
  })
}

function loadRelations(): Relations {
  const require = createRequire(import.meta.url)
  try {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- a module of ours
    const { placementOf, distanceBetween }: Relations = require(
      `./shape-relations${extname(import.meta.url)}`,
    )
    return { placementOf, distanceBetween }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error
    throw new MissingPackage('jsts', 'Comparing shapes', { cause: error })
  }
}
