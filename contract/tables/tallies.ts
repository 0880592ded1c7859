import { SESSION_STATES } from '../session-state.ts'
import type { Columns, Row, Table, Values } from '../table.ts'

/** Row id is the session's. */
export const tallyColumns = {
  /** The session as it was counted last; null while its row was not looked at. */
  state: { type: 'enum', elements: SESSION_STATES },
  messages: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
  agentId: { type: 'string', size: 36 },
  /** JSON text: what happened in it, numbers by hour. */
  hours: { type: 'string', size: 1_000_000 },
  /** JSON text: what agents did in it, numbers by agent. */
  agents: { type: 'string', size: 100_000 },
  /** Since when a person is asked for and none has replied. */
  askedAt: { type: 'datetime' },
  /** Since when it is with people: asked for, or taken by an agent. */
  withPeopleSince: { type: 'datetime' },
} as const satisfies Columns

/**
 * What the statistics have counted of each session: `counters` are the sum of these rows, and of what deleted sessions
 * have left. It is written in one transaction with them, so that nothing is counted twice or forgotten.
 */
export const tallies = {
  id: 'tallies',
  name: 'Tallies',
  permissions: [],
  rowSecurity: false,
  columns: tallyColumns,
  indexes: [],
} as const satisfies Table<typeof tallyColumns>

export type TallyRow = Row<typeof tallyColumns>
export type TallyValues = Values<typeof tallyColumns>
