import {
  countPositions,
  linesOf,
  type GeometryType,
  type Position,
  type Shape,
} from '../../store/geometry/geometry.ts'
import { isTangled } from '../../store/geometry/tangles.ts'

/** Positions a shape may have. Appwrite has no such limit; here it keeps a comparison of two shapes short. */
const POSITIONS_MAX = 10_000
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i
const WELL_KNOWN_TEXT = /^\s*(point|linestring|polygon)\s*(\(.*\))\s*$/is

type Refuse = (why: string) => Error

/**
 * The shape that a value of a column stands for: coordinates as nested lists, or well-known text (`POINT(1 2)`). A
 * polygon of one ring may be the ring alone.
 *
 * @throws what `refuse` makes of the reason
 */
export function readShape(type: GeometryType, value: unknown, refuse: Refuse): Shape {
  const given = typeof value === 'string' ? coordinatesInText(type, value, refuse) : value
  if (!Array.isArray(given)) throw refuse('Spatial value must be array or WKT string')
  const shape = shapeOf(type, given, refuse)
  requireManageable(shape, refuse)
  requireOnGlobe(shape, refuse)
  return shape
}

/** Refuses what would make comparisons too long: too many positions, or a line that crosses itself all over. */
export function requireManageable(shape: Shape, refuse: Refuse): void {
  if (countPositions(shape) > POSITIONS_MAX) throw refuse(`At most ${POSITIONS_MAX} positions are allowed`)
  if (isTangled(shape)) throw refuse('Its own segments meet too often')
}

/** Refuses positions that are nowhere on the globe. */
export function requireOnGlobe(shape: Shape, refuse: Refuse): void {
  for (const [x, y] of linesOf(shape).flat()) {
    if (x < -180 || x > 180) throw refuse(`Longitude (x) must be between -180 and 180, got ${x}`)
    if (y < -90 || y > 90) throw refuse(`Latitude (y) must be between -90 and 90, got ${y}`)
  }
}

/** The shape with these coordinates, wherever it lies. */
export function shapeOf(type: GeometryType, given: readonly unknown[], refuse: Refuse): Shape {
  switch (type) {
    case 'point': {
      const coordinates = positionIn(given)
      if (coordinates === null) throw refuse('Point must be an array of two numeric values [x, y]')
      return { type, coordinates }
    }
    case 'linestring':
      if (given.length < 2) throw refuse('LineString must contain at least two points')
      return { type, coordinates: given.map((point, index) => positionAt(point, `Point #${index}`, refuse)) }
    case 'polygon': {
      if (given.length === 0) throw refuse('Polygon must contain at least one ring')
      const rings = positionIn(given[0]) === null ? given : [given]
      return { type, coordinates: rings.map((ring, index) => readRing(ring, `Ring #${index}`, refuse)) }
    }
  }
}

function readRing(ring: unknown, name: string, refuse: Refuse): Position[] {
  if (!Array.isArray(ring)) throw refuse(`${name} must be an array of points`)
  if (ring.length < 4) throw refuse(`${name} must contain at least 4 points to form a closed polygon`)
  const positions = ring.map((point, index) => positionAt(point, `Point #${index} in ${name}`, refuse))
  const [first, last] = [positions[0], positions.at(-1)]
  if (first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
    throw refuse(`${name} must be closed (first point must equal last point)`)
  return positions
}

function positionAt(value: unknown, name: string, refuse: Refuse): Position {
  const position = positionIn(value)
  if (position === null) throw refuse(`${name} must be an array of two numeric values [x, y]`)
  return position
}

/** PHP takes numeric text for a number too. */
function positionIn(value: unknown): Position | null {
  if (!Array.isArray(value) || value.length !== 2) return null
  const [x, y] = value.map((part: unknown) => {
    const number = typeof part === 'string' && NUMBER.test(part) ? Number(part) : part
    return typeof number === 'number' && Number.isFinite(number) ? number : null
  })
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null
}

function coordinatesInText(type: GeometryType, text: string, refuse: Refuse): unknown {
  const [, name = '', body = ''] = WELL_KNOWN_TEXT.exec(text) ?? []
  const wrong = refuse('Spatial value must be array or WKT string')
  if (name.toLowerCase() !== type) throw wrong
  // Two numbers with a blank between them are a position; the rest is nested as in JSON.
  const json = body
    .replaceAll(/([^\s,()]+)\s+([^\s,()]+)/g, '["$1","$2"]')
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  let nested: unknown
  try {
    nested = JSON.parse(json)
  } catch {
    throw wrong
  }
  if (!Array.isArray(nested)) throw wrong
  return type === 'point' && nested.length === 1 ? nested[0] : nested
}
