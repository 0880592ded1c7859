import * as attachmentLimits from '../attachment-limits.ts'
import type { Columns, Row, Table, Values } from '../table.ts'

/** Row id is the file's. What a message shows of it stands in that message's `attachments`. */
export const attachmentColumns = {
  sessionId: { type: 'string', size: 36, required: true },
  /** Who uploads it. */
  authorId: { type: 'string', size: 36 },
  /** The message that it is sent with, from just before that is stored; null until then. */
  messageId: { type: 'string', size: 36 },
  name: { type: 'string', size: attachmentLimits.nameMax, required: true },
  /** By its content. */
  type: { type: 'string', size: 100, required: true },
  bytes: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
  width: { type: 'integer', min: 1, max: 1_000_000 },
  height: { type: 'integer', min: 1, max: 1_000_000 },
  /** How many bytes have arrived. */
  received: { type: 'integer', min: 0, max: 2_147_483_647, default: 0 },
} as const satisfies Columns

/**
 * Every file in the bucket `attachments`: its row is made before the file and deleted after it, so that no file is
 * overlooked. Nobody but Functions reads or writes it.
 */
export const attachments = {
  id: 'attachments',
  name: 'Attachments',
  permissions: [],
  rowSecurity: false,
  columns: attachmentColumns,
  indexes: [{ key: 'by_session', type: 'key', columns: ['sessionId'], orders: ['ASC'] }],
} as const satisfies Table<typeof attachmentColumns>

export type AttachmentRow = Row<typeof attachmentColumns>
export type AttachmentValues = Values<typeof attachmentColumns>
