import * as limits from '../limits.ts'
import type { Columns, Row, Table } from '../table.ts'

export const AGENTS_TABLE_ID = 'agents'

export const PRESENCES = ['online', 'away'] as const

/** Row id is the agent's Appwrite user id. */
export const agentColumns = {
  name: { type: 'string', size: limits.authorNameMax, required: true },
  email: { type: 'string', size: 320 },
  lastActiveAt: { type: 'datetime' },
  /** What the agent says; believed as long as `seenAt` is recent, see `presence.ts`. */
  presence: { type: 'enum', elements: PRESENCES },
  /** When their inbox last said so. */
  seenAt: { type: 'datetime' },
  /** With how many open sessions they are given no more by `autoAssign`; null for what the settings say. */
  maxChats: { type: 'integer', min: 0, max: 1000 },
  /** When one was last given to them. */
  lastGivenAt: { type: 'datetime' },
} as const satisfies Columns

/** Who may be assigned, and who is there: written when a member of the team `agents` uses the admin API. */
export const agents = {
  id: AGENTS_TABLE_ID,
  name: 'Agents',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: agentColumns,
  indexes: [{ key: 'by_presence', type: 'key', columns: ['presence', 'seenAt'], orders: ['ASC', 'DESC'] }],
} as const satisfies Table<typeof agentColumns>

export type AgentRow = Row<typeof agentColumns>
