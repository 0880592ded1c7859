import * as attachmentLimits from '../../contract/attachment-limits.ts'
import type { PieceAnswer } from '../../contract/attachment-answers.ts'
import type { PieceRequest } from '../../contract/attachment-requests.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { AttachmentRow } from '../../contract/tables/attachments.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { isAttachmentId } from '../../contract/ids.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { attachmentOf } from './attachment-of.ts'
import { cleanName } from './clean-name.ts'
import { imageSize } from './image-size.ts'
import { typeOf } from './type-of.ts'

/** Whose file it is. */
export interface Uploader {
  readonly sessionId: string
  readonly authorId: string
}

/** A piece as the Function has it. */
type RawPiece = Omit<PieceRequest, 'data'> & { readonly data: Uint8Array }

/**
 * Stores a piece of a file, in their order. The first one makes its row, once its content says that it is taken: the row
 * is there before the file and goes after it, so no file is ever without one. A piece that is there already changes
 * nothing, one that comes too early isn't taken: the answer says where to go on. Nobody may read the file until it is
 * sent.
 *
 * @param admit counts a new file against the limits of whoever uploads; throws `rate_limited`
 * @throws Refusal `attachments_off`, `attachment_not_found` for a file of others, `attachments_full`,
 * `attachment_too_large`, `attachment_type_refused`, `body_invalid`
 */
export async function receivePiece(
  repositories: Repositories,
  uploader: Uploader,
  settings: SettingsRow,
  fileId: string,
  piece: PieceRequest,
  admit: () => Promise<void>,
): Promise<PieceAnswer> {
  if (!settings.attachments) throw new Refusal('attachments_off')
  if (!isAttachmentId(fileId)) throw new Refusal('attachment_not_found')
  const data = Buffer.from(piece.data, 'base64')
  return storePiece(repositories, uploader, settings, fileId, { ...piece, data }, admit)
}

/** The same of bytes that are here already. */
async function storePiece(
  repositories: Repositories,
  uploader: Uploader,
  settings: SettingsRow,
  fileId: string,
  piece: RawPiece,
  admit: () => Promise<void>,
): Promise<PieceAnswer> {
  const { attachments } = repositories
  const { data } = piece
  const known = await attachments.get(fileId)
  if (known === null && piece.at > 0) return { received: 0, attachment: null }
  const row = known ?? (await begin(repositories, uploader, settings, fileId, piece, admit))
  if (row.sessionId !== uploader.sessionId || row.authorId !== uploader.authorId || row.bytes !== piece.bytes)
    throw new Refusal('attachment_not_found')
  if (row.received >= row.bytes || piece.at !== row.received) return answerOf(row)
  if (data.byteLength !== Math.min(attachmentLimits.pieceBytes, row.bytes - piece.at))
    throw new Refusal('body_invalid', { details: [{ at: 'data', problem: 'is not the next piece' }] })
  await attachments.files.store({ fileId, name: row.name, bytes: row.bytes, at: piece.at, data })
  const changed = await attachments.change(fileId, { received: piece.at + data.byteLength })
  // Removed meanwhile, with the session: what was just stored goes with it.
  if (changed === null) await attachments.remove(fileId)
  return changed === null ? { received: 0, attachment: null } : answerOf(changed)
}

/**
 * Stores a file that is here as a whole, such as one that came with a mail.
 *
 * @throws Refusal as `receivePiece` does
 */
export async function storeFile(
  repositories: Repositories,
  uploader: Uploader,
  settings: SettingsRow,
  fileId: string,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
): Promise<void> {
  const bytes = content.byteLength
  for (let at = 0; at < bytes;) {
    const data = content.subarray(at, at + attachmentLimits.pieceBytes)
    const piece = { name, bytes, at, data }
    const { received } = await storePiece(repositories, uploader, settings, fileId, piece, async () => {})
    if (received <= at) throw new Refusal('attachment_not_found')
    at = received
  }
}

async function begin(
  repositories: Repositories,
  { sessionId, authorId }: Uploader,
  settings: SettingsRow,
  fileId: string,
  { name, bytes, data }: RawPiece,
  admit: () => Promise<void>,
): Promise<AttachmentRow> {
  const { attachments } = repositories
  const maxBytes = settings.attachmentMegabytes * 1_000_000
  if (bytes > maxBytes) throw new Refusal('attachment_too_large', { details: { maxBytes } })
  const found = typeOf(data, name)
  if (found === null) throw new Refusal('attachment_type_refused')
  await admit()
  const size = imageSize(data, found.type)
  const made = await attachments.create(fileId, {
    sessionId,
    authorId,
    name: cleanName(name, found.extensions),
    type: found.type,
    bytes,
    width: size?.width ?? null,
    height: size?.height ?? null,
  })
  // Another call with the same piece made it at the same moment, or it is somebody else's.
  const row = made ?? (await attachments.get(fileId))
  if (row === null) throw new Refusal('attachment_not_found')
  // Counted with it: of many at once none gets past the limit.
  const { attachmentsPerSession: max } = settings
  if (made !== null && max > 0 && (await attachments.countOf(sessionId, authorId)) > max) {
    await attachments.remove(fileId)
    throw new Refusal('attachments_full', { details: { max } })
  }
  return row
}

function answerOf(row: AttachmentRow): PieceAnswer {
  return { received: row.received, attachment: row.received < row.bytes ? null : attachmentOf(row) }
}
