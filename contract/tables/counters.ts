import type { Columns, Row, Table, Values } from '../table.ts'

/**
 * What a row of counters is about: the site as it is now, a day or an hour (UTC), an agent. `progress` tells how far the
 * counting has come, `recount` what a count of everything that is under way has found until now.
 */
export const COUNTER_KINDS = ['site', 'day', 'hour', 'agent', 'progress', 'recount'] as const
export type CounterKind = (typeof COUNTER_KINDS)[number]

export const counterColumns = {
  kind: { type: 'enum', elements: COUNTER_KINDS },
  /** Which day (`2026-01-31`), hour (`2026-01-31T23`) or agent (their user id). */
  of: { type: 'string', size: 36 },
  /** JSON text: numbers by their names, see `statistics.ts`. */
  numbers: { type: 'string', size: 4_000_000 },
  /** The part of `numbers` that comes from sessions that are deleted: a day stays what it was. */
  ofDeleted: { type: 'string', size: 100_000 },
} as const satisfies Columns

/** The statistics, counted by `upkeep` as things happen. Nobody else writes it. */
export const counters = {
  id: 'counters',
  name: 'Counters',
  permissions: [],
  rowSecurity: false,
  columns: counterColumns,
  indexes: [{ key: 'by_kind', type: 'key', columns: ['kind', 'of'], orders: ['ASC', 'ASC'] }],
} as const satisfies Table<typeof counterColumns>

export type CounterRow = Row<typeof counterColumns>
export type CounterValues = Values<typeof counterColumns>
