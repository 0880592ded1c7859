import type { Columns, Row, Table } from '../table.ts'

export const linkColumns = {
  sessionId: { type: 'string', size: 36, required: true },
  /** Until when it opens the chat. */
  endsAt: { type: 'datetime' },
  /** Null until somebody has opened the chat with it: it does so once. */
  usedAt: { type: 'datetime' },
} as const satisfies Columns

/**
 * Links of mails, which open a chat in any browser. The id is a hash of the link's token, which is kept nowhere; nobody
 * but Functions reads or writes it.
 */
export const links = {
  id: 'links',
  name: 'Links',
  permissions: [],
  rowSecurity: false,
  columns: linkColumns,
  indexes: [{ key: 'by_end', type: 'key', columns: ['endsAt'], orders: ['ASC'] }],
} as const satisfies Table<typeof linkColumns>

export type LinkRow = Row<typeof linkColumns>
