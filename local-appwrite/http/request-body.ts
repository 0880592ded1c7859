import { AppwriteError } from '../services/appwrite-error.ts'
import { decodeJson } from '../store/json.ts'
import { parseForm } from './form-encoding.ts'
import { isObject } from './readers.ts'

/** Largest body in bytes: two times the largest text an execution takes, and well above a 5 MB upload chunk. */
const BODY_MAX = 32 * 1024 * 1024
const TOO_LARGE = 'The request body is too large.'

/**
 * The parameters in a body. Broken JSON, other content types and lists that hold no names count as an empty body,
 * as Appwrite counts them; endpoints then miss their parameters.
 */
export async function readBody(request: Request): Promise<Map<string, unknown>> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MAX)
    throw new AppwriteError('general_bad_request', TOO_LARGE)
  const contentType = (request.headers.get('content-type') ?? '').replace(/;.*$/s, '').trim().toLowerCase()
  switch (contentType) {
    case 'application/json':
      return entries(decodeJson(await boundedText(request)))
    case 'application/x-www-form-urlencoded':
      return entries(parseForm(await boundedText(request)))
    case 'multipart/form-data':
      return await readMultipart(request)
    default:
      // The body is drained so that the connection can be used again.
      await boundedText(request)
      return new Map()
  }
}

async function boundedText(request: Request): Promise<string> {
  if (request.headers.has('content-length') || request.body === null) return await request.text()
  // Without a declared length the bytes are counted as they come.
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > BODY_MAX) throw new AppwriteError('general_bad_request', TOO_LARGE)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
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
  return isObject(value) ? new Map(Object.entries(value)) : new Map()
}
