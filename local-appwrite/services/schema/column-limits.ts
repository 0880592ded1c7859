import { relationshipsOf } from '../../store/tables/relationship.ts'
import type { Column, TableDefinition } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { bytesUsed, ROW_BYTES_MAX } from './row-width.ts'

/** Columns a table may have (MariaDB's limit less Appwrite's own). */
const COLUMNS_MAX = 1017

/** Refuses a set of columns, and a number of sides of relationships, that no row could hold. */
export function requireFittingColumns(columns: readonly Column[], sides = 0): void {
  if (columns.length + sides > COLUMNS_MAX || bytesUsed(columns, sides) > ROW_BYTES_MAX)
    throw new AppwriteError(
      'column_limit_exceeded',
      'The maximum number or size of columns for this table is reached.',
    )
}

/** True when the table has a column of this name already, in whatever case. */
export function isTaken(table: TableDefinition, key: string): boolean {
  const taken = (other: { key: string }) => other.key.toLowerCase() === key.toLowerCase()
  return table.columns.some(taken) || relationshipsOf(table).some(taken)
}
