import { Refusal } from '../../contract/refusal.ts'
import type { AttachmentRow } from '../../contract/tables/attachments.ts'
import { isOnItsWay } from '../repositories/attachments.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { attachmentOf } from './attachment-of.ts'
import { releaseAttachments } from './release-attachments.ts'
import type { Uploader } from './receive-piece.ts'

/** The message that files go with. */
export interface Carrier extends Uploader {
  readonly messageId: string
  /** Who reads the session beside the agents. */
  readonly visitorId: string | null
}

/**
 * Makes files a message's, just before it is stored, and shows them to whoever will read it: a message never names a file
 * that its readers may not see. Repeating it changes nothing. Files of a message that was not stored after all
 * may go with another one; those that go with none upkeep removes.
 *
 * @returns the message's column `attachments`; null for no files
 * @throws Refusal `attachment_not_found` when one is of others, not whole, gone, or in another message
 */
export async function claimAttachments(
  repositories: Repositories,
  carrier: Carrier,
  ids: readonly string[],
): Promise<string | null> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return null
  const { attachments } = repositories
  const found = new Map((await attachments.withIds(wanted)).map((row) => [row.$id, row]))
  const rows = wanted.map((id) => found.get(id)).filter((row) => row !== undefined)
  if (rows.length < wanted.length || !rows.every((row) => isWhole(row, carrier))) throw notFound()
  await refuseIfElsewhere(repositories, carrier, rows)
  const { messageId, visitorId } = carrier
  const claimed = await Promise.all(
    rows.map(
      async (row) =>
        (await isMade(repositories, row, messageId)) && (await attachments.files.share(row.$id, visitorId)),
    ),
  )
  if (claimed.includes(false)) {
    await releaseAttachments(repositories, messageId, wanted)
    throw notFound()
  }
  return JSON.stringify(rows.map(attachmentOf))
}

/** Of several messages that want a file at once, its row names one. The same message again has it already. */
async function isMade(
  { attachments }: Repositories,
  row: AttachmentRow,
  messageId: string,
): Promise<boolean> {
  if ((await attachments.claim(row, messageId)) !== null) return true
  return (await attachments.get(row.$id))?.messageId === messageId
}

function isWhole(row: AttachmentRow, { sessionId, authorId }: Carrier): boolean {
  return row.sessionId === sessionId && row.authorId === authorId && row.received >= row.bytes
}

/** Another message has one if it is stored, or may be any moment. */
async function refuseIfElsewhere(
  { messages }: Repositories,
  { messageId }: Carrier,
  rows: readonly AttachmentRow[],
): Promise<void> {
  const others = rows.filter((row) => row.messageId !== null && row.messageId !== messageId)
  if (others.length === 0) return
  const now = new Date()
  if (others.some((row) => isOnItsWay(row, now))) throw notFound()
  const stored = await messages.withIds(others.flatMap((row) => row.messageId ?? []))
  if (stored.length > 0) throw notFound()
}

function notFound(): Refusal {
  return new Refusal('attachment_not_found')
}
