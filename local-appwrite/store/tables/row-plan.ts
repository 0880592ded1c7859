import type { SQLInputValue } from 'node:sqlite'

import { boxesName, sidesOf } from './box-index.ts'
import { linkedIdSql } from './relationship-sql.ts'
import { isToMany, relationshipsOf, type Relationship } from './relationship.ts'
import { encodeKey, encodeValue } from './row-codec.ts'
import type { Row } from './row.ts'
import type { Column, TableDefinition } from './table-definition.ts'

/** The SQL of one table's reads and writes, made once per definition. */
export interface RowPlan {
  get: string
  insert: string
  update: string
  remove: string
  addReader: string
  removeReader: string
  writeValues(row: Row): SQLInputValue[]
  wordIndexes: { key: string; insert: string; remove: string }[]
  /** `insert` takes the sequence of the row and the text of its shape. */
  boxIndexes: { key: string; insert: string; remove: string }[]
  /** What a list selects when nothing is chosen. */
  all: Selection
}

/** What is read of rows: columns, and the ids that relationships with one row at most give. */
export interface Selection {
  columns: readonly Column[]
  linked: readonly Relationship[]
}

/** Makes the SQL for a definition; it fits as long as the definition does. */
export function rowPlan(table: TableDefinition): RowPlan {
  const n = table.number
  const keyed = table.columns.filter((column) => column.hasKey)
  const names = [
    ...table.columns.map((column) => `c${column.number}`),
    ...keyed.map((column) => `k${column.number}`),
  ]
  const all = ['id', 'created', 'updated', 'permissions', ...names]
  const linked = relationshipsOf(table).filter((side) => !isToMany(side))
  const ids = linked.map((side) => selectedId(n, side))
  return {
    get: `SELECT ${['sequence', ...all, ...ids].join(', ')} FROM rows_${n} WHERE id = ?`,
    insert: `INSERT INTO rows_${n} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
    update: `UPDATE rows_${n} SET ${all
      .slice(1)
      .map((name) => `${name} = ?`)
      .join(', ')} WHERE sequence = ?`,
    remove: `DELETE FROM rows_${n} WHERE sequence = ?`,
    addReader: `INSERT OR IGNORE INTO readers_${n} (role, sequence) VALUES (?, ?)`,
    removeReader: `DELETE FROM readers_${n} WHERE role = ? AND sequence = ?`,
    writeValues: (row) => [
      ...table.columns.map((column) => encodeValue(column, row.values.get(column.key) ?? null)),
      ...keyed.map((column) => encodeKey(column, row.values.get(column.key) ?? null)),
    ],
    wordIndexes: table.indexes.flatMap(({ type, number, columns: [key, ...more] }) =>
      type === 'fulltext' && key !== undefined && more.length === 0
        ? [
            {
              key,
              insert: `INSERT INTO words_${n}_${number} (rowid, words) VALUES (?, ?)`,
              remove: `DELETE FROM words_${n}_${number} WHERE rowid = ?`,
            },
          ]
        : [],
    ),
    boxIndexes: table.indexes.flatMap((index) => {
      const [key] = index.columns
      if (index.type !== 'spatial' || key === undefined) return []
      const name = boxesName(table, index)
      return [
        {
          key,
          insert: `INSERT INTO ${name} VALUES (?1, ${sidesOf('?2')})`,
          remove: `DELETE FROM ${name} WHERE id = ?`,
        },
      ]
    }),
    all: { columns: table.columns, linked },
  }
}

/** The SQL of what is selected of the rows of `rows_<number>`; `decodeRow` reads it. */
export function selectionSql(number: number, { columns, linked }: Selection): string {
  return [
    'sequence',
    'id',
    'created',
    'updated',
    'permissions',
    ...columns.map((column) => `c${column.number}`),
    ...linked.map((side) => selectedId(number, side)),
  ].join(', ')
}

function selectedId(number: number, side: Relationship): string {
  return `${linkedIdSql(number, side)} AS l${side.number}`
}
