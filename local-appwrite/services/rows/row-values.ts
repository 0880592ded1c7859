import { isGeometryType } from '../../store/geometry/geometry.ts'
import { relationshipOf } from '../../store/tables/relationship.ts'
import type { Row } from '../../store/tables/row.ts'
import { columnOf, type TableDefinition, type Value } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isPrivileged, type Caller } from '../caller.ts'
import { parsePhpTime } from '../php-time.ts'
import { appliedDefault, checkValue } from '../schema/column-values.ts'
import { applyOperator } from './operators.ts'
import { parseOperator } from './parse-operator.ts'

/** What a caller wants in a row. `permissions` null means: those it has, or the caller's default. */
export interface RowInput {
  data: Readonly<Record<string, unknown>>
  permissions: readonly string[] | null
}

/** Fields of a row as they were sent. */
type Fields = Readonly<Record<string, unknown>>

/** Kept by the server; silently left out of what callers send. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  '$id',
  '$sequence',
  '$permissions',
  '$createdAt',
  '$updatedAt',
  '$databaseId',
  '$tableId',
  '$collectionId',
  '$collection',
  '$tenant',
])

/** API keys may set when a row was created or updated; from others the field is ignored. */
export function givenTime(caller: Caller, data: Fields, field: '$createdAt' | '$updatedAt'): number | null {
  const value = data[field] ?? null
  if (value === null || !isPrivileged(caller)) return null
  const moment = typeof value === 'string' && value !== '' ? parsePhpTime(value) : null
  if (moment === null)
    throw new AppwriteError(
      'row_invalid_structure',
      `Invalid document structure: "${field}" must be a valid date.`,
    )
  return moment
}

function requireKnown(table: TableDefinition, data: Fields): void {
  for (const key of Object.keys(data)) {
    if (OWN_FIELDS.has(key) || columnOf(table, key) !== null || relationshipOf(table, key) !== null) continue
    throw new AppwriteError(
      'row_invalid_structure',
      `Invalid document structure: Unknown attribute: "${key}"`,
    )
  }
}

/** The values of a new row: what is not given takes its default. */
export function newValues(table: TableDefinition, data: Fields): Map<string, Value> {
  requireKnown(table, data)
  const values = new Map<string, Value>()
  for (const column of table.columns) {
    const given: unknown = Object.hasOwn(data, column.key) ? data[column.key] : null
    if (given === null && column.required) throw missing(column.key)
    values.set(column.key, given === null ? appliedDefault(column) : checkValue(column, given))
  }
  return values
}

/**
 * Refuses a row that its table no longer takes as it is, because bounds or elements got narrower or a column became
 * required: until that is put right, nothing of the row can be updated.
 */
export function requireFitting(table: TableDefinition, values: ReadonlyMap<string, Value>): void {
  for (const column of table.columns) {
    const value = values.get(column.key) ?? null
    if (value === null && column.required) throw missing(column.key)
    if (value !== null && !isGeometryType(column.type)) checkValue(column, value)
  }
}

/** The values of a row after a change; null puts back the default, operators work on what is there. */
export function changedValues(
  table: TableDefinition,
  before: Row,
  data: Fields,
  now: number,
): Map<string, Value> {
  requireKnown(table, data)
  const values = new Map(before.values)
  for (const column of table.columns) {
    if (!Object.hasOwn(data, column.key)) continue
    const given = data[column.key] ?? null
    if (given === null) {
      if (column.required) throw missing(column.key)
      values.set(column.key, appliedDefault(column))
      continue
    }
    const operator = parseOperator(given)
    const current = before.values.get(column.key) ?? null
    values.set(
      column.key,
      operator === null ? checkValue(column, given) : applyOperator(column, current, operator, now),
    )
  }
  return values
}

function missing(key: string): AppwriteError {
  return new AppwriteError(
    'row_invalid_structure',
    `Invalid document structure: Missing required attribute "${key}"`,
  )
}
