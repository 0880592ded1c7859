import type { Rows } from '../../store/tables/rows.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isPrivileged, type Caller } from '../caller.ts'
import { defaultPermissions, mayDo, requireGrantable } from '../permissions.ts'
import type { Tables } from '../schema/tables.ts'
import { rowPermissions, unauthorized } from './row-rights.ts'
import { requireNoRelationships } from './rows.ts'
import type { StagedOperation } from './staged-operation.ts'
import { stagedView } from './staged-view.ts'

/**
 * Completes an operation with what has to be known at its staging, refusing what the caller may not do. `before` is
 * what the transaction holds already.
 *
 * @throws AppwriteError row_not_found, user_unauthorized, database_not_found, table_not_found, general_bad_request
 */
export function prepareOperation(
  tables: Tables,
  rows: Rows,
  caller: Caller,
  operation: StagedOperation,
  before: readonly StagedOperation[],
): StagedOperation {
  const table = tables.table(operation.databaseId, operation.tableId, caller)
  const place = { ...operation, databaseId: table.databaseId, tableId: table.id }
  if (!('rowId' in place)) {
    if (!isPrivileged(caller)) throw unauthorized(caller, 'bulk')
    requireNoRelationships(table)
    return place
  }
  const row = rows.get(table, place.rowId)
  const base = row?.updatedAt ?? null
  if (place.action === 'create' || place.action === 'upsert') {
    if (place.action === 'create' && !mayDo(caller, 'create', table.permissions))
      throw unauthorized(caller, 'create')
    const own = place.action === 'create' || row === null ? defaultPermissions(caller) : row.permissions
    const permissions = place.permissions ?? own
    requireGrantable(caller, permissions)
    return { ...place, permissions, base }
  }
  const shape = { legacy: false, numericSequence: false }
  if (stagedView(rows, caller, table, place.rowId, before, shape) === null)
    throw new AppwriteError(
      'row_not_found',
      `Document with the requested ID '${place.rowId}' could not be found.`,
    )
  const right = place.action === 'delete' ? 'delete' : 'update'
  if (row !== null && !mayDo(caller, right, table.permissions, rowPermissions(table, row)))
    throw unauthorized(caller, right)
  if (place.action === 'update' && place.permissions !== null) {
    requireGrantable(caller, place.permissions)
    return { ...place, base }
  }
  return 'base' in place ? { ...place, base } : place
}
