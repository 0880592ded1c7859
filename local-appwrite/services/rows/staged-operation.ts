import { AppwriteError } from '../appwrite-error.ts'
import { isId } from '../is-id.ts'
import { isRecord } from '../is-record.ts'
import { parsePermissions, ROW_ACTIONS } from '../permissions.ts'

export const SINGLE_ACTIONS = ['create', 'update', 'upsert', 'delete', 'increment', 'decrement'] as const
export const BULK_ACTIONS = ['bulkCreate', 'bulkUpdate', 'bulkUpsert', 'bulkDelete'] as const

interface Place {
  databaseId: string
  tableId: string
}
type Fields = Record<string, unknown>

/** One change that a transaction will make when it is committed. */
export type StagedOperation = Place &
  (
    | {
        action: 'create' | 'update' | 'upsert'
        rowId: string
        data: Fields
        permissions: string[] | null
        base: Base
      }
    | { action: 'delete'; rowId: string; base: Base }
    | {
        action: 'increment' | 'decrement'
        rowId: string
        column: string
        value: number
        bound: number | null
      }
    | { action: 'bulkCreate' | 'bulkUpsert'; rows: Fields[] }
    | { action: 'bulkUpdate'; data: Fields; queries: string[] }
    | { action: 'bulkDelete'; queries: string[] }
  )

/** `$updatedAt` of the row when the change was staged, in milliseconds; null when there was no row. */
export type Base = number | null

/**
 * Reads one element of the `operations` parameter. Both families of names are taken: tableId and rowId, collectionId
 * and documentId, `column` and `attribute`. `base` is filled in when the operation is staged.
 *
 * @throws AppwriteError general_argument_invalid
 */
export function parseOperation(value: unknown): StagedOperation {
  if (!isRecord(value)) throw refuse('Each operation must be an object')
  const databaseId = idIn(value, 'databaseId')
  const tableId = idIn(value, 'tableId', 'collectionId')
  const { action } = value
  const single = SINGLE_ACTIONS.find((known) => known === action)
  const bulk = BULK_ACTIONS.find((known) => known === action)
  if (bulk !== undefined) return { databaseId, tableId, ...parseBulk(bulk, value['data']) }
  if (single === undefined) throw refuse('Key "action" must be one of the known actions')
  const rowId = idIn(value, 'rowId', 'documentId')
  if (single === 'delete') return { action: single, databaseId, tableId, rowId, base: null }
  const data = value['data']
  if (!isRecord(data)) throw refuse('Key "data" must be an object')
  if (single === 'increment' || single === 'decrement')
    return { action: single, databaseId, tableId, rowId, ...parseStep(single, data) }
  const permissions = data['$permissions'] ?? value['permissions'] ?? null
  return {
    action: single,
    databaseId,
    tableId,
    rowId,
    data,
    permissions: permissions === null ? null : parsePermissions(permissions, ROW_ACTIONS),
    base: null,
  }
}

function parseBulk(action: (typeof BULK_ACTIONS)[number], data: unknown) {
  switch (action) {
    case 'bulkCreate':
    case 'bulkUpsert':
      if (!Array.isArray(data) || !data.every(isRecord)) throw refuse('Key "data" must be a list of objects')
      return { action, rows: data }
    case 'bulkUpdate': {
      if (!isRecord(data) || !isRecord(data['data'])) throw refuse('Key "data" must hold queries and data')
      return { action, data: data['data'], queries: queriesIn(data) }
    }
    case 'bulkDelete':
      if (!isRecord(data)) throw refuse('Key "data" must hold queries')
      return { action, queries: queriesIn(data) }
  }
}

function parseStep(action: 'increment' | 'decrement', data: Fields) {
  const column = data['column'] ?? data['attribute']
  const value = data['value'] ?? 1
  const bound = data[action === 'increment' ? 'max' : 'min'] ?? null
  if (typeof column !== 'string') throw refuse('Key "data" must name a column')
  // Whether the column can be increased by so much is seen at the commit.
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refuse('"value" must be a number')
  if (bound !== null && typeof bound !== 'number') throw refuse('The bound must be a number')
  return { column, value, bound }
}

function queriesIn(data: Fields): string[] {
  const queries = data['queries']
  if (!Array.isArray(queries) || !queries.every((query) => typeof query === 'string'))
    throw refuse('"queries" must be a list of texts')
  return queries
}

function idIn(value: Fields, ...names: string[]): string {
  for (const name of names) {
    const id = value[name]
    if (isId(id)) return id
  }
  throw refuse(`Key "${names[0] ?? ''}" is required`)
}

function refuse(why: string): AppwriteError {
  return new AppwriteError('general_argument_invalid', `Invalid \`operations\` param: ${why}`)
}
