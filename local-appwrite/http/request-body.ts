import { isUtf8 } from 'node:buffer'

import { AppwriteError } from '../services/appwrite-error.ts'
import { decodeJson } from '../store/json.ts'
import { parseForm } from './form-encoding.ts'
import { isObject } from './readers.ts'

/** Largest body in bytes: two times the largest text an execution takes, and well above a 5 MB upload chunk. */
const BODY_MAX = 32 * 1024 * 1024
/** The same for callers without a key, uploads excluded: what a browser sends in one call is far smaller. */
const KEYLESS_BODY_MAX = 1024 * 1024
/** Escapes of JSON that stand for whole characters, and what is left of half a pair of surrogates. */
const WHOLE_ESCAPES = /\\(?:[^u]|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2})/g
const HALF_A_PAIR = /\\u[dD][89a-fA-F]/
const TOO_LARGE = 'The request body is too large.'

/**
 * The parameters in a body. Broken JSON, other content types and lists that hold no names count as an empty body,
 * as Appwrite counts them; endpoints then miss their parameters.
 *
 * @param hasKey whether the caller has a key; asked only about bodies that others may not send
 * @throws AppwriteError general_body_too_large, general_bad_request
 */
export async function readBody(request: Request, hasKey: () => boolean): Promise<Map<string, unknown>> {
  const length = declaredLength(request)
  if (Number.isFinite(length) && length > BODY_MAX) throw new AppwriteError('general_bad_request', TOO_LARGE)
  const contentType = (request.headers.get('content-type') ?? '').replace(/;.*$/s, '').trim().toLowerCase()
  if (contentType === 'multipart/form-data') return await readMultipart(request)
  const max = length <= KEYLESS_BODY_MAX || hasKey() ? BODY_MAX : KEYLESS_BODY_MAX
  switch (contentType) {
    case 'application/json':
      return entries(decodeJson(wellFormed(await boundedBytes(request, max))))
    case 'application/x-www-form-urlencoded':
      return entries(parseForm((await boundedBytes(request, max)).toString('utf8')))
    default:
      // The body is drained so that the connection can be used again.
      await boundedBytes(request, max)
      return new Map()
  }
}

/** The declared length of the body in bytes; Infinity when none is declared. */
function declaredLength({ headers, body }: Request): number {
  const declared = headers.get('content-length')
  if (declared !== null) return Number(declared)
  return body === null ? 0 : Infinity
}

/** The text of a JSON body; '' when it isn't text, or has half of a pair of surrogates, which PHP can't read. */
function wellFormed(bytes: Buffer): string {
  if (!isUtf8(bytes)) return ''
  const text = bytes.toString('utf8')
  return HALF_A_PAIR.test(text.replaceAll(WHOLE_ESCAPES, '')) ? '' : text
}

/** The bytes of a body, of which no more than `max` are ever held; of one that declares more, none. */
async function boundedBytes(request: Request, max: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppwriteError(max === BODY_MAX ? 'general_bad_request' : 'general_body_too_large', TOO_LARGE)
  if (request.body === null) return Buffer.alloc(0)
  if (request.headers.has('content-length')) {
    if (declaredLength(request) > max) throw tooLarge()
    return Buffer.from(await request.arrayBuffer())
  }
  // Without a declared length the bytes are counted as they come.
  const chunks: Uint8Array[] = []
  let size = 0
  const body: AsyncIterable<Uint8Array> = request.body
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > max) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function readMultipart(request: Request): Promise<Map<string, unknown>> {
  if (!request.headers.has('content-length'))
    throw new AppwriteError('general_bad_request', 'Uploads need a Content-Length.')
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    return new Map()
  }
  const values = new Map<string, unknown>()
  const fields = new URLSearchParams()
  for (const [name, value] of form) {
    if (typeof value === 'string') fields.append(name, value)
    else values.set(name, value)
  }
  for (const [name, value] of Object.entries(parseForm(fields.toString()))) values.set(name, value)
  return values
}

function entries(value: unknown): Map<string, unknown> {
  return isObject(value) ? new Map(Object.entries(value)) : new Map<string, unknown>()
}
