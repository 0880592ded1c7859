import type { Attachment } from '../../contract/attachment.ts'
import type { AttachmentRow } from '../../contract/tables/attachments.ts'

/** A file as messages show it, from its row. */
export function attachmentOf({ $id: id, name, type, bytes, width, height }: AttachmentRow): Attachment {
  return { id, name, type, bytes, width, height }
}
