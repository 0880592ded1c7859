import type { Database } from '../../store/database.ts'
import type { FileDocument } from '../../store/documents/file-documents.ts'
import type { FileTokenDocument, FileTokenDocuments } from '../../store/documents/file-token-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { readClaims, signClaims } from '../jwt.ts'
import { type FieldTypes, parseFieldQueries } from '../queries/field-queries.ts'
import { uniqueId } from '../unique-id.ts'

const TOKEN_FIELDS: FieldTypes = { expire: 'time' }
/** How often a use is noted, in ms (Appwrite's APP_RESOURCE_TOKEN_ACCESS). */
const NOTED_EVERY_MS = 24 * 3_600_000

/** Tokens that open one file to whoever has their secret, until they end or are deleted. */
export function createFileTokenService(dependencies: {
  readonly db: Database
  readonly documents: FileTokenDocuments
  readonly tokenSecret: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}) {
  const { db, documents, tokenSecret, now } = dependencies
  const { tokens } = documents

  const find = (tokenId: string): FileTokenDocument | null => {
    const parent = documents.parentOf(tokenId)
    return parent === null ? null : (tokens.get(parent, tokenId)?.value ?? null)
  }
  const get = (tokenId: string): FileTokenDocument => {
    const token = find(tokenId)
    if (token === null) throw new AppwriteError('token_not_found')
    return token
  }

  return {
    /** @throws AppwriteError token_not_found */
    get,

    /** Makes a token for a file; `expire` in ms since 1970, or null for no end. */
    async create(bucketId: string, file: FileDocument, expire: number | null): Promise<FileTokenDocument> {
      const time = formatTime(now())
      const token: FileTokenDocument = {
        $id: uniqueId(),
        $createdAt: time,
        $updatedAt: time,
        bucketId,
        fileId: file.$id,
        storedAs: file.storedAs,
        expire: expire === null ? null : formatTime(expire),
        accessedAt: '',
      }
      await db.transaction(() => tokens.insert(token.storedAs, token.$id, token))
      return token
    },

    list(file: FileDocument, queries: readonly string[]) {
      const page = tokens.list(file.storedAs, parseFieldQueries(queries, TOKEN_FIELDS), null)
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, tokens: page.items.map((item) => item.value) }
    },

    /** Gives a token another end, or none. Its secret is another one from then on, and the earlier one may end. */
    update(tokenId: string, expire: number | null): Promise<FileTokenDocument> {
      return db.transaction(() => {
        const token: FileTokenDocument = {
          ...get(tokenId),
          expire: expire === null ? null : formatTime(expire),
          $updatedAt: formatTime(now()),
        }
        tokens.replace(token.storedAs, tokenId, token)
        return token
      })
    },

    async remove(tokenId: string): Promise<void> {
      await db.transaction(() => tokens.remove(get(tokenId).storedAs, tokenId))
    },

    /** Forgets every token of a file. Inside a transaction. */
    removeAll: (storedAs: string): void => tokens.removeAll(storedAs),

    /** What a token is given away as; the same as long as its end is the same. */
    secretOf(token: FileTokenDocument): string {
      const claims = {
        use: 'file',
        tokenId: token.$id,
        resourceId: `${token.bucketId}:${token.fileId}`,
        resourceType: 'files',
        iat: seconds(token.$createdAt),
      }
      return signClaims(
        token.expire === null ? claims : { ...claims, exp: seconds(token.expire) },
        tokenSecret,
      )
    },

    /** The token that a secret stands for, or null when it is wrong, over or deleted. */
    read(secret: string): FileTokenDocument | null {
      const claims = readClaims(secret, tokenSecret)
      if (claims === null || claims['use'] !== 'file' || typeof claims['tokenId'] !== 'string') return null
      const { exp } = claims
      const token = find(claims['tokenId'])
      const isOver =
        (typeof exp === 'number' && exp * 1000 < now()) ||
        (token !== null && token.expire !== null && Date.parse(token.expire) < now())
      return isOver ? null : token
    },

    /** Notes that a token was used, once a day. Never rejects: what cannot be noted keeps nobody from reading. */
    async noteUse(token: FileTokenDocument): Promise<void> {
      const time = now()
      if (token.accessedAt !== '' && time - Date.parse(token.accessedAt) < NOTED_EVERY_MS) return
      const note = db.transaction(() => {
        const current = find(token.$id)
        if (current === null) return
        tokens.replace(current.storedAs, token.$id, { ...current, accessedAt: formatTime(time) })
      })
      await note.catch(() => undefined)
    },
  }
}

export type FileTokenService = ReturnType<typeof createFileTokenService>

/** Whole seconds since 1970. */
function seconds(time: string): number {
  return Math.floor(Date.parse(time) / 1000)
}
