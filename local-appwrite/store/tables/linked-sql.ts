import type { Sql } from './query-sql.ts'
import type { Readers } from './query.ts'
import { readersSql } from './readers-sql.ts'
import { linkNames } from './relationship-sql.ts'
import type { Relationship } from './relationship.ts'
import { selectionSql, type Selection } from './row-plan.ts'
import type { TableDefinition } from './table-definition.ts'

/**
 * The SELECT of the rows of `far` that some rows are linked to, each with the sequence of that row as `near`; its last
 * value is the limit.
 */
export function linkedSql(
  side: Relationship,
  far: TableDefinition,
  sequences: readonly number[],
  readers: Readers,
  selection: Selection,
): Sql {
  const names = linkNames(side)
  const rows = `rows_${far.number}`
  const readable = readersSql(far, readers)
  const marks = sequences.map(() => '?').join(', ')
  return {
    text: `SELECT link.${names.near} AS near, ${selectionSql(far.number, selection)}
      FROM ${names.table} link JOIN ${rows} ON ${rows}.sequence = link.${names.far}
      WHERE link.${names.near} IN (${marks})${readable === null ? '' : ` AND ${readable.text}`}
      ORDER BY ${side.relationType === 'manyToMany' ? 'position' : 'sequence'} LIMIT ?`,
    values: [...sequences, ...(readable?.values ?? [])],
  }
}
