import { ATTACHMENTS_BUCKET_ID } from '../contract/attachments-bucket-id.ts'
import { isPicture, type Attachment } from '../contract/attachment.ts'
import { ChatError } from './chat-error.ts'
import type { Target } from './http.ts'

/** What every other file is to a page: bytes to save, whatever is in it. */
const BYTES = 'application/octet-stream'

/**
 * A file of a message, with the caller's own credentials: there is no address that works without them. Its type is one that
 * a page may show as a picture, or none.
 *
 * @throws ChatError `attachment_not_found`, `appwrite_unavailable`, `network`
 */
export async function fetchFile(
  { endpoint, projectId, credentials }: Target,
  secret: string | null,
  { id, type }: Pick<Attachment, 'id' | 'type'>,
): Promise<Blob> {
  const path = `/storage/buckets/${ATTACHMENTS_BUCKET_ID}/files/${id}/download`
  try {
    const response = await fetch(endpoint + path, {
      credentials: credentials ?? 'omit',
      // It must be gone with its message, and with whoever was signed in.
      cache: 'no-store',
      headers: {
        'X-Appwrite-Project': projectId,
        ...(secret !== null && { 'X-Appwrite-Session': secret }),
      },
    })
    if (response.ok) return new Blob([await response.arrayBuffer()], { type: isPicture(type) ? type : BYTES })
    const isBusy = response.status >= 500 || response.status === 429
    throw new ChatError(isBusy ? 'appwrite_unavailable' : 'attachment_not_found', path, response.status)
  } catch (thrown) {
    throw thrown instanceof ChatError ? thrown : new ChatError('network', path, 0, { cause: thrown })
  }
}
