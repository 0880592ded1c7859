import { relationshipOf } from '../../store/tables/relationship.ts'
import {
  isText,
  kindOf,
  type Column,
  type Index,
  type TableDefinition,
} from '../../store/tables/table-definition.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { spatialFault } from './spatial-indexes.ts'

export type IndexSpec = Pick<Index, 'key' | 'type' | 'columns' | 'lengths' | 'orders'>

/** What an index may be over: characters of text, or places of four bytes for everything else. */
const LENGTH_MAX = 768
/** The server's own fields that can be indexed, and how much they take of an index. */
const OWN_FIELDS: ReadonlyMap<string, number> = new Map([
  ['$id', 255],
  ['$createdAt', 1],
  ['$updatedAt', 1],
])

/** True for the names of the server's own fields that can be indexed. */
export function isIndexableField(name: string): boolean {
  return OWN_FIELDS.has(name)
}

/**
 * Refuses an index that the table can't have. `onCreation` is true when it comes with its table, where an unknown column
 * is one fault among others.
 *
 * @throws AppwriteError column_unknown, column_type_invalid, index_invalid, column_index_invalid
 */
export function requireFittingIndex(
  table: Pick<TableDefinition, 'columns' | 'relationships'>,
  spec: IndexSpec,
  onCreation: boolean,
): void {
  const columns = columnsByName(table.columns)
  for (const key of spec.columns) {
    if (OWN_FIELDS.has(key)) continue
    if (relationshipOf(table, key) !== null)
      throw new AppwriteError(
        onCreation ? 'column_index_invalid' : 'column_type_invalid',
        `Cannot create an index for a relationship column: ${key}`,
      )
    const column = columns.get(key.toLowerCase())
    if (column?.key !== key)
      throw new AppwriteError(
        onCreation ? 'column_index_invalid' : 'column_unknown',
        `Unknown column: ${key}.`,
      )
    if (column.array)
      throw new AppwriteError('index_invalid', 'Creating indexes on array columns is not supported.')
  }
  const fault = indexFault(table.columns, spec)
  if (fault !== null) throw new AppwriteError('column_index_invalid', fault)
}

/** What is wrong with an index over known columns, or null. Of several columns of one name the last one counts. */
export function indexFault(all: readonly Column[], spec: IndexSpec): string | null {
  const { columns: keys, lengths } = spec
  const columns = columnsByName(all)
  if (keys.length === 0) return 'No columns provided for the index.'
  if (new Set(keys.map((key) => key.toLowerCase())).size !== keys.length) return 'Duplicate columns provided.'
  if (lengths.length > keys.length) return 'There are more lengths than columns.'
  let total = 0
  for (const [place, key] of keys.entries()) {
    const column = columns.get(key.toLowerCase()) ?? null
    const length = lengths[place] ?? 0
    const isTextual = key === '$id' || (column !== null && isText(column))
    if (spec.type === 'fulltext' && !isTextual)
      return `Column "${key}" cannot be part of a fulltext index, must be of type string`
    if (length !== 0 && !isTextual) return `Cannot set a length on "${key}", which is no text`
    if (length < 0) return `Negative index length provided for ${key}`
    const size = sizeOf(key, column)
    if (length > size) return `Index length ${length} is larger than the size of ${key}: ${size}`
    total += length === 0 ? size : length
  }
  if (spec.type !== 'fulltext' && total > LENGTH_MAX)
    return `Index length is longer than the maximum: ${LENGTH_MAX}`
  return spatialFault(all, spec)
}

function columnsByName(columns: readonly Column[]): ReadonlyMap<string, Column> {
  return new Map(columns.map((column) => [column.key.toLowerCase(), column]))
}

/** How much of an index a whole value takes. */
function sizeOf(key: string, column: Column | null): number {
  if (column === null) return OWN_FIELDS.get(key) ?? 1
  if (isText(column)) return column.size
  return kindOf(column) === 'double' ? 2 : 1
}
