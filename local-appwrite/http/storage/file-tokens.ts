import { parsePhpTime } from '../../services/php-time.ts'
import type { FileTokenService } from '../../services/storage/file-tokens.ts'
import type { FileService } from '../../services/storage/storage-files.ts'
import type { FileTokenDocument } from '../../store/documents/file-token-documents.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { type Reader, refusal } from '../params.ts'
import { id, queryTexts } from '../readers.ts'

/** Routes of the tokens of files. */
export function fileTokenEndpoints(
  files: Pick<FileService, 'find'>,
  tokens: FileTokenService,
  now: () => number,
): Endpoint[] {
  const READ = ['tokens.read']
  const WRITE = ['tokens.write']
  const ofFile = '/tokens/buckets/:bucketId/files/:fileId'
  const one = '/tokens/:tokenId'

  /** A moment to come, in ms since 1970. */
  const moment: Reader<number> = (value, name) => {
    const time = typeof value === 'string' && value !== '' ? parsePhpTime(value, now()) : null
    if (time === null || time < now()) throw refusal(name, 'Value must be valid date in the future')
    return time
  }
  const ids = ({ params }: ApiRequest) =>
    [params.required('bucketId', id), params.required('fileId', id)] as const
  const view = (token: FileTokenDocument) => ({
    $id: token.$id,
    $createdAt: token.$createdAt,
    resourceId: `${token.bucketId}:${token.fileId}`,
    resourceType: 'files',
    expire: token.expire ?? '',
    secret: tokens.secretOf(token),
    accessedAt: token.accessedAt,
  })

  return [
    {
      method: 'POST',
      path: ofFile,
      scopes: WRITE,
      async handle(request) {
        const [bucketId, fileId] = ids(request)
        const expire = request.params.optional('expire', moment, null)
        const file = files.find(request.caller, bucketId, fileId)
        return { status: 201, body: view(await tokens.create(bucketId, file, expire)) }
      },
    },
    {
      method: 'GET',
      path: ofFile,
      scopes: READ,
      handle(request) {
        const file = files.find(request.caller, ...ids(request))
        const page = tokens.list(file, request.params.optional('queries', queryTexts, []))
        return { status: 200, body: { total: page.total, tokens: page.tokens.map(view) } }
      },
    },
    {
      method: 'GET',
      path: one,
      scopes: READ,
      handle: ({ params }) => ({ status: 200, body: view(tokens.get(params.required('tokenId', id))) }),
    },
    {
      method: 'PATCH',
      path: one,
      scopes: WRITE,
      async handle({ params }) {
        const tokenId = params.required('tokenId', id)
        const expire = params.optional('expire', moment, null)
        return { status: 200, body: view(await tokens.update(tokenId, expire)) }
      },
    },
    {
      method: 'DELETE',
      path: one,
      scopes: WRITE,
      async handle({ params }) {
        await tokens.remove(params.required('tokenId', id))
        return { status: 204 }
      },
    },
  ]
}
