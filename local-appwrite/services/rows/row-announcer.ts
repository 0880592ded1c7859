import type { Database } from '../../store/database.ts'
import { rolesAllowed } from '../../store/permission-text.ts'
import { relationshipsOf } from '../../store/tables/relationship.ts'
import type { Caller } from '../caller.ts'
import type { Publish } from '../change.ts'
import { rowJson } from './row-json.ts'
import type { RowChange } from './row-writes.ts'

/** How a change came about; events carry slightly different fields for each, as Appwrite's do. */
export type ChangeOrigin = 'row' | 'document' | 'bulk' | 'transaction'

/** Says that a row changed, once its transaction is committed. Call inside the transaction. */
export type AnnounceRow = (caller: Caller, change: RowChange, origin: ChangeOrigin) => void

export function createRowAnnouncer(database: Database, publish: Publish): AnnounceRow {
  return (caller, change, origin) => {
    const { table, row, action } = change
    database.afterCommit(() => {
      publish({
        action,
        resource: {
          kind: 'row',
          databaseId: table.databaseId,
          tableId: table.id,
          rowId: row.id,
          byCommit: origin === 'transaction',
        },
        payload: payloadOf(change, origin),
        readRoles: [
          ...rolesAllowed(table.permissions, 'read'),
          ...(table.rowSecurity ? rolesAllowed(row.permissions, 'read') : []),
        ],
        causedBy: caller.userId,
      })
    })
  }
}

function payloadOf({ table, row }: RowChange, origin: ChangeOrigin): Record<string, unknown> {
  const json = rowJson(table, row, { legacy: origin === 'document', numericSequence: false })
  // Who hears of a row need not be allowed to read what it is linked to.
  for (const { key } of relationshipsOf(table)) delete json[key]
  switch (origin) {
    case 'row':
    case 'document':
      return json
    case 'bulk':
      return { ...json, $collection: `collection_${table.number}` }
    case 'transaction': {
      const { $databaseId: _left, ...rest } = json
      return { ...rest, $collection: `collection_${table.number}`, $collectionId: table.id }
    }
  }
}
