import type { Database } from '../../store/database.ts'
import { encodeJson, parseJson } from '../../store/json.ts'
import type { Rows } from '../../store/tables/rows.ts'
import type { TableDefinition } from '../../store/tables/table-definition.ts'
import type { Transaction, TransactionStore } from '../../store/transactions.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isPrivileged, type Caller } from '../caller.ts'
import type { Tables } from '../schema/tables.ts'
import { uniqueId } from '../unique-id.ts'
import { toBulkRows } from './bulk-rows.ts'
import { parseOperator } from './parse-operator.ts'
import { prepareOperation } from './prepare-operation.ts'
import type { AnnounceRow } from './row-announcer.ts'
import type { RowJson, RowShape } from './row-json.ts'
import type { RowChange, RowWrites } from './row-writes.ts'
import type { BulkWrites, RowPage } from './rows.ts'
import type { StagedOperation } from './staged-operation.ts'
import { stagedView } from './staged-view.ts'

/** Operations one transaction may hold, and their size altogether in bytes. */
const OPERATIONS_MAX = 100
const OPERATIONS_MAX_BYTES = 32 * 1024 * 1024
/** Ended transactions are forgotten after this long. */
const KEPT_MS = 24 * 3_600_000
/**
 * Transactions that may be open at once: of one user, or of guests of one address; and of all guests. Of those that
 * ended, each keeps as many as may be open. Keys are not counted.
 */
const OPEN_MAX = 100
const OPEN_MAX_GUESTS = 1000

/**
 * Transactions: changes are staged, seen only with the transaction's id, and made together at the commit, which
 * fails as a whole when one of their rows was changed meanwhile.
 */
export interface Transactions {
  /**
   * Opens one. `address` is where the caller calls from.
   *
   * @throws AppwriteError transaction_limit_exceeded for too many open ones; keys may open any number
   */
  create(caller: Caller, ttlSeconds: number, address: string): Promise<Transaction>
  get(caller: Caller, id: string): Transaction
  list(caller: Caller): Transaction[]
  delete(caller: Caller, id: string): Promise<void>
  /** Answers the transaction as it is then, and the operations as they will be made. */
  stage(
    caller: Caller,
    id: string,
    operations: readonly StagedOperation[],
  ): Promise<{ transaction: Transaction; prepared: StagedOperation[] }>
  commit(caller: Caller, id: string): Promise<Transaction>
  rollBack(caller: Caller, id: string): Promise<Transaction>
  /** True when the caller's reads can look inside: the transaction is the caller's, or a key asks, and it isn't over. */
  isOpen(caller: Caller, id: string): boolean
  /** The row as the transaction sees it, or null. */
  view(caller: Caller, id: string, table: TableDefinition, rowId: string, shape: RowShape): RowJson | null
  /** What `read` answers while everything staged is in place; nothing of it stays. */
  inside(caller: Caller, id: string, read: () => RowPage): RowPage
  /** Drops what was staged in expired transactions, and forgets those that ended long ago. */
  removeOld(): Promise<void>
}

