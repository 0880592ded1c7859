import type { Table } from '../contract/table.ts'
import { sameColumn } from './columns.ts'
import { found } from './found.ts'
import { sameIndex } from './indexes.ts'
import type { Place } from './place.ts'
import { sameSet } from './same-set.ts'

/** What of a project isn't as the contract wants it. */
export interface Difference {
  /** What `ensureTables` brings about, or what a person has to decide. */
  readonly mendedBy: 'deploy' | 'person'
  /** A database, table, column (`sessions.status`) or index, and what is wrong with it. */
  readonly what: string
}

/** Looks whether the tables are as the contract wants them, and changes nothing. */
export async function compareTables(place: Place, tables: readonly Table[]): Promise<Difference[]> {
  const { databaseId } = place
  if ((await found(place.tables.get({ databaseId }))) === null) {
    return [{ mendedBy: 'deploy', what: `there is no database ${databaseId}` }]
  }
  const differences = await Promise.all(tables.map((table) => compareTable(place, table)))
  return differences.flat()
}

async function compareTable(place: Place, table: Table): Promise<Difference[]> {
  const present = await found(place.tables.getTable({ databaseId: place.databaseId, tableId: table.id }))
  if (present === null) return [{ mendedBy: 'deploy', what: `there is no table ${table.id}` }]
  const differences: Difference[] = []
  const deploy = (what: string) => differences.push({ mendedBy: 'deploy', what })
  const person = (what: string) => differences.push({ mendedBy: 'person', what })
  if (!present.enabled) deploy(`table ${table.id} is disabled`)
  if (present.rowSecurity !== table.rowSecurity) {
    deploy(`table ${table.id} has row security ${present.rowSecurity ? 'on' : 'off'}`)
  }
  if (!sameSet(present.$permissions, table.permissions)) {
    deploy(`table ${table.id} has other permissions: ${present.$permissions.join(', ') || 'none'}`)
  }
  for (const [key, column] of Object.entries(table.columns)) {
    const there = present.columns.find((one) => one.key === key)
    if (there === undefined) deploy(`column ${table.id}.${key} is missing`)
    else if (there.status !== 'available') person(`column ${table.id}.${key} is ${there.status}`)
    else if (!sameColumn(there, column)) {
      const isNarrow = column.type === 'enum' && 'elements' in there
      if (isNarrow) deploy(`column ${table.id}.${key} takes other values`)
      else person(`column ${table.id}.${key} is of another type or size`)
    }
  }
  for (const { key, required } of present.columns) {
    if (required && !(key in table.columns)) {
      person(`column ${table.id}.${key} is required, and nothing here writes it`)
    }
  }
  for (const index of table.indexes) {
    const there = present.indexes.find((one) => one.key === index.key)
    if (there === undefined) deploy(`index ${table.id}.${index.key} is missing`)
    else if (there.status !== 'available') person(`index ${table.id}.${index.key} is ${there.status}`)
    else if (!sameIndex(there, index)) deploy(`index ${table.id}.${index.key} is over other columns`)
  }
  return differences
}
