import * as attachmentLimits from '../../contract/attachment-limits.ts'
import type { AttachmentRow } from '../../contract/tables/attachments.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'
import { sideBySide, type StepResult } from './step.ts'
import { walk } from './walk.ts'

/** Rows that were written since may belong to what is still under way. */
const SETTLED_MS = 3_600_000
const UNSENT_MS = attachmentLimits.unsentHours * 3_600_000

/**
 * Removes files that no message carries: uploaded and never sent, of a message that was refused, or left over when a
 * session or its messages were deleted by a function that was killed. Goes through all files, some in each run, and then
 * starts over.
 */
export async function removeUnsentFiles(
  repositories: Repositories,
  now: Date,
  budget: Budget,
): Promise<StepResult> {
  return walk(repositories, budget, {
    step: 'files',
    read: (position, limit) => repositories.attachments.scan(position?.sequence ?? null, limit),
    positionOf: ({ $sequence }) => ({ value: null, sequence: $sequence }),
    dueSince: () => null,
    batch: 20,
    startsOver: true,
    work: (rows) => removeAmong(repositories, now, rows),
  })
}

async function removeAmong(
  { attachments, messages, sessions }: Repositories,
  now: Date,
  rows: readonly AttachmentRow[],
): Promise<readonly boolean[]> {
  const messageIds = [...new Set(rows.flatMap(({ messageId }) => messageId ?? []))]
  const [ofSessions, ofMessages] = await Promise.all([
    sessions.ofIds([...new Set(rows.map(({ sessionId }) => sessionId))]),
    messageIds.length === 0 ? [] : messages.withIds(messageIds),
  ])
  const there = new Set([...ofSessions, ...ofMessages].map(({ $id }) => $id))
  return sideBySide(rows, async ({ $id, $updatedAt, sessionId, messageId }) => {
    const hasSession = there.has(sessionId)
    if (hasSession && messageId !== null && there.has(messageId)) return false
    const keptMs = hasSession && messageId === null ? UNSENT_MS : SETTLED_MS
    if (now.getTime() - Date.parse($updatedAt) < keptMs) return false
    // Once more by itself: nothing is deleted because of one list alone.
    const isOpen = hasSession || (await sessions.get(sessionId)) !== null
    if (isOpen && (messageId === null ? !hasSession : (await messages.get(messageId)) !== null)) return false
    await attachments.remove($id)
    return true
  })
}
