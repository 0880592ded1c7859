import type { Rows } from '../../store/tables/rows.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { Caller } from '../caller.ts'
import { defaultPermissions, mayDo } from '../permissions.ts'
import { rowJson, type RowJson, type RowShape } from './row-json.ts'
import { rowPermissions } from './row-rights.ts'
import type { StagedOperation } from './staged-operation.ts'

/**
 * A row as a transaction sees it: the stored one with what was staged on top. A row made inside the transaction has
 * only the fields that were staged and an empty `$sequence`; increments show at the commit. null when there is none,
 * or none that the caller may read.
 */
export function stagedView(
  rows: Rows,
  caller: Caller,
  table: TableDefinition,
  rowId: string,
  operations: readonly StagedOperation[],
  shape: RowShape,
): RowJson | null {
  const stored = rows.get(table, rowId)
  const readable = stored !== null && mayDo(caller, 'read', table.permissions, rowPermissions(table, stored))
  let view: RowJson | null = stored !== null && readable ? rowJson(table, stored, shape) : null
  for (const operation of operations) {
    if (operation.databaseId !== table.databaseId || operation.tableId !== table.id) continue
    if (!('rowId' in operation) || operation.rowId !== rowId) continue
    switch (operation.action) {
      case 'create':
        view = newView(caller, table, rowId, operation.data, operation.permissions, shape)
        break
      case 'upsert':
      case 'update':
        if (view === null && operation.action === 'update') break
        view = merged(view ?? newView(caller, table, rowId, {}, operation.permissions, shape), operation.data)
        if (operation.permissions !== null) view['$permissions'] = operation.permissions
        break
      case 'delete':
        view = null
        break
      case 'increment':
      case 'decrement':
        break
    }
  }
  return view
}

/** What staging a new row answers: its fields as sent, and who may do what with it. */
export function newView(
  caller: Caller,
  table: TableDefinition,
  rowId: string,
  data: Readonly<Record<string, unknown>>,
  permissions: readonly string[] | null,
  shape: RowShape,
): RowJson {
  return merged(
    {
      $id: rowId,
      [shape.legacy ? '$collectionId' : '$tableId']: table.id,
      $databaseId: table.databaseId,
      $permissions: permissions ?? defaultPermissions(caller),
      $sequence: '',
    },
    data,
  )
}

function merged(view: RowJson, data: Readonly<Record<string, unknown>>): RowJson {
  // An operator shows as it was sent: what it makes of the row is seen at the commit.
  const plain = Object.entries(data).filter(([key]) => !key.startsWith('$'))
  return { ...view, ...Object.fromEntries(plain) }
}
