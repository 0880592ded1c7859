import { createHash } from 'node:crypto'
import * as attachmentLimits from '../../contract/attachment-limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { claimAttachments, type Carrier } from '../attachments/claim-attachments.ts'
import { storeFile } from '../attachments/receive-piece.ts'
import type { MailFile } from '../mail/reading/read-mail.ts'
import type { Repositories } from '../repositories/repositories.ts'

/**
 * Keeps the files of a mail that a visitor may send, as many as a message carries.
 *
 * @returns the message's column `attachments`, and the names of the files that are not taken
 */
export async function keepMailFiles(
  repositories: Repositories,
  carrier: Carrier,
  files: readonly MailFile[],
): Promise<{ readonly attachments: string | null; readonly left: readonly string[] }> {
  const settings = await repositories.settings.get()
  const kept: string[] = []
  const left: string[] = []
  for (const [index, file] of files.entries()) {
    const id = fileIdOf(carrier.messageId, index)
    if (kept.length === attachmentLimits.perMessage || file.content.byteLength === 0) {
      left.push(file.name)
      continue
    }
    try {
      await storeFile(repositories, carrier, settings, id, file)
      kept.push(id)
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.status >= 500) throw thrown
      left.push(file.name)
    }
  }
  return { attachments: await claimAttachments(repositories, carrier, kept), left }
}

function fileIdOf(messageId: string, index: number): string {
  return `f_${createHash('sha256').update(`${messageId}\n${index}`).digest('hex').slice(0, 32)}`
}
