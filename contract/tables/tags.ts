import * as limits from '../limits.ts'
import type { Columns, Row, Table } from '../table.ts'

export const TAGS_TABLE_ID = 'tags'

export const tagColumns = {
  sessionId: { type: 'string', size: 36, required: true },
  /** As `readTag` writes it. */
  tag: { type: 'string', size: limits.tagMax, required: true },
} as const satisfies Columns

/**
 * What operators call a session: a row for each session and tag, because Appwrite has no index on a column of many
 * values. The row's id follows from both, so that a session has a tag once.
 */
export const tags = {
  id: TAGS_TABLE_ID,
  name: 'Tags',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: tagColumns,
  indexes: [
    { key: 'by_session', type: 'key', columns: ['sessionId'], orders: ['ASC'] },
    { key: 'by_tag', type: 'key', columns: ['tag'], orders: ['ASC'] },
  ],
} as const satisfies Table<typeof tagColumns>

export type TagRow = Row<typeof tagColumns>
