import { isOnItsWay } from '../repositories/attachments.ts'
import type { Repositories } from '../repositories/repositories.ts'

const PAGE = 50

/**
 * Removes the files of messages of a session that were deleted; what wasn't sent yet, or is just being sent, stays. Returns
 * how many those were.
 *
 * @param removedIds of messages that are known to be deleted, however new they were
 */
export async function removeFilesOfGone(
  { attachments, messages }: Repositories,
  sessionId: string,
  removedIds: ReadonlySet<string>,
): Promise<number> {
  let removed = 0
  let after: number | null = null
  for (;;) {
    const rows = await attachments.ofSession(sessionId, after, PAGE)
    const sent = rows.filter(({ messageId }) => messageId !== null)
    const ids = [...new Set(sent.flatMap(({ messageId }) => messageId ?? []))]
    const there = new Set((ids.length === 0 ? [] : await messages.withIds(ids)).map(({ $id }) => $id))
    const now = new Date()
    const gone = sent.filter(
      (row) =>
        row.messageId !== null &&
        !there.has(row.messageId) &&
        (removedIds.has(row.messageId) || !isOnItsWay(row, now)),
    )
    await Promise.all(gone.map(({ $id }) => attachments.remove($id)))
    removed += gone.length
    if (rows.length < PAGE) return removed
    after = rows.at(-1)?.$sequence ?? null
  }
}
