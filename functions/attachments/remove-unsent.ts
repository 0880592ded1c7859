import { Refusal } from '../../contract/refusal.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Uploader } from './receive-piece.ts'

/**
 * Removes a file that its uploader doesn't want to send any more. One that isn't there is gone already.
 *
 * @throws Refusal `attachment_not_found` for one of others, or in a message
 */
export async function removeUnsent(
  { attachments, messages }: Repositories,
  { sessionId, authorId }: Uploader,
  fileId: string,
): Promise<void> {
  const row = await attachments.get(fileId)
  if (row === null) return
  const isSent = row.messageId !== null && (await messages.get(row.messageId)) !== null
  if (row.sessionId !== sessionId || row.authorId !== authorId || isSent)
    throw new Refusal('attachment_not_found')
  await attachments.remove(fileId)
}
