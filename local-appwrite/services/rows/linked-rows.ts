import type { Relationship } from '../../store/tables/relationship.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import { farTable } from '../schema/related-tables.ts'
import type { Tables } from '../schema/tables.ts'

/** The rows at the other end of relationships, whoever may read them. */
export interface LinkedRows {
  /** The table a side leads to. */
  table(near: TableDefinition, side: Relationship): TableDefinition
  /** The rows a stored row leads to. */
  of(side: Relationship, far: TableDefinition, row: Row): Row[]
  /** Moves the time of a row whose link changed. */
  touch(far: TableDefinition, row: Row): void
}

export function createLinkedRows(rows: Rows, tables: Tables, now: () => number): LinkedRows {
  return {
    table: (near, side) => farTable(tables, near, side),
    of: (side, far, row) => rows.linked(side, far, [row.sequence], { kind: 'all' }).map((one) => one.row),
    touch(far, row) {
      const current = rows.get(far, row.id)
      if (current === null) return
      rows.update(far, current, { ...current, updatedAt: Math.max(now(), current.updatedAt + 1) })
    },
  }
}
