import type { RowShape } from '../services/rows/row-json.ts'
import type { ApiRequest } from './endpoint.ts'
import { isOlder } from './response-format.ts'

/** The words of one route family. Both families reach the same store. */
export interface Names {
  legacy: boolean
  /** First part of every path. */
  root: string
  tables: string
  tableId: string
  columns: string
  rows: string
  rowId: string
  rowSecurity: string
  column: string
  /** Scopes that open the family's tables and rows, for reading and writing. */
  readTables: readonly string[]
  writeTables: readonly string[]
  readRows: readonly string[]
  writeRows: readonly string[]
}

export const TABLES_NAMES: Names = {
  legacy: false,
  root: '/tablesdb',
  tables: 'tables',
  tableId: 'tableId',
  columns: 'columns',
  rows: 'rows',
  rowId: 'rowId',
  rowSecurity: 'rowSecurity',
  column: 'column',
  readTables: ['tables.read', 'collections.read'],
  writeTables: ['tables.write', 'collections.write'],
  readRows: ['rows.read', 'documents.read'],
  writeRows: ['rows.write', 'documents.write'],
}

/** The older words, for clients from before 1.8. Their scopes do not open what only the newer ones name. */
export const LEGACY_NAMES: Names = {
  legacy: true,
  root: '/databases',
  tables: 'collections',
  tableId: 'collectionId',
  columns: 'attributes',
  rows: 'documents',
  rowId: 'documentId',
  rowSecurity: 'documentSecurity',
  column: 'attribute',
  readTables: ['collections.read'],
  writeTables: ['collections.write'],
  readRows: ['documents.read'],
  writeRows: ['documents.write'],
}

/** How rows look in the answer to this request. */
export function rowShape(names: Names, request: ApiRequest): RowShape {
  return { legacy: names.legacy, numericSequence: isOlder(request.format, [1, 9, 0]) }
}
