import { basename } from 'node:path'

import { AppwriteError } from '../../services/appwrite-error.ts'
import { readContentRange } from '../../services/chunked-upload.ts'
import { parsePermissions, ROW_ACTIONS } from '../../services/permissions.ts'
import type { FileService } from '../../services/storage/storage-files.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { fileBody } from '../file-body.ts'
import type { Reader } from '../params.ts'
import { id, newId, queryTexts, text } from '../readers.ts'

const READ = ['files.read']
const WRITE = ['files.write']
/** Longest name of a file, in characters. */
const NAME_LIMIT = 255
/** What a request for the rest of a file gets at once, in bytes (Appwrite's MAX_OUTPUT_CHUNK_SIZE). */
const RANGE_LIMIT_BYTES = 2_000_000
/** Types that browsers may show in place; everything else is shown as plain text, so that no upload can run. */
const INLINE =
  /^(image\/(png|jpeg|gif|webp|avif|heic|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf|text\/plain)$/

/** How long browsers may keep a file: 45 days. */
const CACHE_SECONDS = 3_888_000
/** Longest secret of a token, in characters. */
const TOKEN_LIMIT = 512

const permissions: Reader<string[]> = (value, name) => parsePermissions(value, ROW_ACTIONS, name)

type OpenFile = Awaited<ReturnType<FileService['open']>>

function disposition(kind: 'attachment' | 'inline', name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7E]|["\\]/g, '_')
  const exact = plain === name ? '' : `; filename*=UTF-8''${encodeURIComponent(name)}`
  return `${kind}; filename="${plain}"${exact}`
}

/** @throws AppwriteError storage_invalid_range, also for ranges of a single byte, as 1.9.6 does */
function readRange(header: string, size: number): { start: number; end: number } {
  const match = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header.trim())
  if (match === null) throw new AppwriteError('storage_invalid_range')
  const start = Number(match[1])
  const end = match[2] === '' ? Math.min(start + RANGE_LIMIT_BYTES - 1, size - 1) : Number(match[2])
  if (start >= end || end >= size) throw new AppwriteError('storage_invalid_range')
  return { start, end }
}

function bytesOf(file: OpenFile, start: number, end: number): ReadableStream<Uint8Array<ArrayBuffer>> | null {
  return end < start ? null : fileBody(file.read(start, end))
}

function fileResponse(file: OpenFile, range: string | null, headers: Record<string, string>): Response {
  const shared = {
    ...headers,
    'cache-control': `private, max-age=${CACHE_SECONDS}`,
    'x-content-type-options': 'nosniff',
  }
  if (range === null) {
    // Unencrypted files are served without Accept-Ranges, although ranges work.
    const ranges: Record<string, string> = file.encrypted && file.size > 0 ? { 'accept-ranges': 'bytes' } : {}
    const whole = { ...shared, ...ranges, 'content-length': String(file.size) }
    return new Response(bytesOf(file, 0, file.size - 1), { status: 200, headers: whole })
  }
  const { start, end } = readRange(range, file.size)
  return new Response(bytesOf(file, start, end), {
    status: 206,
    headers: {
      ...shared,
      'accept-ranges': 'bytes',
      'content-range': `bytes ${start}-${end}/${file.size}`,
      'content-length': String(end - start + 1),
    },
  })
}

/** Routes of files. */
export function fileEndpoints(files: FileService): Endpoint[] {
  const all = '/storage/buckets/:bucketId/files'
  const one = `${all}/:fileId`
  const ids = ({ params }: ApiRequest) =>
    [params.required('bucketId', id), params.required('fileId', id)] as const
  const open = (request: ApiRequest) =>
    files.open(request.caller, ...ids(request), request.params.optional('token', text(TOKEN_LIMIT, 1), ''))
  return [
    {
      method: 'POST',
      path: all,
      scopes: WRITE,
      async handle(request) {
        const { caller, params } = request
        const bucketId = params.required('bucketId', id)
        const chunkOf = request.header('x-appwrite-id')
        const asked = params.required('fileId', newId)
        const given = params.optional('permissions', permissions, null)
        const part = params.file('file')
        if (part === null) throw new AppwriteError('storage_file_empty', 'No file sent')
        const bytes = new Uint8Array(await part.arrayBuffer())
        const contentRange = request.header('content-range')
        const { file, isNew } = await files.upload(caller, bucketId, {
          fileId: chunkOf === null || chunkOf === '' ? asked : id(chunkOf, 'x-appwrite-id'),
          name: basename(part.name.replaceAll('\\', '/')).slice(0, NAME_LIMIT),
          bytes,
          range: readContentRange(contentRange, bytes.byteLength),
          isPiece: contentRange !== null,
          permissions: given,
        })
        return { status: isNew ? 201 : 200, body: file }
      },
    },
    {
      method: 'GET',
      path: all,
      scopes: READ,
      handle: ({ caller, params }) => ({
        status: 200,
        body: files.list(
          caller,
          params.required('bucketId', id),
          params.optional('queries', queryTexts, []),
          params.optional('search', text(256), ''),
        ),
      }),
    },
    {
      method: 'GET',
      path: one,
      scopes: READ,
      handle: (request) => ({ status: 200, body: files.get(request.caller, ...ids(request)) }),
    },
    {
      method: 'PUT',
      path: one,
      scopes: WRITE,
      async handle(request) {
        const body = await files.update(request.caller, ...ids(request), {
          name: request.params.optional('name', text(NAME_LIMIT), null),
          permissions: request.params.optional('permissions', permissions, null),
        })
        return { status: 200, body }
      },
    },
    {
      method: 'DELETE',
      path: one,
      scopes: WRITE,
      async handle(request) {
        await files.remove(request.caller, ...ids(request))
        return { status: 204 }
      },
    },
    {
      method: 'GET',
      path: `${one}/download`,
      scopes: READ,
      async handle(request) {
        const file = await open(request)
        return fileResponse(file, request.header('range'), {
          'content-type': file.mimeType,
          'content-disposition': disposition('attachment', file.name),
        })
      },
    },
    {
      method: 'GET',
      path: `${one}/view`,
      scopes: READ,
      async handle(request) {
        const file = await open(request)
        return fileResponse(file, request.header('range'), {
          'content-type': INLINE.test(file.mimeType) ? file.mimeType : 'text/plain',
          'content-disposition': disposition('inline', file.name),
          'content-security-policy': 'script-src none;',
        })
      },
    },
    {
      method: 'GET',
      path: `${one}/preview`,
      scopes: READ,
      async handle(request) {
        await open(request)
        throw new AppwriteError(
          'general_not_implemented',
          'This server makes no previews of images: use /view.',
        )
      },
    },
  ]
}
