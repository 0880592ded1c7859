import type { Row } from '../../store/tables/row.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Caller } from '../caller.ts'

/** The row's own permissions as far as they count. */
export function rowPermissions(table: TableDefinition, row: Row): readonly string[] {
  return table.rowSecurity ? row.permissions : []
}

/** The refusal of someone without the right. */
export function unauthorized(caller: Caller, action: string): AppwriteError {
  return new AppwriteError(
    'user_unauthorized',
    `Missing "${action}" permission for role "${caller.userId ?? caller.kind}". The current user is not authorized to perform the requested action.`,
  )
}
