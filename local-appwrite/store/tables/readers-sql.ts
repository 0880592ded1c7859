import type { Sql } from './query-sql.ts'
import type { Readers } from './query.ts'
import type { TableDefinition } from './table-definition.ts'

/** The condition that limits a SELECT of rows to the readable ones; null for none. */
export function readersSql(table: TableDefinition, readers: Readers): Sql | null {
  if (readers.kind === 'all') return null
  if (readers.roles.length === 0) return { text: '0', values: [] }
  const marks = readers.roles.map(() => '?').join(', ')
  const readersTable = `readers_${table.number}`
  const values = [...readers.roles]
  return readers.few === true
    ? { text: `sequence IN (SELECT sequence FROM ${readersTable} WHERE role IN (${marks}))`, values }
    : {
        text: `EXISTS (SELECT 1 FROM ${readersTable} r WHERE r.role IN (${marks}) AND r.sequence = rows_${table.number}.sequence)`,
        values,
      }
}
