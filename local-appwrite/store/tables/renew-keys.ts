import type { Database } from '../database.ts'
import type { Settings } from '../settings.ts'
import type { TableDefinition } from './table-definition.ts'
import { createIndex, dropIndex } from './table-storage.ts'

/** Which rules the comparison keys of a data file follow; raise it when `comparisonKey` changes. */
const RULES = '2'
const SETTING = 'comparison-keys'

/**
 * Rebuilds the comparison keys, and the indexes over them, in a file whose keys follow earlier rules. Unique indexes
 * over texts that have become equal by it are plain from then on. Call inside a transaction.
 */
export function renewComparisonKeys(
  database: Database,
  settings: Settings,
  tables: readonly TableDefinition[],
): void {
  if (settings.get(SETTING) === RULES) return
  for (const table of tables) {
    for (const index of table.indexes) dropIndex(database, table, index)
    for (const { hasKey, number } of table.columns)
      if (hasKey) database.exec(`UPDATE rows_${table.number} SET k${number} = comparison_key(c${number})`)
    for (const index of table.indexes) createIndex(database, table, index)
  }
  settings.set(SETTING, RULES)
}
