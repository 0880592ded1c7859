import { readAttachments } from '../../contract/attachment.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { MailFile } from '../mail/send-mail.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** What one mail carries, in bytes: in base64 less than many mail servers take, and sent within the time of one mail. */
const MAIL_BYTES_MAX = 5_000_000

/** The files of replies that go along with a mail, by their ids; those beyond its room, or gone, only the chat has. */
export async function filesOfReplies(
  { attachments }: Repositories,
  replies: readonly MessageRow[],
): Promise<ReadonlyMap<string, MailFile>> {
  const found = new Map<string, MailFile>()
  let room = MAIL_BYTES_MAX
  for (const { id, name, type, bytes } of replies.flatMap((reply) => readAttachments(reply.attachments))) {
    if (bytes > room) continue
    const content = await attachments.files.read(id)
    if (content === null) continue
    room -= content.byteLength
    found.set(id, { name, type, content })
  }
  return found
}
