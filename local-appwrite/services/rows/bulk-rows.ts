import { encodeJson } from '../../store/json.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isId } from '../is-id.ts'
import { parsePermissions, ROW_ACTIONS } from '../permissions.ts'
import { uniqueId } from '../unique-id.ts'
import type { BulkRow } from './rows.ts'

/**
 * The rows of a bulk write as they were sent: fields beside `$id` and `$permissions`.
 *
 * @throws AppwriteError general_bad_request for an id that can't be one
 */
export function toBulkRows(rows: readonly Readonly<Record<string, unknown>>[]): BulkRow[] {
  return rows.map((row) => {
    const permissions = row['$permissions'] ?? null
    return {
      id: idOf(row['$id'] ?? null),
      input: {
        data: row,
        permissions: permissions === null ? null : parsePermissions(permissions, ROW_ACTIONS, '$permissions'),
      },
    }
  })
}

function idOf(id: unknown): string | null {
  if (id === null) return null
  if (id === 'unique()') return uniqueId()
  if (isId(id)) return id
  throw new AppwriteError('general_bad_request', `Invalid document ID: ${encodeJson(id)}`)
}
