import { TablesDB } from 'node-appwrite'
import { tables } from '../../contract/database.ts'
import { compareTables } from '../../deployment/compare-tables.ts'
import { clientOf } from './check-project.ts'
import { failed, ok, type Check } from './finding.ts'

/** Whether tables, columns, indexes and permissions are as the contract wants them. */
export const checkTables: Check = {
  name: 'Tables',
  needs: ['Project and key'],
  async look({ connection }) {
    const place = { tables: new TablesDB(clientOf(connection)), databaseId: connection.databaseId }
    const differences = await compareTables(place, tables)
    if (differences.length === 0) return [ok(`All ${tables.length} tables are as they should be.`)]
    return differences.map(({ mendedBy, what }) =>
      failed(
        `In the database ${connection.databaseId}: ${what}.`,
        mendedBy === 'deploy'
          ? 'npm run deploy'
          : 'Change it in the console: deploy doesn’t, as that could lose data.',
      ),
    )
  },
}
