import type { Database } from '../../store/database.ts'
import type { BucketDocument, FileDocument, FileDocuments } from '../../store/documents/file-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import type { Action } from '../../store/permission-text.ts'
import type { UploadFiles } from '../../store/upload-files.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Caller } from '../caller.ts'
import type { Publish } from '../change.ts'
import { mayDo, requireGrantable } from '../permissions.ts'
import { type FieldTypes, parseFieldQueries, withSearch } from '../queries/field-queries.ts'
import type { FileTokenService } from './file-tokens.ts'
import { bucketFor, createFileAnnouncer, fileView } from './storage-access.ts'
import type { BucketService } from './storage-buckets.ts'
import { createFileUploads } from './storage-uploads.ts'

const FILE_FIELDS: FieldTypes = {
  name: 'text',
  signature: 'text',
  mimeType: 'text',
  sizeOriginal: 'integer',
  chunksTotal: 'integer',
  chunksUploaded: 'integer',
}

/** Files in buckets, with their permissions. Previews (resized images) are not made. */
export function createFileService(dependencies: {
  readonly db: Database
  readonly documents: FileDocuments
  readonly buckets: BucketService
  readonly stored: UploadFiles
  readonly publish: Publish
  readonly tokens: FileTokenService
}) {
  const { db, documents, buckets, stored, publish, tokens } = dependencies
  const { files } = documents
  const announce = createFileAnnouncer(publish)

  /**
   * The file, for someone who may do `action`. Without file security the bucket alone decides; with it, what may
   * not be read is not there.
   */
  function reach(
    caller: Caller,
    bucketId: string,
    fileId: string,
    action: Action,
  ): { bucket: BucketDocument; file: FileDocument } {
    const bucket = bucketFor(buckets, caller, bucketId)
    const byBucket = mayDo(caller, action, bucket.$permissions)
    if (!byBucket && !bucket.fileSecurity) throw new AppwriteError('user_unauthorized')
    const file = files.get(bucketId, fileId)?.value ?? null
    if (file === null) throw new AppwriteError('storage_file_not_found')
    if (!byBucket && !mayDo(caller, action, file.$permissions)) {
      throw new AppwriteError(action === 'read' ? 'storage_file_not_found' : 'user_unauthorized')
    }
    return { bucket, file }
  }

  /** The file that a token opens, whoever brings it. A token for anything else opens nothing, not even one's own. */
  async function reachByToken(
    caller: Caller,
    bucketId: string,
    fileId: string,
    secret: string,
  ): Promise<FileDocument> {
    const token = tokens.read(secret)
    if (token === null) return reach(caller, bucketId, fileId, 'read').file
    bucketFor(buckets, caller, bucketId)
    const file = files.get(bucketId, fileId)?.value ?? null
    if (file === null || file.storedAs !== token.storedAs) throw new AppwriteError('user_unauthorized')
    await tokens.noteUse(token)
    return file
  }

  return {
    /** Takes a file, or a part of one. */
    upload: createFileUploads({ db, documents, buckets, stored, announce }),

    /**
     * The file, for someone who may change it.
     *
     * @throws AppwriteError storage_bucket_not_found, storage_file_not_found, user_unauthorized
     */
    find: (caller: Caller, bucketId: string, fileId: string): FileDocument =>
      reach(caller, bucketId, fileId, 'update').file,

    get(caller: Caller, bucketId: string, fileId: string): Record<string, unknown> {
      const { bucket, file } = reach(caller, bucketId, fileId, 'read')
      return fileView(bucket, file)
    },

    /**
     * Name, type, size and a reader of the bytes of a whole file. With the secret of a valid token (`token`, '' for
     * none) no permission is asked for; one that is not valid counts as none.
     *
     * @throws AppwriteError user_unauthorized for a valid token of another file
     */
    async open(caller: Caller, bucketId: string, fileId: string, token: string) {
      const file =
        token === ''
          ? reach(caller, bucketId, fileId, 'read').file
          : await reachByToken(caller, bucketId, fileId, token)
      if (file.upload !== null) throw new AppwriteError('storage_file_not_found')
      return {
        name: file.name,
        mimeType: file.mimeType,
        // Pieces may have brought fewer bytes than they said.
        size: Math.min(file.sizeOriginal, await stored.size(file.storedAs)),
        encrypted: buckets.get(bucketId).encryption,
        read: (start: number, end: number) => stored.read(file.storedAs, start, end),
      }
    },

    list(caller: Caller, bucketId: string, queries: readonly string[], search: string) {
      const bucket = bucketFor(buckets, caller, bucketId)
      const byBucket = mayDo(caller, 'read', bucket.$permissions)
      if (!byBucket && !bucket.fileSecurity) throw new AppwriteError('user_unauthorized')
      const page = files.list(
        bucketId,
        withSearch(parseFieldQueries(queries, FILE_FIELDS), search, 'name'),
        byBucket ? null : { roles: caller.roles },
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, files: page.items.map(({ value }) => fileView(bucket, value)) }
    },

    async update(
      caller: Caller,
      bucketId: string,
      fileId: string,
      change: { readonly name: string | null; readonly permissions: readonly string[] | null },
    ): Promise<Record<string, unknown>> {
      const { bucket, file } = await db.transaction(() => {
        const found = reach(caller, bucketId, fileId, 'update')
        if (change.permissions !== null) requireGrantable(caller, change.permissions)
        const after: FileDocument = {
          ...found.file,
          name: change.name ?? found.file.name,
          $permissions: [...(change.permissions ?? found.file.$permissions)],
          $updatedAt: formatTime(),
        }
        files.replace(bucketId, fileId, after)
        return { bucket: found.bucket, file: after }
      })
      announce('update', caller, bucket, file)
      return fileView(bucket, file)
    },

    async remove(caller: Caller, bucketId: string, fileId: string): Promise<void> {
      const { bucket, file } = await db.transaction(() => {
        const found = reach(caller, bucketId, fileId, 'delete')
        files.remove(bucketId, fileId)
        tokens.removeAll(found.file.storedAs)
        if (found.file.upload === null) buckets.grow(bucketId, -found.file.sizeOriginal)
        return found
      })
      await stored.remove(file.storedAs)
      announce('delete', caller, bucket, file)
    },

    /** Removes uploads that are not whole and got nothing since `timestamp`. Nobody is told: nobody saw them. */
    async removeUnfinished(timestamp: string): Promise<void> {
      for (;;) {
        const removed = await db.transaction(() =>
          documents.unfinishedFiles(timestamp).map(({ bucketId, fileId }) => {
            const found = files.get(bucketId, fileId)
            files.remove(bucketId, fileId)
            if (found !== null) tokens.removeAll(found.value.storedAs)
            return found?.value.storedAs ?? null
          }),
        )
        for (const name of removed) if (name !== null) await stored.remove(name)
        if (removed.length === 0) return
      }
    },
  }
}

export type FileService = ReturnType<typeof createFileService>
