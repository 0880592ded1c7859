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

export type TransactionStatus = 'pending' | 'committed' | 'failed'

export type Transaction = {
  id: string
  /** `user:ID`, `guest` or `key`: who may use it besides keys. */
  owner: string
  status: TransactionStatus
  /** How many have been staged. */
  operations: number
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  expiresAt: number
}

/** Transactions and what was staged in them, as JSON texts whose meaning belongs to the service. */
export type TransactionStore = {
  get(id: string): Transaction | null
  list(): Transaction[]
  save(transaction: Transaction): void
  stage(id: string, position: number, operation: string): void
  staged(id: string): string[]
  dropStaged(id: string): void
  delete(id: string): void
  /** Forgets transactions that ended before the given time. */
  deleteExpired(before: number): void
}

export function openTransactionStore(database: Database): TransactionStore {
  const read = (row: ReturnType<Database['get']>): Transaction | null =>
    row === undefined
      ? null
      : {
          id: String(row['id']),
          owner: String(row['owner']),
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
    save: ({ id, owner, status, operations, createdAt, updatedAt, expiresAt }) => {
      database.run(
        `INSERT INTO transactions (id, owner, status, operations, created, updated, expires) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, operations = excluded.operations, updated = excluded.updated`,
        id,
        owner,
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
    deleteExpired(before) {
      for (const { id } of database.all('SELECT id FROM transactions WHERE expires < ? LIMIT 100', before))
        this.delete(String(id))
    },
  }
}
