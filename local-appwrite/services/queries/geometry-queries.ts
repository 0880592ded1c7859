import type { GeometryType, RelationMethod, Shape } from '../../store/geometry/geometry.ts'
import type { Filter, GeometryFilter } from '../../store/tables/query.ts'
import { requireManageable, requireOnGlobe, shapeOf } from '../schema/geometry-values.ts'
import type { RawQuery, Refuse } from './query-shape.ts'

type DistanceComparison = Extract<GeometryFilter, { kind: 'distance' }>['comparison']

const RELATIONS: Readonly<Record<string, RelationMethod>> = {
  equal: 'equal',
  notEqual: 'equal',
  contains: 'contains',
  notContains: 'contains',
  intersects: 'intersects',
  notIntersects: 'intersects',
  touches: 'touches',
  notTouches: 'touches',
  crosses: 'crosses',
  notCrosses: 'crosses',
  overlaps: 'overlaps',
  notOverlaps: 'overlaps',
}
const DISTANCES: Readonly<Record<string, DistanceComparison>> = {
  distanceEqual: '=',
  distanceNotEqual: '<>',
  distanceGreaterThan: '>',
  distanceLessThan: '<',
}

/** True for the methods that compare shapes; some of them compare other values too. */
export function isGeometryMethod(method: string): boolean {
  return Object.hasOwn(RELATIONS, method) || Object.hasOwn(DISTANCES, method)
}

/** The filter of a query on a column of shapes of this type. */
export function geometryFilter(
  { method, attribute, values }: RawQuery,
  type: GeometryType,
  refuse: Refuse,
): Filter {
  if (method === 'isNull' || method === 'isNotNull') return { kind: 'column', method, attribute, values: [] }
  const comparison = Object.hasOwn(DISTANCES, method) ? DISTANCES[method] : undefined
  if (comparison !== undefined) {
    const [parts] = values
    if (values.length !== 1 || !Array.isArray(parts) || parts.length !== 3)
      throw refuse('Distance query requires [[geometry, distance]] parameters')
    const list: unknown[] = parts
    const [coordinates, distance, inMeters] = list
    if (typeof distance !== 'number' || !Number.isFinite(distance))
      throw refuse('The distance must be a number')
    const shape = wantedShape(coordinates, refuse)
    const meters = inMeters === true
    if (meters) requireMeasurable(type, shape, refuse)
    return { kind: 'distance', comparison, attribute, shape, distance, meters }
  }
  const relation = Object.hasOwn(RELATIONS, method) ? RELATIONS[method] : undefined
  if (relation === undefined)
    throw refuse(`Cannot query ${method} on attribute "${attribute}" because it is spatial`)
  const [first, ...more] = values
  if (first === undefined) throw refuse(`${method} queries require at least one value.`)
  if (method === 'notEqual' && more.length > 0) throw refuse('notEqual queries require exactly one value.')
  if (!values.every(Array.isArray)) throw refuse('Spatial data must be an array')
  const shape = wantedShape(first, refuse)
  return { kind: 'shape', method: relation, negated: method.startsWith('not'), attribute, shape }
}

/** On the globe Appwrite measures between points alone. */
function requireMeasurable(type: GeometryType, shape: Shape, refuse: Refuse): void {
  if (type !== 'point' || shape.type !== 'point')
    throw refuse(`Distance in meters is not supported between ${type} and ${shape.type}`)
  requireOnGlobe(shape, refuse)
}

/** How deep the lists are nested tells what a query compares with: two numbers are a point, and so on. */
function wantedShape(value: unknown, refuse: Refuse): Shape {
  if (!Array.isArray(value)) throw refuse('Spatial data must be an array')
  const refuseShape = (why: string) => refuse(`Unrecognized geometry: ${why}`)
  const shape = shapeOf(typeOfNesting(value), value, refuseShape)
  requireManageable(shape, refuseShape)
  return shape
}

function typeOfNesting([first]: readonly unknown[]): GeometryType {
  if (!Array.isArray(first)) return 'point'
  const list: unknown[] = first
  const [second] = list
  return Array.isArray(second) ? 'polygon' : 'linestring'
}
