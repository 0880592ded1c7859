import { randomBytes } from 'node:crypto'
import { AppwriteException, Permission, Role } from 'node-appwrite'
import { AGENTS_TEAM_ID } from '../../contract/agents-team.ts'
import { ATTACHMENTS_BUCKET_ID } from '../../contract/attachments-bucket-id.ts'
import * as attachmentLimits from '../../contract/attachment-limits.ts'
import { nullOnStatus, type Access, type Connection } from './connection.ts'
import { fetch } from './sdk-transport.ts'

/** A piece of a file, or all of it. */
export interface FilePiece {
  readonly fileId: string
  readonly name: string
  /** Of the whole file. */
  readonly bytes: number
  readonly at: number
  readonly data: Uint8Array
}

const FILES = `/storage/buckets/${ATTACHMENTS_BUCKET_ID}/files`

/** The files in the bucket `attachments`. Every method throws `Refusal` (`appwrite_unavailable`, `misconfigured`). */
export function storedFiles({ client, endpoint }: Pick<Connection, 'client' | 'endpoint'>, access: Access) {
  const addressOf = (fileId: string) => new URL(`${endpoint}${FILES}/${fileId}`)
  const project = { 'x-appwrite-project': access.projectId }
  const json = { ...project, 'content-type': 'application/json' }

  return {
    /** Nobody may read it yet. A piece that is there already, or a whole file, stays as it is. */
    async store(piece: FilePiece): Promise<void> {
      await nullOnStatus([409], upload(access, piece))
    },

    /** Whoever may read the session's messages may read the file from now on. False when it is gone. */
    async share(fileId: string, visitorId: string | null): Promise<boolean> {
      const permissions = [Permission.read(Role.team(AGENTS_TEAM_ID))]
      if (visitorId !== null) permissions.push(Permission.read(Role.user(visitorId)))
      const changed = client.call('put', addressOf(fileId), json, { permissions })
      return (await nullOnStatus([404], changed)) !== null
    },

    /** Its bytes, or null when it is gone. */
    async read(fileId: string): Promise<Uint8Array | null> {
      const address = new URL(`${addressOf(fileId).href}/download`)
      const bytes: unknown = await nullOnStatus(
        [404],
        client.call('get', address, project, {}, 'arrayBuffer'),
      )
      return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : null
    },

    async remove(fileId: string): Promise<void> {
      await nullOnStatus([404], client.call('delete', addressOf(fileId), json))
    },
  }
}

/** By hand, because the transport of the Functions knows no forms: see `sdk-transport.ts`. */
async function upload({ endpoint, projectId, key }: Access, piece: FilePiece): Promise<null> {
  const { fileId, bytes, at, data } = piece
  const boundary = `porchlight-${randomBytes(12).toString('hex')}`
  const end = at + data.byteLength - 1
  const response = await fetch(endpoint + FILES, {
    method: 'POST',
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'x-appwrite-project': projectId,
      'x-appwrite-key': key,
      ...(bytes > attachmentLimits.pieceBytes && { 'content-range': `bytes ${at}-${end}/${bytes}` }),
      ...(at > 0 && { 'x-appwrite-id': fileId }),
    },
    body: Buffer.concat([Buffer.from(head(boundary, piece)), data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  })
  if (response.status < 400) return null
  throw new AppwriteException(await response.text(), response.status)
}

function head(boundary: string, { fileId, name }: FilePiece): string {
  const field = (about: string) => `--${boundary}\r\ncontent-disposition: form-data; ${about}\r\n`
  return (
    `${field('name="fileId"')}\r\n${fileId}\r\n` +
    // The name has neither quotes nor line ends: see `functions/attachments/clean-name.ts`.
    `${field(`name="file"; filename="${name}"`)}content-type: application/octet-stream\r\n\r\n`
  )
}
