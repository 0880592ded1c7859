/** A place: longitude and latitude in degrees, in this order. */
export type Position = readonly [x: number, y: number]
export type GeometryType = 'point' | 'linestring' | 'polygon'

/**
 * A value of a geometry column, as GeoJSON has it. A line has two positions or more; the first ring of a polygon is its
 * outline, the others are holes, and each ends where it begins.
 */
export type Shape =
  | { type: 'point'; coordinates: Position }
  | { type: 'linestring'; coordinates: readonly Position[] }
  | { type: 'polygon'; coordinates: readonly (readonly Position[])[] }

/** How the shape of a column may lie to another one; edges are part of a shape. */
export type RelationMethod = 'equal' | 'contains' | 'intersects' | 'touches' | 'crosses' | 'overlaps'

/** The smallest upright rectangle around a shape. */
export interface Box {
  minX: number
  maxX: number
  minY: number
  maxY: number
}

/** True for the types whose columns hold shapes. */
export function isGeometryType(type: string): type is GeometryType {
  return type === 'point' || type === 'linestring' || type === 'polygon'
}

/** What SQL keeps of a shape: its coordinates as JSON text. How deep they are nested tells the type. */
export function encodeShape(shape: Shape): string {
  return JSON.stringify(shape.coordinates)
}

/** The shape that `encodeShape` wrote. */
export function decodeShape(text: string): Shape {
  // Coordinates open with one bracket for a point, two for a line, three for a polygon.
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- as it was stored
  if (text.startsWith('[[[')) return { type: 'polygon', coordinates: JSON.parse(text) }
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- as it was stored
  if (text.startsWith('[[')) return { type: 'linestring', coordinates: JSON.parse(text) }
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- as it was stored
  return { type: 'point', coordinates: JSON.parse(text) }
}

/** The lines a shape is drawn with: the rings of a polygon, the line itself, a line of one position for a point. */
export function linesOf(shape: Shape): readonly (readonly Position[])[] {
  switch (shape.type) {
    case 'point':
      return [[shape.coordinates]]
    case 'linestring':
      return [shape.coordinates]
    case 'polygon':
      return shape.coordinates
  }
}

/** How many positions a shape has. */
export function countPositions(shape: Shape): number {
  return linesOf(shape).reduce((sum, line) => sum + line.length, 0)
}

export function boxOf(shape: Shape): Box {
  const box = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity }
  for (const line of linesOf(shape))
    for (const [x, y] of line) {
      if (x < box.minX) box.minX = x
      if (x > box.maxX) box.maxX = x
      if (y < box.minY) box.minY = y
      if (y > box.maxY) box.maxY = y
    }
  return box
}

/** True when two boxes share a point. */
export function boxesMeet(one: Box, other: Box): boolean {
  return one.minX <= other.maxX && other.minX <= one.maxX && one.minY <= other.maxY && other.minY <= one.maxY
}
