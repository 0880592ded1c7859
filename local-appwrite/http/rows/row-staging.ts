import type { StagedOperation } from '../../services/rows/staged-operation.ts'
import { newView } from '../../services/rows/staged-view.ts'
import type { Transactions } from '../../services/rows/transactions.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { Answer, ApiRequest } from '../endpoint.ts'
import { rowShape, type Names } from '../names.ts'

/** Stages an operation on one row and answers the row as the transaction now sees it. */
export type StageRow = (
  request: ApiRequest,
  transactionId: string,
  table: TableDefinition,
  operation: Extract<StagedOperation, { rowId: string }>,
  status: number,
) => Promise<Answer>

export function createRowStager(names: Names, transactions: Transactions): StageRow {
  return async (request, transactionId, table, operation, status) => {
    const { prepared } = await transactions.stage(request.caller, transactionId, [operation])
    const [made] = prepared
    const shape = rowShape(names, request)
    switch (operation.action) {
      case 'create':
      case 'upsert': {
        const permissions =
          made !== undefined && 'permissions' in made ? made.permissions : operation.permissions
        return {
          status,
          body: newView(request.caller, table, operation.rowId, operation.data, permissions, shape),
        }
      }
      case 'update':
        return {
          status,
          body: transactions.view(request.caller, transactionId, table, operation.rowId, shape),
        }
      case 'delete':
        return { status }
      case 'increment':
      case 'decrement': {
        const { $permissions: _left, ...body } = newView(
          request.caller,
          table,
          operation.rowId,
          {},
          [],
          shape,
        )
        return { status, body: { ...body, [operation.column]: operation.value } }
      }
    }
  }
}
