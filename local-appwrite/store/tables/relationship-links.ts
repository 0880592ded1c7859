import type { Database } from '../database.ts'
import { linkNames } from './relationship-sql.ts'
import { sidesOf, type Relationship } from './relationship.ts'
import { RowExists } from './rows.ts'
import type { TableDefinition } from './table-definition.ts'
import { isUniqueViolation } from './table-storage.ts'

/**
 * Which rows are linked, by their sequences: `near` is a row of the side that is asked, `far` one of the other side.
 * Writes must run inside `database.transaction`.
 */
export interface Links {
  /** Links two rows; a link that is there already stays. Throws RowExists when a row that can have one has another. */
  add(side: Relationship, near: number, far: number): void
  remove(side: Relationship, near: number, far: number): void
  /** Unlinks a row of the other side from all rows of this one. */
  free(side: Relationship, far: number): void
  /** Unlinks a row from everything, by all sides of its table. */
  removeAll(table: TableDefinition, near: number): void
}

export function openLinks(database: Database): Links {
  return {
    add(side, near, far) {
      const names = linkNames(side)
      const known = database.get(
        `SELECT 1 FROM ${names.table} WHERE ${names.near} = ? AND ${names.far} = ?`,
        near,
        far,
      )
      if (known !== undefined) return
      try {
        database.run(`INSERT INTO ${names.table} (${names.near}, ${names.far}) VALUES (?, ?)`, near, far)
      } catch (error) {
        if (isUniqueViolation(error)) throw new RowExists('linked to another row', { cause: error })
        throw error
      }
    },
    remove(side, near, far) {
      const names = linkNames(side)
      database.run(`DELETE FROM ${names.table} WHERE ${names.near} = ? AND ${names.far} = ?`, near, far)
    },
    free(side, far) {
      const names = linkNames(side)
      database.run(`DELETE FROM ${names.table} WHERE ${names.far} = ?`, far)
    },
    removeAll(table, near) {
      for (const side of sidesOf(table)) {
        const names = linkNames(side)
        database.run(`DELETE FROM ${names.table} WHERE ${names.near} = ?`, near)
      }
    },
  }
}
