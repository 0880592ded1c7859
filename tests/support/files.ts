import * as attachmentLimits from '../../contract/attachment-limits.ts'
import * as chatAttachmentPaths from '../../contract/chat-attachment-paths.ts'
import { readAttachment, type Attachment } from '../../contract/attachment.ts'
import { newAttachmentId } from '../../contract/ids.ts'
import { isRecord } from '../../contract/is-record.ts'
import { asTheContractSays } from './as-the-contract-says.ts'
import type { Stack } from './stack.ts'
import { answerOf, type Answer, type Visitor } from './visitor.ts'

/** A file as somebody picks it. */
export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A picture of so many pixels, as far as its header tells, and of so many bytes. */
export function png(name = 'photo.png', width = 640, height = 480, length = 200): GivenFile {
  const bytes = Buffer.alloc(length)
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return { name, bytes }
}

export function textFile(name: string, text: string): GivenFile {
  return { name, bytes: new TextEncoder().encode(text) }
}

/** Whoever can upload into one session. */
type Uploading = (fileId: string, piece: object) => Promise<Answer>

/** By a form, as the widget does: Appwrite takes larger ones than bodies of JSON. */
export function asVisitor(
  { endpoint, projectId }: Pick<Stack, 'endpoint' | 'projectId'>,
  { credentials, sessionId }: Pick<Visitor, 'credentials' | 'sessionId'>,
): Uploading {
  return async (fileId, piece) => {
    const path = chatAttachmentPaths.attachment(sessionId, fileId)
    const form = new FormData()
    for (const [name, value] of Object.entries({ path, method: 'PUT', body: JSON.stringify(piece) }))
      form.set(name, value)
    const headers = { 'x-appwrite-project': projectId, 'x-appwrite-session': credentials.secret }
    const response = await fetch(`${endpoint}/functions/chat/executions`, {
      method: 'POST',
      headers,
      body: form,
    })
    const execution: unknown = await response.json()
    if (!isRecord(execution)) throw new Error(`no execution: ${response.status}`)
    const answer = answerOf(Number(execution['responseStatusCode']), String(execution['responseBody']))
    return asTheContractSays('chat', { method: 'PUT', path }, answer)
  }
}

/** The piece of a file that begins at a byte. */
export function pieceOf({ name, bytes }: GivenFile, at = 0): object {
  const part = bytes.subarray(at, at + attachmentLimits.pieceBytes)
  return { name, bytes: bytes.byteLength, at, data: Buffer.from(part).toString('base64') }
}

/** Sends a file piece by piece; the answer to the last one, or the first refusal. */
export async function upload(put: Uploading, file: GivenFile, fileId = newAttachmentId()): Promise<Answer> {
  for (let at = 0; ;) {
    const answer = await put(fileId, pieceOf(file, at))
    const { received, attachment } = answer.body
    if (answer.status !== 200 || attachment !== null) return answer
    at = Number(received)
  }
}

/** The same of a file that is taken. */
export async function uploaded(put: Uploading, file: GivenFile): Promise<Attachment> {
  const answer = await upload(put, file)
  const attachment = readAttachment(answer.body['attachment'])
  if (attachment === null) throw new Error(`not uploaded: ${JSON.stringify(answer)}`)
  return attachment
}
