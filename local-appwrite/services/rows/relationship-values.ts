import { isToMany, type Relationship } from '../../store/tables/relationship.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isId } from '../is-id.ts'
import { isRecord } from '../is-record.ts'
import { parsePermissions, ROW_ACTIONS } from '../permissions.ts'
import { uniqueId } from '../unique-id.ts'

/** What a caller wants to be linked: a row that is there, or one to be made or changed on the way. */
export type WantedRow =
  | { kind: 'id'; id: string }
  | {
      kind: 'row'
      id: string
      data: Readonly<Record<string, unknown>>
      /** null: those it has, or those of the row that it is written with. */
      permissions: string[] | null
    }

/**
 * The value sent for a relationship, as the rows to be linked; null when it asks for nothing. A new row may have null
 * for a list, a change may not.
 *
 * @throws AppwriteError relationship_value_invalid
 */
export function parseLinked(side: Relationship, value: unknown, isNew: boolean): WantedRow[] | null {
  if (isToMany(side)) {
    if (value === null && isNew) return null
    if (isEmptyObject(value)) return []
    if (!Array.isArray(value)) throw invalid('Must be either an array of documents or document IDs.')
    const wanted = value.map(parseOne)
    return [...new Map(wanted.map((one) => [one.id.toLowerCase(), one])).values()]
  }
  if (value === null || value === '') return []
  if (Array.isArray(value) || isEmptyObject(value))
    throw invalid('Must be either a document ID or a document, array given.')
  return [parseOne(value)]
}

function parseOne(value: unknown): WantedRow {
  if (typeof value === 'string') return { kind: 'id', id: checkedId(value) }
  if (!isRecord(value)) throw invalid('Must be either a document or a document ID.')
  const id = value['$id'] ?? 'unique()'
  const permissions = value['$permissions'] ?? null
  return {
    kind: 'row',
    id: id === 'unique()' ? uniqueId() : checkedId(id),
    data: value,
    permissions: permissions === null ? null : parsePermissions(permissions, ROW_ACTIONS, '$permissions'),
  }
}

function checkedId(id: unknown): string {
  if (isId(id)) return id
  throw invalid('Relationship $id must be a valid document ID.')
}

/** PHP does not tell `{}` from `[]`. */
function isEmptyObject(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0
}

function invalid(why: string): AppwriteError {
  return new AppwriteError('relationship_value_invalid', `Invalid relationship value. ${why}`)
}
