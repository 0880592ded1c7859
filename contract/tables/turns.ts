import * as limits from '../limits.ts'
import type { Columns, Row, Table } from '../table.ts'

export const TURNS_TABLE_ID = 'turns'

/** Row id is the session's, so that it has one turn at a time: messages that come while one is open join it. */
export const turnColumns = {
  /** The message that opened the turn. */
  messageId: { type: 'string', size: 36, required: true },
  /** The session's own; they never change. */
  corpora: { type: 'string', size: limits.corpusNameMax, array: true },
  /** The session's own: what the bot speaks until it knows better. */
  locale: { type: 'string', size: limits.localeMax },
  /** How often the turn was started; a turn that keeps failing is given up. */
  attempts: { type: 'integer', min: 1, max: 1000, default: 1 },
} as const satisfies Columns

/**
 * What the bot has to answer. The creation of a row starts the function `bot`; the row is deleted with the answer.
 * Nobody but Functions reads or writes it.
 */
export const turns = {
  id: TURNS_TABLE_ID,
  name: 'Turns',
  permissions: [],
  rowSecurity: false,
  columns: turnColumns,
  indexes: [],
} as const satisfies Table<typeof turnColumns>

export type TurnRow = Row<typeof turnColumns>
