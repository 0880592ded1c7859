import * as limits from '../limits.ts'
import type { Columns, Row, Table, Values } from '../table.ts'

export const NOTES_TABLE_ID = 'notes'

export const noteColumns = {
  sessionId: { type: 'string', size: 36, required: true },
  /** The agent's user id; null for the bearer of the admin secret. */
  authorId: { type: 'string', size: 36 },
  authorName: { type: 'string', size: limits.authorNameMax },
  text: { type: 'string', size: limits.messageTextMax, required: true },
} as const satisfies Columns

/**
 * What agents write to each other about a session. A table of its own, which no visitor may read: a note can't become part
 * of a transcript by mistake.
 */
export const notes = {
  id: NOTES_TABLE_ID,
  name: 'Notes',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: noteColumns,
  indexes: [{ key: 'by_session', type: 'key', columns: ['sessionId'], orders: ['ASC'] }],
} as const satisfies Table<typeof noteColumns>

export type NoteRow = Row<typeof noteColumns>
export type NoteValues = Values<typeof noteColumns>
