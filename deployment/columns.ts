import type { Models } from 'node-appwrite'
import type { Column } from '../contract/table.ts'
import { available } from './available.ts'
import type { Place } from './place.ts'
import { sameSet } from './same-set.ts'

export type PresentColumn = Models.Table['columns'][number]

/** As `createTable` takes columns with the table itself. */
export function inlineColumn(key: string, column: Column): object {
  switch (column.type) {
    case 'string':
      return {
        key,
        type: 'string',
        size: column.size,
        required: column.required ?? false,
        array: column.array ?? false,
      }
    case 'enum':
      return {
        key,
        type: 'string',
        format: 'enum',
        elements: [...column.elements],
        size: longest(column.elements),
        required: false,
        ...(column.default === undefined ? {} : { default: column.default }),
      }
    case 'integer':
    case 'boolean':
    case 'datetime':
      return { key, required: false, ...column }
    default:
      return column satisfies never
  }
}

export async function addColumn(place: Place, tableId: string, key: string, column: Column): Promise<void> {
  const { tables, databaseId } = place
  const at = { databaseId, tableId, key, required: false }
  switch (column.type) {
    case 'string':
      // A required column could not be added to rows that are there; the functions check new rows.
      await tables.createStringColumn({ ...at, size: column.size, array: column.array ?? false })
      break
    case 'enum':
      await tables.createEnumColumn({ ...at, elements: [...column.elements], ...defaultOf(column.default) })
      break
    case 'integer':
      await tables.createIntegerColumn({
        ...at,
        min: column.min,
        max: column.max,
        ...defaultOf(column.default),
      })
      break
    case 'boolean':
      await tables.createBooleanColumn({ ...at, ...defaultOf(column.default) })
      break
    case 'datetime':
      await tables.createDatetimeColumn(at)
      break
    default:
      column satisfies never
  }
  await available(`${tableId}.${key}`, () => tables.getColumn({ databaseId, tableId, key }))
}

/**
 * Lets a column of fixed values take further ones, which loses nothing. False when some would have to go, or when one is
 * longer than all before: the column that the table was made with may have no room for it.
 */
export async function widenEnum(
  { tables, databaseId }: Place,
  tableId: string,
  there: PresentColumn,
  column: Extract<Column, { type: 'enum' }>,
): Promise<boolean> {
  if (!('elements' in there) || !there.elements.every((element) => column.elements.includes(element)))
    return false
  if (longest(column.elements) > longest(there.elements)) return false
  const { key } = there
  await tables.updateEnumColumn({
    databaseId,
    tableId,
    key,
    elements: [...column.elements],
    required: false,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- has to be given, and null is none: the SDK's type knows texts only
    xdefault: column.default ?? (null as unknown as string),
  })
  await available(`${tableId}.${key}`, () => tables.getColumn({ databaseId, tableId, key }))
  return true
}

/** Whether a column is as the contract wants it, but for its default. */
export function sameColumn(there: PresentColumn, column: Column): boolean {
  switch (column.type) {
    case 'string':
      return (
        there.type === 'string' &&
        'size' in there &&
        there.size === column.size &&
        there.array === (column.array ?? false)
      )
    case 'enum':
      return 'elements' in there && sameSet(there.elements, column.elements)
    case 'integer':
    case 'boolean':
    case 'datetime':
      return there.type === column.type
    default:
      return column satisfies never
  }
}

function longest(elements: readonly string[]): number {
  return Math.max(...elements.map((element) => element.length))
}

function defaultOf<T>(value: T | undefined): { xdefault?: T } {
  return value === undefined ? {} : { xdefault: value }
}
