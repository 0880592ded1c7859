import type { Column } from '../../store/tables/table-definition.ts'

/** MariaDB's widest row in bytes, and what Appwrite's own fields take of it. */
export const ROW_BYTES_MAX = 65_535
const OWN_BYTES = 1067
/** Above this bound an integer takes eight bytes instead of four. */
const INT_MAX = 2_147_483_647
/** A character is counted with four bytes. Longer texts than this many characters are kept outside the row. */
const CHARACTER_BYTES = 4
const IN_ROW_CHARACTERS_MAX = 16_381
/** What stays in the row of a text or list that is kept outside of it. */
const POINTER_BYTES = 20
const POINT_BYTES = 25
/** Each side of a relationship is counted as an id of 255 characters. */
const RELATIONSHIP_BYTES = 1021

/** How much of the widest row the columns and sides of relationships use (Appwrite's `getAttributeWidth`). */
export function bytesUsed(columns: readonly Column[], sides = 0): number {
  return columns.reduce((sum, column) => sum + widthOf(column), OWN_BYTES + sides * RELATIONSHIP_BYTES)
}

function widthOf(column: Column): number {
  if (column.array) return POINTER_BYTES
  switch (column.type) {
    case 'string':
    case 'varchar': {
      if (column.size > IN_ROW_CHARACTERS_MAX) return POINTER_BYTES
      return column.size * CHARACTER_BYTES + (column.size > 255 ? 2 : 1)
    }
    case 'text':
    case 'mediumtext':
    case 'longtext':
      return POINTER_BYTES
    case 'integer':
      return (column.max ?? 0) > INT_MAX ? 8 : 4
    case 'bigint':
    case 'double':
      return 8
    case 'boolean':
      return 1
    case 'datetime':
      return 7
    case 'point':
      return POINT_BYTES
    case 'linestring':
    case 'polygon':
      return POINTER_BYTES
  }
}
