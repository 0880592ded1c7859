import type { Readers } from '../../store/tables/query.ts'
import type { Relationship } from '../../store/tables/relationship.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import { isPrivileged, type Caller } from '../caller.ts'
import { mayDo } from '../permissions.ts'
import type { Tables } from './tables.ts'

/** What one caller may know of the tables at the other end of relationships. */
export interface RelatedTables {
  /** The table a side leads to. */
  far(table: TableDefinition, side: Relationship): TableDefinition
  /** Whose rows of it the caller may read; null when the table refuses the caller as a whole. */
  readers(far: TableDefinition): Readers | null
}

/** The table a side of a table leads to. */
export function farTable(tables: Tables, near: TableDefinition, side: Relationship): TableDefinition {
  return tables.table(near.databaseId, side.relatedTable)
}

export function relatedTables(tables: Tables, caller: Caller): RelatedTables {
  return {
    far: (table, side) => farTable(tables, table, side),
    readers: (far) => readersFor(caller, far),
  }
}

/** Whose rows the caller may list; null when a table without row security doesn't let the caller read. */
export function readersFor(caller: Caller, table: TableDefinition): Readers | null {
  if (isPrivileged(caller) || mayDo(caller, 'read', table.permissions)) return { kind: 'all' }
  return table.rowSecurity ? { kind: 'roles', roles: [...caller.roles] } : null
}
