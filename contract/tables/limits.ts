import type { Columns, Table } from '../table.ts'

export const limitColumns = {
  count: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
  /** When the window is over, and the row may go. */
  endsAt: { type: 'datetime' },
} as const satisfies Columns

/**
 * What was counted in one window of time, for one address, visitor or site. The id is a hash of these, so that no
 * address is kept; nobody but Functions reads or writes it.
 */
export const limits = {
  id: 'limits',
  name: 'Limits',
  permissions: [],
  rowSecurity: false,
  columns: limitColumns,
  indexes: [{ key: 'by_end', type: 'key', columns: ['endsAt'], orders: ['ASC'] }],
} as const satisfies Table<typeof limitColumns>
