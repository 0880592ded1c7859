import * as attachmentLimits from '../contract/attachment-limits.ts'
import { readAttachment, type Attachment } from '../contract/attachment.ts'
import { backoffMs } from './backoff.ts'
import { ChatError } from './chat-error.ts'
import { fieldsOf } from './execute-function.ts'
import type { Target } from './http.ts'
import { parseJson } from './parse-json.ts'
import type { Fields } from './read-answers.ts'
import { codeFor } from './refusal-code.ts'
import { toJson } from './to-json.ts'

/** A file on its way to a Function. */
export interface Upload {
  readonly file: File
  /** The path of the Function's API for this very file. */
  readonly path: string
  readonly functionId: 'chat' | 'admin'
  /** Told how much of it has left, from 0 to 1. */
  readonly onProgress: (share: number) => void
  readonly signal: AbortSignal
}

/** Failures in a row that pass by themselves, until the upload is given up. */
const TRIES = 5
/** A piece that has left for so long without an answer is sent again. */
const TIMEOUT_MS = 120_000

/**
 * Uploads a file piece by piece. What was cut is sent again from where the Function says: nothing is stored twice, and
 * what arrived before a failure needn't be sent anew.
 *
 * @throws ChatError with the Function's own code, or a transport code; `network` also when `signal` ended it
 */
export async function uploadFile(target: Target, secret: string | null, upload: Upload): Promise<Attachment> {
  const { file, path, onProgress, signal } = upload
  let at = 0
  for (let failures = 0; ;) {
    try {
      const part = file.slice(at, at + attachmentLimits.pieceBytes)
      const data = await inBase64(part)
      // A request that isn't sent yet has nobody who would hear of it.
      if (signal.aborted) throw new ChatError('network', path)
      const body = { name: file.name.slice(-300), bytes: file.size, at, data }
      const fields = await send(target, secret, upload, toJson(body), (share) => {
        onProgress((at + share * part.size) / file.size)
      })
      const attachment = readAttachment(fields['attachment'])
      if (attachment !== null) return attachment
      at = Number(fields['received']) || 0
      failures = 0
    } catch (thrown) {
      failures += 1
      const passes = thrown instanceof ChatError && thrown.passes && !signal.aborted
      if (!passes || failures >= TRIES) throw thrown
      await new Promise((resolve) => setTimeout(resolve, backoffMs(failures)))
      if (signal.aborted) throw new ChatError('network', path, 0, { cause: thrown })
    }
  }
}

function inBase64(part: Blob): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const reader = new FileReader()
  reader.addEventListener('load', () => {
    const address = typeof reader.result === 'string' ? reader.result : ''
    resolve(address.slice(address.indexOf(',') + 1))
  })
  // Moved or changed on the disk since it was picked.
  reader.addEventListener('error', () => reject(new ChatError('attachment_unreadable', 'file', 400)))
  reader.readAsDataURL(part)
  return promise
}

/**
 * One execution, as a form: Appwrite takes larger ones than bodies of JSON. By `XMLHttpRequest`, as `fetch` doesn't tell
 * how much of a body has left.
 */
function send(
  { endpoint, projectId, credentials }: Target,
  secret: string | null,
  { path, functionId, signal }: Upload,
  body: string,
  onProgress: (share: number) => void,
): Promise<Fields> {
  const { promise, resolve, reject } = Promise.withResolvers<Fields>()
  const form = new FormData()
  form.set('path', path)
  form.set('method', 'PUT')
  form.set('body', body)
  const request = new XMLHttpRequest()
  const fail = (code: 'network' | 'timeout') => () => reject(new ChatError(code, path))
  request.open('POST', `${endpoint}/functions/${functionId}/executions`)
  request.withCredentials = credentials === 'include'
  request.timeout = TIMEOUT_MS
  request.setRequestHeader('X-Appwrite-Project', projectId)
  request.setRequestHeader('X-Appwrite-Response-Format', '1.9.5')
  if (secret !== null) request.setRequestHeader('X-Appwrite-Session', secret)
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded / total))
  request.addEventListener('error', fail('network'))
  request.addEventListener('abort', fail('network'))
  request.addEventListener('timeout', fail('timeout'))
  request.addEventListener('load', () => {
    const { status } = request
    const answer = parseJson(request.responseText)
    try {
      if (status >= 400)
        throw new ChatError(codeFor(status, answer?.['type']), path, status, { cause: answer })
      if (answer === null) throw new ChatError('bad_answer', path)
      resolve(fieldsOf(answer, path))
    } catch (thrown) {
      reject(thrown)
    }
  })
  signal.addEventListener('abort', () => request.abort())
  request.send(form)
  return promise
}