export function createTransactionService(
  database: Database,
  store: TransactionStore,
  tables: Tables,
  rows: Rows,
  writes: RowWrites,
  bulk: BulkWrites,
  announce: AnnounceRow,
  now: () => number,
): Transactions {
  const get = (caller: Caller, id: string): Transaction => {
    const found = store.get(id)
    if (found === null || !mayUse(caller, found))
      throw new AppwriteError(
        'transaction_not_found',
        `Transaction with the requested ID '${id}' could not be found.`,
      )
    return found
  }
  const pending = (caller: Caller, id: string): Transaction => {
    const found = get(caller, id)
    if (found.status !== 'pending')
      throw new AppwriteError('transaction_not_ready', 'The transaction is not pending.')
    if (found.expiresAt < now())
      throw new AppwriteError('transaction_expired', 'The transaction has expired.')
    return found
  }
  const staged = (id: string): StagedOperation[] =>
    // oxlint-disable-next-line typescript/no-unsafe-return -- as it was stored
    store.staged(id).map((json): StagedOperation => parseJson(json))
  const ended = (found: Transaction, status: 'committed' | 'failed'): Transaction => {
    const after: Transaction = { ...found, status, updatedAt: now() }
    store.save(after)
    store.dropStaged(found.id)
    return after
  }

  function apply(caller: Caller, operation: StagedOperation): RowChange[] {
    const table = tables.table(operation.databaseId, operation.tableId, caller)
    switch (operation.action) {
      case 'create':
      case 'update':
      case 'upsert': {
        const input = { data: operation.data, permissions: operation.permissions }
        // Appwrite takes it for an operator here, though in no other creation, and fails.
        if (
          operation.action === 'create' &&
          Object.values(operation.data).some((value) => parseOperator(value))
        )
          throw new AppwriteError(
            'row_invalid_structure',
            'Invalid document structure: a row made in a transaction holds an operator.',
          )
        if (operation.action === 'create') return [writes.create(caller, table, operation.rowId, input)]
        if (operation.action === 'upsert') return [writes.upsert(caller, table, operation.rowId, input)]
        return [writes.update(caller, table, operation.rowId, input, null)]
      }
      case 'delete':
        return [writes.delete(caller, table, operation.rowId, null)]
      case 'increment':
      case 'decrement': {
        if (operation.value <= 0)
          throw new AppwriteError('general_argument_invalid', 'The value of an increment must be above 0.')
        const by = operation.action === 'increment' ? operation.value : -operation.value
        return [
          writes.increment(caller, table, operation.rowId, {
            column: operation.column,
            by,
            bound: operation.bound,
          }),
        ]
      }
      case 'bulkCreate':
        return bulk.create(caller, table, toBulkRows(operation.rows))
      case 'bulkUpsert':
        return bulk.upsert(caller, table, toBulkRows(operation.rows))
      case 'bulkUpdate':
        return bulk.update(caller, table, { data: operation.data, permissions: null }, operation.queries)
      case 'bulkDelete':
        return bulk.delete(caller, table, operation.queries)
    }
  }

  /** Refuses a row that is no longer what it was when the change was staged. */
  function requireUnchanged(operation: StagedOperation): void {
    if (!('base' in operation)) return
    const row = rows.get(tables.table(operation.databaseId, operation.tableId), operation.rowId)
    if ((row?.updatedAt ?? null) !== operation.base)
      throw new AppwriteError('transaction_conflict', `Row '${operation.rowId}' was changed by someone else.`)
  }

  function applyAll(caller: Caller, operations: readonly StagedOperation[]): RowChange[] {
    // All of them first: a change may move rows that it is linked to, which are others' bases here.
    for (const operation of operations) requireUnchanged(operation)
    const last = new Map<string, RowChange>()
    for (const operation of operations)
      for (const change of apply(caller, operation))
        last.set(`${change.table.number} ${change.row.id}`, change)
    return [...last.values()]
  }

  /** Refuses one more transaction to whoever has too many open. Inside a transaction of the database. */
  function requireRoom(owner: string, address: string, time: number): void {
    if (store.countOpen(owner, address, time) >= OPEN_MAX)
      throw new AppwriteError('transaction_limit_exceeded', `At most ${OPEN_MAX} transactions may be open.`)
    if (address !== '' && store.countOpen(owner, null, time) >= OPEN_MAX_GUESTS)
      throw new AppwriteError(
        'transaction_limit_exceeded',
        `At most ${OPEN_MAX_GUESTS} transactions of guests may be open.`,
      )
  }

  return {
    get,
    list: (caller) => store.list().filter(({ owner }) => isPrivileged(caller) || owner === ownerOf(caller)),

    create: (caller, ttlSeconds, address) =>
      database.transaction(() => {
        const time = now()
        const created: Transaction = {
          id: uniqueId(),
          owner: ownerOf(caller),
          address: caller.kind === 'guest' ? address : '',
          status: 'pending',
          operations: 0,
          createdAt: time,
          updatedAt: time,
          expiresAt: time + ttlSeconds * 1000,
        }
        if (!isPrivileged(caller)) {
          requireRoom(created.owner, created.address, time)
          store.forgetEnded(created.owner, created.address, OPEN_MAX, time)
        }
        store.save(created)
        return created
      }),

    delete: (caller, id) =>
      database.transaction(() => {
        store.delete(get(caller, id).id)
      }),

    stage: (caller, id, operations) =>
      database.transaction(() => {
        const found = pending(caller, id)
        if (found.operations + operations.length > OPERATIONS_MAX)
          throw new AppwriteError(
            'transaction_limit_exceeded',
            `A transaction holds at most ${OPERATIONS_MAX} operations.`,
          )
        const before = staged(id)
        const known = before.length
        for (const operation of operations) {
          const prepared = prepareOperation(tables, rows, caller, operation, before)
          store.stage(id, before.length, encodeJson(prepared))
          before.push(prepared)
        }
        if (store.stagedBytes(id) > OPERATIONS_MAX_BYTES)
          throw new AppwriteError(
            'transaction_limit_exceeded',
            `The operations of a transaction have at most ${OPERATIONS_MAX_BYTES} bytes.`,
          )
        const after = { ...found, operations: before.length, updatedAt: now() }
        store.save(after)
        return { transaction: after, prepared: before.slice(known) }
      }),

    async commit(caller, id) {
      try {
        return await database.transaction(() => {
          const found = pending(caller, id)
          for (const change of applyAll(caller, staged(id))) announce(caller, change, 'transaction')
          return ended(found, 'committed')
        })
      } catch (error) {
        if (
          !(error instanceof AppwriteError) ||
          error.type.startsWith('transaction_n') ||
          error.type === 'transaction_expired'
        )
          throw error
        await database.transaction(() => ended(get(caller, id), 'failed'))
        if (error.type === 'row_already_exists' || error.type === 'row_not_found')
          throw new AppwriteError('transaction_conflict', 'Another change came first.', { cause: error })
        throw error
      }
    },

    isOpen(caller, id) {
      const found = store.get(id)
      return found !== null && mayUse(caller, found) && found.status === 'pending' && found.expiresAt >= now()
    },

    rollBack: (caller, id) => database.transaction(() => ended(pending(caller, id), 'failed')),

    view(caller, id, table, rowId, shape) {
      pending(caller, id)
      return stagedView(rows, caller, table, rowId, staged(id), shape)
    },

    inside(caller, id, read) {
      pending(caller, id)
      const operations = staged(id)
      return database.trial(() => {
        for (const operation of operations) {
          if (operation.action === 'increment' || operation.action === 'decrement') continue
          // What can't be applied will be told at the commit; a look inside goes on without it.
          database.attempt(() => apply(caller, operation))
        }
        return read()
      })
    },

    async removeOld() {
      const time = now()
      while ((await database.transaction(() => store.dropExpired(time))) > 0);
      while ((await database.transaction(() => store.deleteExpired(time - KEPT_MS))) > 0);
    },
  }
}

function mayUse(caller: Caller, { owner }: Transaction): boolean {
  return isPrivileged(caller) || owner === ownerOf(caller)
}

function ownerOf(caller: Caller): string {
  return caller.kind === 'user' ? `user:${caller.userId}` : caller.kind
}
