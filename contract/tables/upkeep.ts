import type { Columns, Row, Table } from '../table.ts'

export const upkeepColumns = {
  /** The last row that the step has seen to: its `$sequence`, a blank and a time. Null at the beginning. */
  position: { type: 'string', size: 200 },
  /** How long the oldest work that is left has been due, in seconds. */
  behindSeconds: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
} as const satisfies Columns

/** Where the steps of the function `upkeep` stopped, by step; the row `run` tells of its last run. */
export const upkeep = {
  id: 'upkeep',
  name: 'Upkeep',
  permissions: [],
  rowSecurity: false,
  columns: upkeepColumns,
  indexes: [],
} as const satisfies Table<typeof upkeepColumns>

export type UpkeepRow = Row<typeof upkeepColumns>
