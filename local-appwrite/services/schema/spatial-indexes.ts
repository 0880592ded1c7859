import { isGeometryType } from '../../store/geometry/geometry.ts'
import { columnOf, type Column, type Index } from '../../store/tables/table-definition.ts'

/** Why an index can't be over columns of shapes, or why a spatial index can't be; null when nothing is wrong. */
export function spatialFault(
  columns: readonly Column[],
  { type, columns: keys, lengths, orders }: Pick<Index, 'type' | 'columns' | 'lengths' | 'orders'>,
): string | null {
  if (type === 'spatial' && keys.length !== 1) return 'Spatial index must have exactly one attribute'
  for (const [place, key] of keys.entries()) {
    const column = columnOf({ columns: [...columns] }, key)
    const isGeometry = column !== null && isGeometryType(column.type)
    if (type !== 'spatial' && !isGeometry) continue
    if (!isGeometry)
      return `Spatial index can only be created on spatial attributes (point, linestring, polygon): not on "${key}"`
    if ((lengths[place] ?? 0) > 0) return `Cannot set a length on "${column.type}" attributes`
    if (type !== 'spatial')
      return `Cannot create ${type} index on spatial attribute "${key}". Spatial attributes require spatial indexes.`
    if (!column.required)
      return `Spatial indexes do not allow null values. Mark the attribute "${key}" as required.`
    if (orders.length > 0) return 'Spatial indexes with explicit orders are not supported.'
  }
  return null
}
