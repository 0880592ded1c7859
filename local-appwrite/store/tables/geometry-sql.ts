import type { SQLInputValue } from 'node:sqlite'

import { boxOf, encodeShape, type Box } from '../geometry/geometry.ts'
import { boxAround } from '../geometry/sphere.ts'
import type { GeometryFilter } from './query.ts'

/**
 * The condition that a comparison of shapes sets. `stored` is the SQL name of the column, `boxes` that of the spatial
 * index over it, null when there is none. Rows without a shape never match.
 */
export function geometrySql(
  filter: GeometryFilter,
  stored: string,
  boxes: string | null,
): { text: string; values: SQLInputValue[] } {
  const exact = exactSql(filter, stored)
  const box = boxToSearch(filter)
  if (boxes === null || box === null) return exact
  const { minX, maxX, minY, maxY } = box
  return {
    text: `sequence IN (SELECT id FROM ${boxes} WHERE maxX >= ? AND minX <= ? AND maxY >= ? AND minY <= ?) AND ${exact.text}`,
    values: [minX, maxX, minY, maxY, ...exact.values],
  }
}

function exactSql(filter: GeometryFilter, stored: string): { text: string; values: SQLInputValue[] } {
  const wanted = encodeShape(filter.shape)
  if (filter.kind === 'shape')
    return {
      text: `${filter.negated ? 'NOT ' : ''}shapes_relate(?, ${stored}, ?)`,
      values: [filter.method, wanted],
    }
  const measure = filter.meters ? 'meters_between' : 'shape_distance'
  return {
    text: `${measure}(${stored}, ?) ${filter.comparison} ?`,
    values: [wanted, filter.distance],
  }
}

/** Where everything that matches has some part; null when that may be anywhere. */
function boxToSearch(filter: GeometryFilter): Box | null {
  if (filter.kind === 'shape') return filter.negated ? null : boxOf(filter.shape)
  if (filter.comparison === '>' || filter.comparison === '<>') return null
  if (filter.meters)
    return filter.shape.type === 'point' ? boxAround(filter.shape.coordinates, filter.distance) : null
  const { minX, maxX, minY, maxY } = boxOf(filter.shape)
  const reach = Math.max(0, filter.distance) * (1 + Number.EPSILON * 4)
  return { minX: minX - reach, maxX: maxX + reach, minY: minY - reach, maxY: maxY + reach }
}
