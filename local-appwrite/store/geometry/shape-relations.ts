import Coordinate from 'jsts/org/locationtech/jts/geom/Coordinate.js'
import GeometryFactory from 'jsts/org/locationtech/jts/geom/GeometryFactory.js'
import DistanceOp from 'jsts/org/locationtech/jts/operation/distance/DistanceOp.js'
import RelateOp from 'jsts/org/locationtech/jts/operation/relate/RelateOp.js'

import type { Position, Shape } from './geometry.ts'

/** How two shapes lie to each other, as sets of points that include their edges. */
export interface Placement {
  /** They share a point. */
  meet: boolean
  /** Their insides share a point. The inside of a point is itself, that of a line is all but its ends. */
  insidesMeet: boolean
  /** The first has every point of the second. */
  covers: boolean
  /** The second has every point of the first. */
  isCovered: boolean
}

const factory = new GeometryFactory()

/**
 * How two shapes lie to each other, exact for the coordinates given; null when a polygon crosses itself so
 * that it has no clear inside.
 */
export function placementOf(first: Shape, second: Shape): Placement | null {
  let text: string
  try {
    text = String(RelateOp.relate(geometryOf(first), geometryOf(second)))
  } catch {
    return null
  }
  // Nine marks: inside, edge and outside of the first, each with inside, edge and outside of the second.
  const isEmpty = (...places: number[]) => places.every((place) => text[place] === 'F')
  return {
    meet: !isEmpty(0, 1, 3, 4),
    insidesMeet: !isEmpty(0),
    covers: isEmpty(6, 7),
    isCovered: isEmpty(2, 5),
  }
}

/** The distance in the plane of degrees; 0 when the shapes meet. */
export function distanceBetween(first: Shape, second: Shape): number {
  return Number(DistanceOp.distance(geometryOf(first), geometryOf(second)))
}

function geometryOf(shape: Shape): unknown {
  switch (shape.type) {
    case 'point':
      return factory.createPoint(coordinateOf(shape.coordinates))
    case 'linestring':
      return factory.createLineString(shape.coordinates.map(coordinateOf))
    case 'polygon': {
      const [outline, ...holes] = shape.coordinates.map((ring): unknown =>
        factory.createLinearRing(ring.map(coordinateOf)),
      )
      return factory.createPolygon(outline, holes)
    }
  }
}

function coordinateOf([x, y]: Position): Coordinate {
  return new Coordinate(x, y)
}
