import type { Database } from '../../store/database.ts'
import { isGeometryType } from '../../store/geometry/geometry.ts'
import type { Column, TableDefinition } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'

/**
 * Refuses a new column of shapes that must be filled, when there are rows: Appwrite's database allows no row without
 * such a shape. Call before the column is made.
 *
 * @throws AppwriteError row_invalid_structure
 */
export function requireShapes(store: Database, table: TableDefinition, column: Column): void {
  if (!isGeometryType(column.type) || !column.required) return
  if (store.get(`SELECT 1 FROM rows_${table.number} LIMIT 1`) !== undefined)
    throw new AppwriteError(
      'row_invalid_structure',
      'Failed to add required spatial column: existing rows present. Make the column optional.',
    )
}

/**
 * Refuses to make a column of shapes required while a row has none, and optional while a spatial index is over it.
 *
 * @throws AppwriteError row_invalid_structure, column_index_invalid
 */
export function requireShapesToStay(
  store: Database,
  table: TableDefinition,
  column: Column,
  required: boolean,
): void {
  if (!isGeometryType(column.type)) return
  const isIndexed = table.indexes.some(({ type, columns }) => type === 'spatial' && columns[0] === column.key)
  if (!required && isIndexed)
    throw new AppwriteError(
      'column_index_invalid',
      `Spatial indexes do not allow null values: "${column.key}" has one, so it must stay required.`,
    )
  const empty = `SELECT 1 FROM rows_${table.number} WHERE c${column.number} IS NULL LIMIT 1`
  if (required && !column.required && store.get(empty) !== undefined)
    throw new AppwriteError('row_invalid_structure', 'There are rows without a value in this spatial column.')
}
