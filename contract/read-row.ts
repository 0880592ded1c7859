import { isRecord } from './is-record.ts'
import type { Column, Columns, Row } from './table.ts'

/**
 * Reads a row that came from outside (an Appwrite answer, a Realtime event, a browser's storage).
 *
 * A column that is missing or null gets its default, an array column an empty list. Returns null when a value
 * is of another type than its column: callers leave such a row out rather than guess.
 */
export function readRow<C extends Columns>(columns: C, value: unknown): Row<C> | null {
  if (!isRecord(value)) return null
  const id = value['$id']
  const createdAt = value['$createdAt']
  const updatedAt = value['$updatedAt']
  if (typeof id !== 'string' || typeof createdAt !== 'string' || typeof updatedAt !== 'string') return null
  const row: Record<string, unknown> = {
    $id: id,
    // Text in response formats from 1.9 on, a number in older ones.
    $sequence: Number(value['$sequence']),
    $createdAt: createdAt,
    $updatedAt: updatedAt,
  }
  for (const [key, column] of Object.entries(columns)) {
    const read = readValue(column, value[key] ?? null)
    if (read === undefined) return null
    row[key] = read
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each column was just read by its own definition, which is what Row<C> declares
  return row as Row<C>
}

/** The value, or undefined when it is not of the column's type. */
function readValue(column: Column, value: unknown): unknown {
  if (column.type === 'string' && column.array) {
    if (value === null) return []
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined
  }
  if (value === null) {
    if ('default' in column) return column.default
    return column.type === 'string' && column.required ? undefined : null
  }
  switch (column.type) {
    case 'string':
    case 'datetime':
      return typeof value === 'string' ? value : undefined
    case 'enum':
      return typeof value === 'string' && column.elements.includes(value) ? value : undefined
    case 'integer':
      return Number.isInteger(value) ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    default:
      return column satisfies never
  }
}
