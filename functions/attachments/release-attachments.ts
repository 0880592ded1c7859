import type { Repositories } from '../repositories/repositories.ts'

/**
 * Makes files of a message that was not stored, or was taken back, nobody's again: they stay for when it is sent once
 * more, whatever is cleared meanwhile.
 */
export async function releaseAttachments(
  { attachments, messages }: Repositories,
  messageId: string,
  ids: readonly string[],
): Promise<void> {
  const rows = (await attachments.withIds(ids)).filter((row) => row.messageId === messageId)
  // The same message, sent twice at once, may have been stored by the other.
  if (rows.length === 0 || (await messages.get(messageId)) !== null) return
  await Promise.all(rows.map((row) => attachments.claim(row, null)))
}
