import * as limits from '../limits.ts'
import type { Columns, Row, Table } from '../table.ts'

/** Row id is the agent's Appwrite user id. */
export const agentColumns = {
  name: { type: 'string', size: limits.authorNameMax, required: true },
  email: { type: 'string', size: 320 },
  lastActiveAt: { type: 'datetime' },
} as const satisfies Columns

/** Who may be assigned: written when a member of the team `agents` uses the admin API. */
export const agents = {
  id: 'agents',
  name: 'Agents',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: agentColumns,
  indexes: [],
} as const satisfies Table<typeof agentColumns>

export type AgentRow = Row<typeof agentColumns>
