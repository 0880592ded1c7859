import type { Database } from '../database.ts'
import { columnOf, type Index, type TableDefinition } from './table-definition.ts'

/** The R*Tree of a spatial index: for each row the box around its shape. */
export function boxesName(table: Pick<TableDefinition, 'number'>, index: Pick<Index, 'number'>): string {
  return `boxes_${table.number}_${index.number}`
}

/** Builds the boxes of the present rows. */
export function createBoxIndex(database: Database, table: TableDefinition, index: Index): void {
  const [key] = index.columns
  const column = key === undefined ? null : columnOf(table, key)
  if (column === null) return
  const [name, stored] = [boxesName(table, index), `c${column.number}`]
  database.exec(`CREATE VIRTUAL TABLE ${name} USING rtree(id, minX, maxX, minY, maxY)`)
  database.exec(`INSERT INTO ${name} SELECT sequence, ${sidesOf(stored)} FROM rows_${table.number}
    WHERE ${stored} IS NOT NULL`)
}

/** What an R*Tree keeps of the shape in `stored`, a column or a bound value. */
export function sidesOf(stored: string): string {
  return [0, 1, 2, 3].map((side) => `box_side(${stored}, ${side})`).join(', ')
}
