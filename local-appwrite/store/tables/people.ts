import type { Database } from '../database.ts'
import type { Column, Index, TableDefinition } from './table-definition.ts'
import { addColumn, createIndex, createStorage } from './table-storage.ts'

/** Numbers of the server's own tables; far above any that `tables` will ever give out. */
const FIRST_NUMBER = 900_000_001

type Spec = Partial<Omit<Column, 'number' | 'key'>> & { type: Column['type'] }

/** Users. Passwords are hashes; `prefs` is JSON. */
export const USERS = definition(
  0,
  'users',
  {
    name: text(128),
    email: text(320),
    phone: text(16),
    status: { type: 'boolean', default: true },
    labels: { ...text(36), array: true },
    password: text(512),
    passwordUpdate: { type: 'datetime' },
    registration: { type: 'datetime' },
    emailVerification: { type: 'boolean', default: false },
    phoneVerification: { type: 'boolean', default: false },
    mfa: { type: 'boolean', default: false },
    prefs: { ...text(65_535), default: '{}' },
    accessedAt: { type: 'datetime' },
    targetId: text(36),
  },
  [
    ['unique', 'email'],
    ['unique', 'phone'],
    ['key', 'name'],
  ],
)

/** Account sessions. Only a hash of each secret is kept. */
export const SESSIONS = definition(
  1,
  'sessions',
  {
    userId: text(36),
    provider: text(128),
    providerUid: text(320),
    secretHash: text(64),
    expire: { type: 'datetime' },
    ip: text(64),
    userAgent: text(2048),
    factors: { ...text(64), array: true },
  },
  [
    ['unique', 'secretHash'],
    ['key', 'userId'],
  ],
)

/** One-time tokens that open a session. */
export const TOKENS = definition(
  2,
  'tokens',
  {
    userId: text(36),
    secretHash: text(64),
    expire: { type: 'datetime' },
  },
  [['key', 'userId']],
)

export const TEAMS = definition(3, 'teams', { name: text(128), prefs: { ...text(65_535), default: '{}' } }, [
  ['key', 'name'],
])

export const MEMBERSHIPS = definition(
  4,
  'memberships',
  {
    teamId: text(36),
    userId: text(36),
    roles: { ...text(81), array: true },
    invited: { type: 'datetime' },
    joined: { type: 'datetime' },
    confirm: { type: 'boolean', default: false },
    secretHash: text(64),
  },
  [
    ['key', 'userId'],
    ['key', 'teamId'],
    ['unique', 'teamId', 'userId'],
  ],
)

/** All of them. */
export const PEOPLE_TABLES: readonly TableDefinition[] = [USERS, SESSIONS, TOKENS, TEAMS, MEMBERSHIPS]

/**
 * Makes the tables that people are kept in, and columns that a newer version added. They are kept like everyone's
 * rows, so that their lists take the same queries at the same speed. Call inside a transaction.
 */
export function ensurePeopleTables(database: Database): void {
  for (const table of PEOPLE_TABLES) {
    const found = database.all(`SELECT name FROM pragma_table_info('rows_${table.number}')`)
    const present = new Set(found.map(({ name }) => String(name)))
    if (present.size === 0) createStorage(database, table)
    for (const column of table.columns)
      if (!present.has(`c${column.number}`)) addColumn(database, table, column)
    if (present.size > 0) continue
    for (const column of table.columns)
      if (column.hasKey) database.exec(`ALTER TABLE rows_${table.number} ADD COLUMN k${column.number} TEXT`)
    for (const index of table.indexes) createIndex(database, table, index)
  }
}

function text(size: number): Spec {
  return { type: 'string', size }
}

function definition(
  place: number,
  id: string,
  columns: Readonly<Record<string, Spec>>,
  indexes: readonly [Index['type'], ...string[]][],
): TableDefinition {
  const indexed = new Set(indexes.flatMap(([, ...keys]) => keys))
  return {
    number: FIRST_NUMBER + place,
    databaseId: '_',
    id,
    name: id,
    enabled: true,
    rowSecurity: false,
    permissions: [],
    createdAt: 0,
    updatedAt: 0,
    nextNumber: 1000,
    columns: Object.entries(columns).map(([key, spec], index) => ({
      format: '',
      size: 0,
      required: false,
      array: false,
      default: null,
      min: null,
      max: null,
      elements: [],
      encrypt: false,
      createdAt: 0,
      updatedAt: 0,
      number: index + 1,
      key,
      hasKey: indexed.has(key),
      ...spec,
    })),
    indexes: indexes.map(([type, ...keys], index) => ({
      number: 500 + index,
      id: `index${index}`,
      key: keys.join('_'),
      type,
      columns: keys,
      lengths: keys.map(() => 0),
      orders: [],
      createdAt: 0,
      updatedAt: 0,
    })),
  }
}
