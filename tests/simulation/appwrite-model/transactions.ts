import { isRecord } from '../../../contract/is-record.ts'
import { findRows } from './queries.ts'
import { ModelError, type ModelRows, type RowChange } from './rows.ts'

interface Operation {
  readonly action: string
  readonly tableId: string
  readonly rowId: string
  readonly data: Readonly<Record<string, unknown>>
  readonly stagedAt: string
}

/** Staged operations, made together or not at all; a row that changed after the staging fails them all. */
export function createModelTransactions(rows: ModelRows, now: () => number, newId: () => string) {
  const open = new Map<string, Operation[]>()
  const iso = () => new Date(now()).toISOString()

  function staged(id: string): Operation[] {
    const operations = open.get(id)
    if (operations === undefined) throw new ModelError(400, 'transaction_not_ready')
    return operations
  }

  return {
    begin(): string {
      const id = newId()
      open.set(id, [])
      return id
    },

    stage(id: string, given: readonly unknown[]): void {
      const before = staged(id)
      // All of them or none.
      const operations = given.map((value) => {
        if (!isRecord(value)) throw new ModelError(400, 'general_argument_invalid')
        const operation = {
          action: String(value['action']),
          tableId: String(value['tableId']),
          rowId: String(value['rowId']),
          data: isRecord(value['data']) ? value['data'] : {},
          stagedAt: iso(),
        }
        if (operation.action === 'bulkDelete') return operation
        const isThere = rows.rows(operation.tableId).has(operation.rowId)
        if (operation.action !== 'create' && !isThere) throw new ModelError(404, 'document_not_found')
        return operation
      })
      before.push(...operations)
    },

    commit(id: string): RowChange[] {
      const operations = staged(id)
      open.delete(id)
      // Looked at before anything is done, so that a failure leaves no trace.
      for (const { action, tableId, rowId, stagedAt } of operations) {
        if (action === 'bulkDelete') continue
        const row = rows.rows(tableId).get(rowId)
        if (action === 'create' ? row !== undefined : row === undefined)
          throw new ModelError(409, 'transaction_conflict')
        if (row !== undefined && Date.parse(row.$updatedAt) > Date.parse(stagedAt))
          throw new ModelError(409, 'transaction_conflict')
      }
      return operations.flatMap(({ action, tableId, rowId, data }) => {
        if (action === 'bulkDelete') {
          const queries = Array.isArray(data['queries']) ? data['queries'].map(String) : []
          const found = findRows([...rows.rows(tableId).values()], queries, Infinity).rows
          return found.map((row) => rows.remove(tableId, row.$id))
        }
        if (action === 'delete') return rows.remove(tableId, rowId)
        if (action === 'update') return rows.update(tableId, rowId, data, null)
        const { $permissions, ...values } = data
        const permissions = Array.isArray($permissions) ? $permissions.map(String) : []
        return rows.create(tableId, rowId, values, permissions, rows.reserve(tableId))
      })
    },

    rollBack(id: string): void {
      staged(id)
      open.delete(id)
    },
  }
}
