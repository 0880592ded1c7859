import { formatTime } from '../../store/format-time.ts'
import { relationshipsOf } from '../../store/tables/relationship.ts'
import type { Row } from '../../store/tables/row.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import { shownValue } from '../schema/shown-value.ts'

/** Which names and number forms a caller's answers use. */
export interface RowShape {
  /** True under the routes of before 1.8: `$collectionId` instead of `$tableId`. */
  legacy: boolean
  /** True for response formats before 1.9: `$sequence` is a number instead of text. */
  numericSequence: boolean
}

/** A row as the API answers it. */
export type RowJson = Record<string, unknown>

export function rowJson(table: TableDefinition, row: Row, shape: RowShape): RowJson {
  const json: RowJson = {}
  for (const column of table.columns) {
    const value = row.values.get(column.key)
    // Columns that were not selected are left out; an array that was never set is shown as empty.
    if (value !== undefined) json[column.key] = value === null && column.array ? [] : shownValue(value)
  }
  for (const { key } of relationshipsOf(table)) {
    const related = row.related?.get(key)
    if (related !== undefined) {
      const linked = related.rows.map((other) => rowJson(related.table, other, shape))
      json[key] = related.many ? linked : (linked[0] ?? null)
    } else if (row.values.has(key)) json[key] = row.values.get(key)
  }
  json['$id'] = row.id
  json['$sequence'] = shape.numericSequence ? row.sequence : String(row.sequence)
  json['$createdAt'] = formatTime(row.createdAt)
  json['$updatedAt'] = formatTime(row.updatedAt)
  json['$permissions'] = row.permissions
  json['$databaseId'] = table.databaseId
  json[shape.legacy ? '$collectionId' : '$tableId'] = table.id
  return json
}
