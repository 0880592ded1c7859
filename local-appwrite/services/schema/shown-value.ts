import type { Value } from '../../store/tables/table-definition.ts'

/** A value as the API shows it: of a shape, its coordinates. */
export function shownValue(value: Value): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value.coordinates : value
}
