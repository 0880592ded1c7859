import type { Database } from './database.ts'

export const TRANSACTIONS_SCHEMA = `
  CREATE TABLE transactions (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    status TEXT NOT NULL,
    operations INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    expires INTEGER NOT NULL
  );
  CREATE INDEX transactions_expires ON transactions (expires);
  CREATE TABLE staged (
    transactionId TEXT NOT NULL,
    position INTEGER NOT NULL,
    operation TEXT NOT NULL,
    PRIMARY KEY (transactionId, position)
  ) WITHOUT ROWID`

/** The migration that keeps apart what guests of different addresses opened. */
export const TRANSACTION_ADDRESSES = `
  ALTER TABLE transactions ADD COLUMN address TEXT NOT NULL DEFAULT '';
  CREATE INDEX transactions_by_owner ON transactions (owner, address, status)`

/** Transactions that one call of a purge looks at. */
const PURGE_BATCH = 500

export type TransactionStatus = 'pending' | 'committed' | 'failed'

export interface Transaction {
  id: string
  /** `user:ID`, `guest` or `key`: who may use it besides keys. */
  owner: string
  /** Where a guest's transaction was opened from; '' for everyone else's. */
  address: string
  status: TransactionStatus
  /** How many have been staged. */
  operations: number
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  expiresAt: number
}

/** Transactions and what was staged in them, as JSON texts whose meaning belongs to the service. */
export interface TransactionStore {
  get(id: string): Transaction | null
  list(): Transaction[]
  save(transaction: Transaction): void
  stage(id: string, position: number, operation: string): void
  staged(id: string): string[]
  dropStaged(id: string): void
  delete(id: string): void
  /** How many transactions of an owner are pending and have not expired at `now`; of one address, or of all. */
  countOpen(owner: string, address: string | null, now: number): number
  /** Forgets the oldest transactions of an owner and address that are over, all but the newest `kept`. */
  forgetEnded(owner: string, address: string, kept: number, now: number): void
  /** Bytes of everything staged in a transaction. */
  stagedBytes(id: string): number
  /** Drops what was staged in some transactions that expired before the given time; answers in how many. */
  dropExpired(before: number): number
  /** Forgets some transactions that expired before the given time; answers how many. */
  deleteExpired(before: number): number
}

export function openTransactionStore(database: Database): TransactionStore {
  const read = (row: ReturnType<Database['get']>): Transaction | null =>
    row === undefined
      ? null
      : {
          id: String(row['id']),
          owner: String(row['owner']),
          address: String(row['address']),
          status:
            row['status'] === 'committed' ? 'committed' : row['status'] === 'failed' ? 'failed' : 'pending',
          operations: Number(row['operations']),
          createdAt: Number(row['created']),
          updatedAt: Number(row['updated']),
          expiresAt: Number(row['expires']),
        }
  return {
    get: (id) => read(database.get('SELECT * FROM transactions WHERE id = ?', id)),
    list: () =>
      database.all('SELECT * FROM transactions ORDER BY rowid LIMIT 5000').flatMap((row) => read(row) ?? []),
    save: ({ id, owner, address, status, operations, createdAt, updatedAt, expiresAt }) => {
      database.run(
        `INSERT INTO transactions (id, owner, address, status, operations, created, updated, expires)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, operations = excluded.operations, updated = excluded.updated`,
        id,
        owner,
        address,
        status,
        operations,
        createdAt,
        updatedAt,
        expiresAt,
      )
    },
    stage: (id, position, operation) => {
      database.run(
        'INSERT INTO staged (transactionId, position, operation) VALUES (?, ?, ?)',
        id,
        position,
        operation,
      )
    },
    staged: (id) =>
      database
        .all('SELECT operation FROM staged WHERE transactionId = ? ORDER BY position', id)
        .map(({ operation }) => String(operation)),
    dropStaged: (id) => {
      database.run('DELETE FROM staged WHERE transactionId = ?', id)
    },
    delete(id) {
      this.dropStaged(id)
      database.run('DELETE FROM transactions WHERE id = ?', id)
    },
    countOpen(owner, address, now) {
      const counted =
        address === null
          ? database.get(
              `SELECT COUNT(*) AS open FROM transactions WHERE owner = ? AND status = 'pending' AND expires >= ?`,
              owner,
              now,
            )
          : database.get(
              `SELECT COUNT(*) AS open FROM transactions
                WHERE owner = ? AND address = ? AND status = 'pending' AND expires >= ?`,
              owner,
              address,
              now,
            )
      return Number(counted?.['open'] ?? 0)
    },
    forgetEnded(owner, address, kept, now) {
      const over = database.all(
        `SELECT id FROM transactions WHERE owner = ? AND address = ? AND (status <> 'pending' OR expires < ?)
          ORDER BY rowid DESC LIMIT ? OFFSET ?`,
        owner,
        address,
        now,
        PURGE_BATCH,
        kept,
      )
      for (const { id } of over) this.delete(String(id))
    },
    stagedBytes(id) {
      const sum = database.get(
        'SELECT SUM(LENGTH(CAST(operation AS BLOB))) AS bytes FROM staged WHERE transactionId = ?',
        id,
      )
      return Number(sum?.['bytes'] ?? 0)
    },
    dropExpired(before) {
      const expired = database.all(
        `SELECT id FROM transactions WHERE expires < ? AND status = 'pending'
          AND EXISTS (SELECT 1 FROM staged WHERE transactionId = id) LIMIT ?`,
        before,
        PURGE_BATCH,
      )
      for (const { id } of expired) this.dropStaged(String(id))
      return expired.length
    },
    deleteExpired(before) {
      const expired = database.all(
        'SELECT id FROM transactions WHERE expires < ? LIMIT ?',
        before,
        PURGE_BATCH,
      )
      for (const { id } of expired) this.delete(String(id))
      return expired.length
    },
  }
}
