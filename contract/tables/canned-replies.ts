import * as limits from '../limits.ts'
import type { Columns, Row, Table } from '../table.ts'

export const CANNED_REPLIES_TABLE_ID = 'canned_replies'

export const cannedReplyColumns = {
  /** What an agent writes behind `/` to find it. */
  shortcut: { type: 'string', size: 32, required: true },
  /** `{visitor}` and `{agent}` in it stand for their names. */
  text: { type: 'string', size: limits.messageTextMax, required: true },
} as const satisfies Columns

/** Replies that agents send often. Admins edit them in the console. */
export const cannedReplies = {
  id: CANNED_REPLIES_TABLE_ID,
  name: 'Canned replies',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: cannedReplyColumns,
  indexes: [],
} as const satisfies Table<typeof cannedReplyColumns>

export type CannedReplyRow = Row<typeof cannedReplyColumns>
